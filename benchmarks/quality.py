"""How well questions are answered, beside ways that rank by words alone.

Each answers the same questions over the same texts. `questions.json` is a collection of our own:
each question with criteria that say which works answer it squarely, and which are useful as well.
Judged questions of others are asked, too, where they are at hand; they are not part of the project.
"""

import json
import math
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path

import attrs

import trustworthy_audio_llms as tal
from trustworthy_audio_llms._catalog.texts import FIELDS

from .measure import OURS, Comparison, Costs
from .peers import peer

FTS5, BM25S, TFIDF = "FTS5, words joined by OR", "bm25s", "TF-IDF of scikit-learn, characters"
OWN = Path(__file__).with_name("questions.json")
_FIRST = 10
_SNAPSHOT = "2026.11"


@attrs.frozen
class Question:
    """A question with the works that answer it.

    Attributes:
        text: What is asked.
        relevant: By the id of a work, 2 if it answers squarely, 1 if it is useful.
    """

    text: str
    relevant: Mapping[str, int]


Answering = Callable[[str], Sequence[str]]
"""What gives the ids of the works that answer a question, the nearest first."""


def comparisons(judged: Path) -> Iterator[Comparison]:
    """Order, first hit and empty answers, on our questions and on those of others.

    Args:
        judged: A file of judged questions, which may be missing.
    """
    for collection, file in (("own questions", OWN), ("questions judged by others", judged)):
        for name, score in (("nDCG@10", gain), ("MRR", first_hit), ("found nothing", empty)):
            yield Comparison(
                name=f"{name}, {collection}",
                entries=len(tal.load(_SNAPSHOT)),
                peers={FTS5: None, BM25S: None, TFIDF: None},
                measure=partial(measured, file, score),
                unit="",
            )


def measured(file: Path, score: Callable[[Question, Sequence[str]], float]) -> Costs:
    """The mean of a score over the questions of a file, of each way to answer them."""
    asked = questions(file)
    if not asked:
        return {}
    scores: dict[str, float] = {}
    for name, answer in ways().items():
        found = [score(question, answer(question.text)) for question in asked]
        scores[name] = sum(found) if score is empty else sum(found) / len(found)
    return scores


def gain(question: Question, ids: Sequence[str]) -> float:
    """The discounted gain of the first ten, beside the best there could be."""
    gains = [question.relevant.get(id_, 0) for id_ in ids[:_FIRST]]
    best = sorted(question.relevant.values(), reverse=True)[:_FIRST]
    return _discounted(gains) / _discounted(best)


def _discounted(gains: Sequence[int]) -> float:
    return sum(value / math.log2(place + 2) for place, value in enumerate(gains))


def first_hit(question: Question, ids: Sequence[str]) -> float:
    """One divided by the place of the first work that answers the question at all."""
    places = [place for place, id_ in enumerate(ids, 1) if id_ in question.relevant]
    return 1 / places[0] if places else 0.0


def empty(_question: Question, ids: Sequence[str]) -> float:
    """1 where nothing is found."""
    return float(not ids)


@cache
def questions(file: Path) -> tuple[Question, ...]:
    """The questions of a file that some work answers; none where there is no such file."""
    if not file.is_file():
        return ()
    text = file.read_text(encoding="utf-8")
    if file == OWN:
        return tuple(_own(record) for record in json.loads(text))
    records = [json.loads(line) for line in text.splitlines()]
    judged = [record for record in records if record.get("relevant")]
    return tuple(Question(record["q"], record["relevant"]) for record in judged)


def _own(record: dict[str, dict[str, str]]) -> Question:
    catalog = tal.load(_SNAPSHOT)
    relevant: dict[str, int] = {}
    for grade, worth in (("useful", 1), ("best", 2)):
        criteria = record[grade]
        works = catalog.where(**criteria) if criteria else ()  # type: ignore[arg-type]
        relevant.update({entry.id: worth for entry in works})
    return Question(str(record["q"]), relevant)


@cache
def ways() -> dict[str, Answering]:
    """Everything that answers questions here, as far as it is installed."""
    catalog = tal.load(_SNAPSHOT)
    ids = [entry.id for entry in catalog]
    texts = [" ".join(" ".join(field.values(entry)) for field in FIELDS) for entry in catalog]
    found: dict[str, Answering] = {
        OURS: lambda text: [entry.id for entry in catalog.rank(text, limit=50)],
        FTS5: _fts5(texts, ids),
    }
    if peer("bm25s"):
        found[BM25S] = _bm25s(texts, ids)
    if peer("sklearn"):
        found[TFIDF] = _tfidf(texts, ids)
    return found


def _fts5(texts: Sequence[str], ids: Sequence[str]) -> Answering:
    database = sqlite3.connect(":memory:", check_same_thread=False)
    database.execute("CREATE VIRTUAL TABLE works USING fts5(text, tokenize='porter unicode61')")
    database.executemany("INSERT INTO works(rowid, text) VALUES (?, ?)", enumerate(texts))

    def answer(text: str) -> list[str]:
        words = "".join(char if char.isalnum() else " " for char in text).split()
        query = " OR ".join(f'"{word}"' for word in words)
        rows = database.execute(
            "SELECT rowid FROM works WHERE works MATCH ? ORDER BY bm25(works), rowid LIMIT 50",
            (query,),
        )
        return [ids[number] for (number,) in rows]

    return answer


def _bm25s(texts: Sequence[str], ids: Sequence[str]) -> Answering:
    library = peer("bm25s")
    index = library.BM25()
    index.index(library.tokenize(texts, show_progress=False), show_progress=False)

    def answer(text: str) -> list[str]:
        asked = library.tokenize(text, show_progress=False)
        numbers, scores = index.retrieve(asked, k=50, show_progress=False)
        pairs = zip(numbers[0], scores[0], strict=True)
        return [ids[number] for number, score in pairs if score > 0]

    return answer


def _tfidf(texts: Sequence[str], ids: Sequence[str]) -> Answering:
    vectors = peer("sklearn.feature_extraction.text").TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True
    )
    matrix = vectors.fit_transform(texts)

    def answer(text: str) -> list[str]:
        scores = (matrix @ vectors.transform([text]).T).toarray().ravel()
        best = sorted(range(len(ids)), key=lambda number: -scores[number])[:50]
        return [ids[number] for number in best if scores[number] > 0]

    return answer
