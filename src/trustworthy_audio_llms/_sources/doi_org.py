"""Answers of doi.org: CSL-JSON of the agency that a DOI is registered with.

Source: DOI content negotiation (citation.doi.org), and recorded answers of 2026.
"""

import urllib.parse
from typing import Any

from .._references.csl import csl_record, parse_json
from .._references.record import RawRecord

ACCEPT = "application/vnd.citationstyles.csl+json"
"""What is asked for."""

HOSTS = frozenset(
    "doi.org www.doi.org dx.doi.org api.crossref.org data.crossref.org crosscite.org "
    "data.crosscite.org api.datacite.org data.datacite.org data.medra.org www.medra.org "
    "api.japanlinkcenter.org".split()
)
"""Where doi.org sends who asks for metadata: to itself and to the agencies that answer."""

_UNKNOWN = frozenset({204, 400, 404, 406, 410})
STATUSES = frozenset({200}) | _UNKNOWN
"""Answers: the metadata, or that there are none, in a page for people."""


def doi_url(base: str, doi: str) -> str:
    """The address that asks for a DOI."""
    return f"{base.rstrip('/')}/{urllib.parse.quote(doi, safe='/')}"


def is_json(content_type: str) -> bool:
    """Whether an answer calls itself JSON; pages for people come with status 200 as well."""
    return content_type.partition(";")[0].strip().lower().endswith(("json", "+json"))


def csl_item(source: str) -> dict[str, Any] | None:
    """The item of an answer, or None where it is none."""
    value, _ = parse_json(source)
    return value if isinstance(value, dict) else None


def doi_record(source: str) -> RawRecord | None:
    """What an answer says, or None where it is no item of CSL-JSON."""
    item = csl_item(source)
    return csl_record(item, 1) if item else None
