"""How the reference is made of docstrings, where autodoc and Napoleon would do it otherwise."""

from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.domains.python import PyObject
from sphinx.environment import BuildEnvironment

PACKAGE = "trustworthy_audio_llms"

MADE_BY_USERS = {"Catalog", "Entry", "Mention", "NewsItem", "PartialDate", "Review"}
"""The classes whose signatures are shown; of the others, users only see what they hold."""


def find_public_name(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, text: nodes.TextElement
) -> nodes.Node | None:
    """Link what a signature calls by its private module to where its public name is documented."""
    module, _, name = node.get("reftarget", "").rpartition(".")
    if not module.startswith(f"{PACKAGE}._"):
        return None
    return env.get_domain("py").resolve_xref(
        env, node["refdoc"], app.builder, "obj", f"{PACKAGE}.{name}", node, text
    )


def hide_signature(
    app: Sphinx, what: str, name: str, _obj: object, _options: object, args: str, _returns: str
) -> tuple[str, str] | None:
    """Hide the signatures of classes that users never make."""
    is_class = what in ("class", "exception")
    last = name.rsplit(".", maxsplit=1)[-1]
    return ("", "") if args and is_class and last not in MADE_BY_USERS else None


def keep_colon(
    app: Sphinx, what: str, name: str, _obj: object, _options: object, lines: list[str]
) -> None:
    """Undo that Napoleon takes the words before a colon, where a property has one, for a type."""
    marked = [line for line in lines if what == "property" and line.startswith(":type: ")]
    for line in marked:
        lines.remove(line)
        lines[0] = f"{line.removeprefix(':type: ')}: {lines[0]}"


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the hooks."""
    for field in PyObject.doc_field_types:
        if field.name == "variable":
            field.label = "Attributes"  # What frozen records hold does not vary.
    app.connect("missing-reference", find_public_name)
    app.connect("autodoc-process-signature", hide_signature)
    app.connect("autodoc-process-docstring", keep_colon, priority=900)  # After Napoleon's own.
    return {"parallel_read_safe": True}
