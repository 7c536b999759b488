"""Works that nobody would make up, for whatever must survive them."""

from typing import Any

from hypothesis import strategies as st

from trustworthy_audio_llms import Benchmark, Dataset, Entry, Paper, Survey, Toolkit
from trustworthy_audio_llms._records.dois import parse_doi

TITLES = (
    "100% of $k$-anonymity & #voices_in {the wild} ~ a \\emph{study}^2",
    "Unbalanced { braces, and the \\ last word \\",
    "Unbalanced } braces } before { and {{ after",
    "{Braces} around {\\Emph{GPT-4o} and {%LLMs}}",
    "Not mathematics: $5 and $10, US$ $ $$ $, $a__b$ and 10$",
    "$\\mathcal{O}(n^2)$ and $x_{i}^{t+1}$, $S^3$-Bench, $\\Delta$WER, N$^2$",
    "Commands: $\\input{/etc/passwd}$ \\write18{rm} $\\def\\x{}$ ^^M \\csname end\\endcsname",
    "A forged record\n@article{forged, title = {x}}\n@string{x = {y}}",
    "@misc{forged, title={x}} and @comment{ and % a comment",
    "ER  - \r\nTY  - JOUR\nTI  - forged  - record",
    '"quoted", ""doubled"", \'single\' and `back`',
    "'=1+1' is no formula",
    "=1+1",
    "\t =cmd|'/c calc'!A0",
    "＝1+1 in full width",
    "<script>alert('x')</script> & <b>bold</b> &amp; </td>",
    "Tab\tNUL\x00 bell\x07 \x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b1m \x85 \u2028 \u2029 end",
    "Half a character \ud83d and a byte order mark \ufeff and no character \uffff",
    "مراجعة \u202e لنماذج \u2066 الصوت",
    "🎧🔥 👩‍🔬 ﬁ naïve façade Ångström ﷽ ℌ ² 𝔘 e\u0301 \u1e9b\u0323",
    "NULL",
    "NA",
    "1e5",
    "---",
    "ΔΕΛΤΑ İstanbul ŒUVRE Ǆ ÉCOLE Łódź Đặng Þór ŋ ĭ ĵ ǐ",
    "Q&A, R&D, A/B, 3D, GPT-4o's (LALMs), AV-Deepfake1M++ and _under_SCORE",
    "– — ’ “ ” … × € £ § °",
    "x" * 20_000,
)

AUTHORS = (
    ("van der Berg, Anna", "Ludwig van Beethoven Jr.", "Martin Luther King, Jr."),
    ("King, Jr., Martin Luther", "Sammy Davis, Jr.", "Wang III", "Jr."),
    ("Barnes and Noble", "Smith and Sons, Ltd.", "ASVspoof consortium", "AT&T Labs"),
    ("Plato", "OpenAI", "王小明", "李 伟", "김 민준", "محمد الأحمد", "bell hooks"),
    ("Álvarez García, José", "Élie Álvarez García", "García y Vega, María", "Ørsted Ørn, Å"),
    ("Łukasz Żółć", "Nguyễn Thị Minh Khai", "Đặng Văn", "Þórunn Ŋ", "Őri Űr", "İlker Kılıç"),
    ("Jane Others", "Jane Doe et al."),
    ("Ann Lee", "Bob Ray", "others"),
    ("Doe, Jane, and others",),
    ("et al.",),
    ("A, B, C, D, E", ", , ,", "Jörg Müller, Élie Álvarez", "A B; C D"),
    ("100% Jane", "Jane 100%", "Back\\slash", "{", "Brace } Name", "Dollar$ Na$me", "# ~ ^ _"),
    ("A\nB", "TY  - Name", "\x1b[31mRed\x1b[0m Name", "\ud83d Half", "\x00", "\u202e Turned"),
    ("=1+1 Name", "+1 Plus", "@at Name", "-Minus", "<b>Bold</b> Name", "Pipe | Name"),
    tuple(f"Author{number} Name{number}" for number in range(60)),
    ("Ann Lee", "ann lee", "Ann  Lee", "O'Connor, Seán", "Jean-Pierre d'Angelo", "Ahmed al-Rashid"),
    ("de la Cruz, María", "Ng, Ng", "'t Hooft, Gerard", "De, X", "de, X", "von und zu Stein, Y"),
)


