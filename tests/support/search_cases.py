"""Queries that the library and the page answer alike, with the library's answers.

`python tests/support/search_cases.py` makes `search_cases.json` anew: queries put together from
words, names and keywords of the bundled catalogue, as people write and miswrite them, and a digest
of what each finds. A change of an answer is a line in a pull request.
"""

import hashlib
import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import trustworthy_audio_llms as tal

FILE = Path(__file__).with_name("search_cases.json")
SNAPSHOT = "2026.11"
COUNT = 640

BY_HAND = (
    "2405.19103v2|https://arxiv.org/abs/2405.19103|10.48550/arXiv.2405.19103|Müller|muller|(a|a AND"
    "|NOT NOT a|a OR b NOT c|titel:x|audio[tiab]|TITLE-ABS-KEY(x)|“over the air”|gpt-4*||???"
    "|-survey|voice & speech|jailbreak and|kind:dataset|topic:safety|shen2024voice|arxiv:24*"
    '|verified:no|scope:speech|"voice clon*"|anti-spoofing|antispoofing|it\'s|R&D|red-teaming'
    "|wav2vec 2.0|語音|speech-to-text|İstanbul|audio jailbreak OR backdoor"
    "|(jailbreak OR backdoor) speech -survey"
    '|topic:"audio jailbreak"|title:(whisper OR wav2vec)|year:2024-|year:-2019|year:20x|kind:papers'
    "|key:shen*|doi:10.1*|((((jailbreak))))|a ) b|jailbreak NEAR/3 audio|*|a*b|defence|corpora"
    "|jailbroken|biased|anonymisation|ASR bias|LALM|how robust are watermarks to codecs?"
    "|adverserial|watermrak codec|deep fake|black box|covert voice commands|hearing aids"
    "|name:AudioSeal|TITLE-ABS-KEY ( x )|x PUBYEAR > 2023|TS = (x)|a ANDNOT b|title.search:x|ti(x)"
    '|"Document Title":x|audio.ti,ab.|{x y}|x~2|wom?n|#1|a || b|x^2|ti:x|author:carlini'
    "|title:|audio author: |(year:)|title: jailbreak|Authors： carlini|ti: x|AASIST: Audio"
    "|title：jailbreak|title：（whisper OR wav2vec）|titel：x|jailbreak －survey|jailbreak ‑survey"
    "|title:-jailbreak|title:NOT x|title:author:x|year>=2024|arxiv:jailbreak|doi:10.1145"
    "|arXiv: 2405.19103|DOI: 10.48550/arXiv.2405.19103|doi: 2405.19103|jailbreak !survey|~x|colo$r"
    "|audio near/3 x|audio adj3 x|jailbreak And speech|jailbreak ｏｒ speech|title:(whisper or a)"
    '|‘over the air’|\'tis the dogs\'|"near/3"|"ＡＮＤ"|AND|()|"":|title:""|- survey|and*'
).split("|")


def queries() -> Iterator[str]:
    """Queries of every kind, always the same."""
    draw = random.Random(2026)
    works = list(tal.load(SNAPSHOT))
    texts = " ".join(f"{work.title} {work.description or ''}" for work in works).split()
    words = [text.strip("()\"“”?!,:;[]{}'") for text in texts]
    words = [word for word in words if word.isprintable() and word]
    keywords = [keyword for work in works for keyword in work.keywords]
    authors = [author for work in works for author in work.authors]
    yield from BY_HAND
    for number in range(COUNT):
        one, two, three, four = (draw.choice(words) for _ in range(4))
        work, keyword, author = draw.choice(works), draw.choice(keywords), draw.choice(authors)
        forms = (
            one,
            f"{one} {two}",
            f'"{keyword}"',
            keyword,
            f"{one} OR {two}",
            f"{one} AND {two} OR {three}",
            f"({one} OR {two}) NOT {three}",
            f"{one[:4]}*",
            f"title:{one} -{two}",
            f'author:"{author}"',
            author,
            work.title,
            f"{one} {two} {three} {four}",
            f"year:{draw.randrange(2018, 2026)}-{draw.choice(('', 2026))} {one}",
            f"kind:{work.kind} topic:{(*work.topics, 'safety')[0]}",
            f"what about {one} and {keyword}?",
        )
        query = forms[number % len(forms)]
        if draw.random() < 0.1 and len(query) > 6:  # A letter is missing.
            gone = draw.randrange(1, len(query) - 1)
            query = query[:gone] + query[gone + 1 :]
        yield query


def answers(catalog: tal.Catalog, query: str) -> dict[str, Any]:
    """What a query finds exactly, or that it is refused, and what is nearest to it."""
    nearest = catalog.rank(query, limit=60)
    answer = {"rank": [entry.citekey for entry in nearest], "read": list(nearest.notices)}
    try:
        found = catalog.search(query)
    except tal.InvalidQuery:
        return {**answer, "refused": True}
    notices = list(found.notices)
    return {**answer, "search": [entry.citekey for entry in found], "notices": notices}


def digest(answer: dict[str, Any]) -> str:
    """A short name of an answer."""
    text = json.dumps(answer, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def cases() -> dict[str, str]:
    """The queries of the file, each with the digest of its answer."""
    read: dict[str, str] = json.loads(FILE.read_text(encoding="utf-8"))
    return read


def write(asked: Iterable[str]) -> None:
    """Write the file anew."""
    catalog = tal.load(SNAPSHOT)
    found = {query: digest(answers(catalog, query)) for query in dict.fromkeys(asked)}
    FILE.write_text(json.dumps(found, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(queries())
