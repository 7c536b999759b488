"""What the pages show of the bundled catalogue is made when they are built, so it cannot rot."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import trustworthy_audio_llms as tal

BROWSE_PAGE = "browse-catalogue.html"
"""What the page made by `Catalog.to_html` is called among the built ones."""


class Topics(SphinxDirective):
    """`{topics}` lists the taxonomy: what belongs to each topic, how much does, its other names."""

    def run(self) -> list[nodes.Node]:
        """Give the list; a topic counts the works of those below it."""
        self.env.note_reread()
        return self.parse_text_to_nodes("\n".join(self._lines(tal.load())))

    def _lines(self, catalog: tal.Catalog) -> Iterator[str]:
        for topic in tal.topics():
            indent = "  " * topic.slug.count("/")
            works = len(catalog.where(topic=topic.slug))
            also = f" *Lists also say:* {', '.join(topic.aliases)}." if topic.aliases else ""
            yield f"{indent}- **{topic.title}** `{topic.slug}` ({works} work{'s' * (works != 1)})\n"
            yield f"{indent}  {topic.description}{also}\n"


def write_browse_page(app: Sphinx, error: Exception | None) -> None:
    """Write the page to browse the newest bundled catalogue, beside the built pages."""
    if error is None and app.builder.format == "html":
        Path(app.outdir, BROWSE_PAGE).write_text(tal.load().to_html(), encoding="utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive and the hook."""
    app.add_directive("topics", Topics)
    app.connect("build-finished", write_browse_page)
    return {"parallel_read_safe": True}
