"""What the columns of a table say, by the words of their headings."""

import functools
import re
from typing import Literal

from .._records.identifiers import slug
from .wording import section_title

Column = Literal[
    "date",
    "venue",
    "authors",
    "title",
    "paper",
    "name",
    "benchmark",
    "dataset",
    "toolkit",
    "code",
    "data",
    "page",
    "keywords",
    "description",
    "source",
]

KINDS: tuple[Column, ...] = ("benchmark", "dataset", "toolkit")
"""The columns that name a work and say its kind."""

_WORDS: dict[Column, str] = {
    "authors": "author authors by",
    "date": "year years date dates time when published publish updated month released release",
    "venue": "venue venues conference journal pub where proceedings publisher published-in",
    "code": "code codes repo repository github implementation gitlab",
    "data": "data download downloads",
    "page": "website page homepage demo project video slides web blog hf huggingface weights",
    "title": "title titles paper-title publications publication",
    "paper": "paper papers article articles work works link links url pdf arxiv doi",
    "name": "name model models method methods system systems framework approach",
    "benchmark": "benchmark benchmarks",
    "dataset": "dataset datasets corpus corpora",
    "toolkit": "toolkit toolkits tool tools library libraries",
    "keywords": "keywords keyword focus strategy topic topics tags tag category categories",
    "description": "description summary about",
    "source": "source",
}
# In Chinese no blanks part the words; "论文标题" is a title, "代码链接" code.
_HAN: tuple[tuple[str, Column], ...] = (
    ("作者", "authors"),
    ("日期", "date"),
    ("时间", "date"),
    ("年份", "date"),
    ("年度", "date"),
    ("会议", "venue"),
    ("期刊", "venue"),
    ("出版", "venue"),
    ("发表", "venue"),
    ("标题", "title"),
    ("题目", "title"),
    ("题名", "title"),
    ("代码", "code"),
    ("源码", "code"),
    ("数据集", "dataset"),
    ("基准", "benchmark"),
    ("工具", "toolkit"),
    ("论文", "paper"),
    ("文章", "paper"),
    ("链接", "paper"),
    ("名称", "name"),
    ("模型", "name"),
    ("方法", "name"),
    ("主页", "page"),
    ("项目", "page"),
    ("关键词", "keywords"),
    ("主题", "keywords"),
    ("描述", "description"),
    ("简介", "description"),
    ("摘要", "description"),
    ("来源", "source"),
)
_BY_WORD = {word: column for column, words in _WORDS.items() for word in words.split()}
# "Number of papers", "# Models", "Citations per year": a column of numbers, whatever it counts.
_COUNTS = re.compile(
    r"(?:^|-)(?:number|num|no|count|counts|citations?|total|avg|size|hours?)(?:-|$)"
)
_MOST_WORDS = 5
"""A longer heading is a sentence, which may have any word in it."""


@functools.lru_cache(maxsize=256)
def columns_of(heading: str) -> tuple[Column, ...]:
    """What a column says: `Venue & Year` says two things.

    Args:
        heading: Its heading.

    Returns:
        All that the words of the heading name; a whole heading before its words.
    """
    words = slug(section_title(heading))
    if words in _BY_WORD:
        return (_BY_WORD[words],)
    if _COUNTS.search(words) or heading.strip().startswith("#"):
        return ()
    parts = words.split("-")
    if len(parts) > _MOST_WORDS:
        return ()
    found = [_BY_WORD[part] for part in parts if part in _BY_WORD]
    found += [column for word, column in _HAN if word in words]
    return _without_qualifiers(tuple(dict.fromkeys(found)))


def _without_qualifiers(found: tuple[Column, ...]) -> tuple[Column, ...]:
    """A date of publication is a date, a link to code leads to code, a paper's title is a title."""
    if "title" in found:
        return ("title",)
    stronger: tuple[Column, ...] = ("authors", "code", "data", "page")
    for column in stronger:
        if column in found:
            return (column,)
    if "date" in found or "venue" in found:
        return tuple(column for column in found if column in ("date", "venue"))
    if "paper" in found and len(found) > 1:
        return tuple(column for column in found if column != "paper")
    return found
