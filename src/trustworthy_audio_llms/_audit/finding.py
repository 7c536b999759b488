"""What an audit finds."""

from typing import Literal

import attrs

from .._public import public
from .._records.mentions import Mention

Severity = Literal["error", "warning", "info"]
"""An error misleads whoever follows the list, a warning is a fault, an info could be better."""


@public
@attrs.frozen
class Finding:
    """One thing that is wrong with a list or with a file of references.

    Attributes:
        code: What, as one of the documented codes.
        severity: `error`, `warning` or `info`.
        ids: The identities of the entries concerned; none where it is about a file.
        message: What is wrong and what to do about it.
        mentions: Where.
    """

    code: str
    severity: Severity
    ids: tuple[str, ...]
    message: str
    mentions: tuple[Mention, ...]

    def _repr_html_(self) -> str:
        from .._html import record, text

        caption = f"{text(self.severity)}: {text(self.code)}"
        return record(caption, self, without=("severity", "code"))
