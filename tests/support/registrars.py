"""arXiv's API and doi.org on loopback: made-up answers in the form of recorded ones.

with Registrars() as registrars:
    registrars.papers["2501.00001"] = atom("2501.00001", "A title", authors=["Ana Müller"])
    registrars.works["10.1000/x"] = csl("10.1000/x", "A title")
    registrars.faults = [status(503)]       # for the first request; the next one is answered
"""

import json
import urllib.parse
from collections.abc import Sequence
from xml.sax.saxutils import escape

from listserver import Handler, ListServer

FEED = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" \
xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/0123</id>
  <title>arXiv Query: search_query=&amp;id_list={ids}</title>
  <updated>2026-04-12T22:10:26Z</updated>
  <opensearch:totalResults>{count}</opensearch:totalResults>
{entries}</feed>
"""


def atom(
    identifier: str,
    title: str,
    *,
    authors: Sequence[str] = ("Ana Müller", "Bo Li"),
    published: str = "2025-01-02T08:18:33Z",
    summary: str = "We teach cups to listen & saucers to speak.",
    **more: str,
) -> str:
    """An entry of a feed, as arXiv writes it; `comment`, `journal_ref` and `doi` may be added."""
    people = "".join(
        f"    <author>\n      <name>{escape(name)}</name>\n    </author>\n" for name in authors
    )
    added = "".join(
        f"    <arxiv:{name}>{escape(text)}</arxiv:{name}>\n" for name, text in more.items()
    )
    return (
        f"  <entry>\n    <id>http://arxiv.org/abs/{identifier}v2</id>\n"
        f"    <title>{escape(title)}</title>\n    <updated>2026-01-01T00:00:00Z</updated>\n"
        f'    <link href="https://arxiv.org/abs/{identifier}v2" rel="alternate"/>\n'
        f"    <summary>{escape(summary)}</summary>\n"
        f'    <category term="cs.SD" scheme="http://arxiv.org/schemas/atom"/>\n'
        f"    <published>{published}</published>\n{added}"
        f'    <arxiv:primary_category term="cs.SD"/>\n{people}  </entry>\n'
    )


def feed(entries: Sequence[str], ids: str = "") -> bytes:
    """A feed of entries."""
    return FEED.format(ids=escape(ids), count=len(entries), entries="".join(entries)).encode()


def csl(doi: str, title: str, **more: object) -> dict[str, object]:
    """An item of CSL-JSON, as Crossref writes it."""
    return {
        "type": "proceedings-article",
        "DOI": doi.upper(),
        "title": title,
        "author": [{"given": "Ana", "family": "Müller", "sequence": "first"}],
        "issued": {"date-parts": [[2025, 8, 17]]},
        "container-title": "Interspeech 2025",
        "page": "11-15",
        "abstract": "<jats:p>We teach <jats:italic>cups</jats:italic> to listen.</jats:p>",
        "reference": [{"key": "ref1"}],
    } | more


class Registrars(ListServer):
    """Answers for arXiv under `/api/query` and for doi.org under `/doi/…`, from a thread.

    Attributes:
        papers: The entry of each identifier that arXiv knows.
        works: The item of each DOI that is registered.
    """

    def __init__(self) -> None:
        super().__init__()
        self.papers: dict[str, str] = {}
        self.works: dict[str, dict[str, object]] = {}
        self.others = self.reply

    @property
    def arxiv(self) -> str:
        """What to set `TRUSTWORTHY_AUDIO_LLMS_ARXIV_API` to."""
        return f"http://{self.host}/api/query"

    @property
    def doi(self) -> str:
        """What to set `TRUSTWORTHY_AUDIO_LLMS_DOI_URL` to."""
        return f"http://{self.host}/doi/"

    def reply(self, handler: Handler) -> None:
        """Answer one request."""
        path, _, query = handler.path.partition("?")
        if path == "/api/query":
            self._reply_as_arxiv(handler, query)
        else:
            self._reply_as_doi(handler, urllib.parse.unquote(path.removeprefix("/doi/")))

    def _reply_as_arxiv(self, handler: Handler, query: str) -> None:
        asked = urllib.parse.parse_qs(query)
        names = asked["id_list"][0].split(",")
        most = int(asked.get("max_results", ["10"])[0])
        if "malformed" in {self.papers.get(name) for name in names}:
            entry = "<entry><id>http://arxiv.org/api/errors#bad</id><title>Error</title></entry>"
            handler.answer(400, feed([entry]), Content_Type="application/atom+xml")
            return
        known = [self.papers[name] for name in reversed(names) if name in self.papers][:most]
        body = feed(known, ",".join(names))
        handler.answer(200, body, Content_Type="application/atom+xml; charset=utf-8")

    def _reply_as_doi(self, handler: Handler, doi: str) -> None:
        if doi not in self.works:
            page = b"<!DOCTYPE html><title>Error: DOI Not Found</title>"
            handler.answer(404, page, Content_Type="text/html;charset=utf-8")
            return
        body = json.dumps(self.works[doi]).encode()
        kind = "application/vnd.citationstyles.csl+json"
        handler.answer(200, body, Content_Type=kind)