def _works() -> list[Entry]:
    """Every title and every list of authors, in works of every kind."""
    kinds = (Paper, Survey, Benchmark, Dataset, Toolkit)
    links: tuple[dict[str, Any], ...] = (
        {"arxiv": "2405.10100", "doi": "10.1000/a_b(c)<d>%20e", "url": "https://e.org/a_b?x=1;y#z"},
        {"arxiv": "cs/0112017", "url": 'https://e.org/{x}\\"|^`<é>~%20(1)', "date": "2024-12-31"},
        {"doi": "10.1000/182", "date": "2024", "venue": "Computer Speech & Language 2022"},
        {"openreview": "AbC_d-1", "status": "under-review", "venue": "KDD & {", "date": "2026-03"},
        {"status": "under-review"},
        {"acl": "2024.acl-long.1", "venue": "ACL 2024", "date": "1999-12-01"},
        {"venue": "arXiv", "arxiv": "2405.10101", "status": "preprint"},
        {"venue": "IEEE/ACM TASLP 2024", "arxiv": "2405.10102", "verified": True, "date": "2024"},
        {"data": "https://e.org/data", "verified": True, "name": "Name{_}Bench"},
        {},
    )
    texts: tuple[dict[str, Any], ...] = (
        {"keywords": ["a, b; c", "50% #x", ",", "LLM_s"], "note": "A note.\nTwo lines: {."},
        {"note": "DOI: 10.1/2 {:DOI: 10.1/3}", "verified": True},
        {"description": "One } sentence\n@misc{x, with $5, 100% & more.", "verified": True},
        {},
    )
    works: list[Entry] = []
    for number in range(max(len(TITLES), len(AUTHORS)) * 2):
        cls = kinds[number % len(kinds)]
        facts = links[number % len(links)] | texts[number % len(texts)]
        works.append(
            cls(
                title=TITLES[number % len(TITLES)],
                authors=AUTHORS[number % len(AUTHORS)] if number % 7 else (),
                citekey=f"{'Work' if number % 2 else 'work'}{number // 2}",
                **facts,
            )
        )
    return works


WORKS = _works()
"""Hostile works of every kind; two and two have keys that differ in case alone."""

_TEXT = st.text(max_size=40) | st.sampled_from(TITLES) | st.text("${}\\_^%ab @=\n-", max_size=20)
_LINE = _TEXT.filter(str.strip)
_NAME = st.sampled_from([name for names in AUTHORS for name in names]) | _LINE


@st.composite
def works(draw: st.DrawFn) -> Entry:
    """Any work: what a list may say, and much that none would."""
    cls = draw(st.sampled_from((Paper, Survey, Benchmark, Dataset, Toolkit)))
    arxiv = st.integers(1, 99999).map(lambda number: f"2405.{number:05}")
    doi = _LINE.map(lambda text: parse_doi(f"10.1000/{''.join(text.split())}"))
    return cls(
        title=draw(_LINE),
        authors=draw(st.lists(_NAME, max_size=4)),
        date=draw(st.none() | st.dates().map(lambda day: day.isoformat()) | st.just("2024-05")),
        venue=draw(st.none() | _LINE),
        status=draw(st.sampled_from((None, "published", "preprint", "under-review"))),
        keywords=draw(st.lists(_LINE, max_size=3)),
        description=draw(st.none() | _LINE),
        note=draw(st.none() | _LINE),
        arxiv=draw(st.none() | arxiv),
        doi=draw(st.none() | doi),
        openreview=draw(st.none() | st.just("AbC_d-1")),
        verified=draw(st.booleans()),
    )
