"""What the columns of a table say, by the words of their headings."""

import functools
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from .._records.identifiers import slug
from .links import Role
from .wording import section_title

Column = Literal[
    "date",
    "month",
    "venue",
    "authors",
    "title",
    "paper",
    "name",
    "benchmark",
    "dataset",
    "database",
    "publication",
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
    "date": "year years date dates time when published publish updated released release 年",
    "month": "month months",
    "venue": "venue venues conf conference journal pub where proceedings publisher published-in",
    "code": "code codes repo repository github implementation gitlab",
    "data": "data download downloads 数据",
    "page": "website page homepage demo project video slides web blog hf huggingface weights",
    "title": "title titles paper-title paper-name",
    "publication": "publication publications",
    "paper": "paper papers article articles work works link links url pdf arxiv doi",
    "name": "name model models method methods system systems framework approach platform platforms",
    "benchmark": "benchmark benchmarks",
    "dataset": "dataset datasets corpus corpora",
    "database": "database databases",
    "toolkit": "toolkit toolkits tool tools library libraries",
    "keywords": "keywords keyword focus strategy topic topics tags tag category categories",
    "description": "description summary about",
    "source": "source",
}
# In Chinese and Japanese no blanks part the words, and in Korean they may be left out: "论文标题"
# is a title, "代码链接" code.
_UNPARTED: dict[Column, str] = {
    "authors": "作者 著者 저자",
    "date": "日期 时间 時間 年份 年度 年月 日付 날짜 연도",
    "venue": "会议 會議 会議 学会 學會 期刊 出版 发表 發表 発表 发布 發布 出处 出處 학회 저널",
    "title": "标题 標題 题目 題目 题名 題名 论文名 論文名 文章名 タイトル 제목 논문명",
    "code": "代码 代碼 源码 原始碼 仓库 倉庫 コード 코드",
    "dataset": "数据集 數據集 資料集 データセット 데이터셋",
    "benchmark": "基准 基準 ベンチマーク 벤치마크",
    "toolkit": "工具 ツール 도구",
    "paper": "论文 論文 原文 文章 链接 連結 鏈接 リンク 地址 논문 링크",
    "name": "名称 名稱 模型 方法 モデル 手法 모델 방법",
    "page": "主页 主頁 项目 項目 专案 網頁 网页 网站 网址 網址 홈페이지",
    "keywords": "关键词 關鍵詞 关键字 主题 主題 标签 標籤 类别 類別 分类 分類 キーワード 키워드",
    "description": "描述 简介 簡介 摘要 概要 要点 思想 贡献 特点 亮点 创新 总结 總結 内容 요약",
    "source": "来源 來源 出典 출처",
}
# "论文数量", "阅读笔记": what a reader counts or notes, and who the authors work for.
_ASIDE = re.compile(
    "数量|數量|篇数|数目|总数|页数|引用|大小|规模|列表|清单|笔记|筆記|解读|状态|狀態|进度|机构|機構|单位"
    "|單位|团队|團隊|编号|序号|수$|所属|소속"
)
# What leads to a data set is no name of one.
_LEADS_TO = re.compile(
    r"\b(?:link|links|url)\b|链接|鏈接|連結|地址|网址|網址|下载|下載|リンク|링크", re.IGNORECASE
)
_BETWEEN = re.compile(r"[/、，,&＆与和及|]")
_BY_WORD = {word: column for column, words in _WORDS.items() for word in words.split()}
# "Number of papers", "# Models", "Citations per year": a column of numbers, whatever it counts.
_COUNTS = re.compile(
    r"(?:^|-)(?:number|num|no|count|counts|citations?|total|avg|size|hours?)(?:-|$)"
)
_MOST_WORDS = 5
"""A longer heading is a sentence, which may have any word in it."""

# What a link leads to, by its column, where its own label does not tell.
_ROLES: dict[Column, Role] = {
    "code": "code",
    "data": "data",
    "dataset": "data",
    "paper": "paper",
    "title": "paper",
    "page": "page",
}
_TITLES: tuple[Column, ...] = ("title", "paper")
_ALL_TITLES: tuple[Column, ...] = (*_TITLES, "publication")
_LINKS = re.compile(r"(?:paper-)?(?:links?|urls?|pdf|arxiv|doi)(?:-(?:links?|urls?))?")
# Headings of a first column that says of what kind its rows are, or what is compared.
_NO_SUBJECT = re.compile(
    r"(?:^|-)(?:task|type|categor(?:y|ies)|class|feature|aspect|metric|criterion|language|modalit(?:y|ies)"
    r"|domain|licen[cs]e|organi[sz]ation|institut(?:e|ion)s?|affiliation|country|company|team|person"
    r"|size|id|rank|level|stage|phase|step|notes?|comments?|status|scenario|setting|section|area|field|events?|news|updates?|what)(?:-|$)"
)

_BESIDE_PEOPLE = re.compile(
    r"(?:^|-)(?:affiliations?|institut(?:e|ion)s?|universit(?:y|ies)|roles?|positions?)(?:-|$)"
)


class Layout(NamedTuple):
    """What the columns of a table say, all together.

    Attributes:
        columns: What each says.
        titles: The columns that have a title, the best first.
        names: Those of the first kind of name, which stand in for a title.
        links: Those of links, beside names; what labels them is seldom a title.
        naming: What the first column says that names a work.
        subject: The first column, where nobody knows what it says: what its rows are about.
        roles: What the links in each lead to.
        may_be_people: Whether the names may be those of people.
    """

    columns: tuple[tuple[Column, ...], ...]
    titles: tuple[int, ...]
    names: tuple[int, ...]
    links: tuple[int, ...]
    naming: Column | None
    subject: int | None
    roles: tuple[Role | None, ...]
    may_be_people: bool


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
    if "name" in found and not {"task", "tasks"}.isdisjoint(parts):
        found.remove("name")  # "Task / Method": what works are about.
    if not heading.isascii():
        found += _unparted(heading)
    telling = _without_qualifiers(tuple(dict.fromkeys(found)))
    if _LEADS_TO.search(heading) and not {"name", *KINDS}.isdisjoint(telling):
        return ("data",) if "dataset" in telling else ("page",)
    return telling


def _unparted(heading: str) -> list[Column]:
    """What the words of a heading say between which there are no blanks."""
    telling = "/".join(part for part in _BETWEEN.split(heading) if not _ASIDE.search(part))
    found: list[Column] = [
        column
        for column, words in _UNPARTED.items()
        if any(word in telling for word in words.split())
    ]
    if "page" in found and "name" in found:  # "项目名称": what it is called, not where it is.
        found.remove("page")
    return found


def _without_qualifiers(found: tuple[Column, ...]) -> tuple[Column, ...]:
    """A date of publication is a date, a link to code leads to code, a paper's title is a title."""
    if "title" in found:
        return ("title", "authors") if "authors" in found else ("title",)
    stronger: tuple[Column, ...] = ("authors", "code", "data", "description", "page")
    for column in stronger:
        if column in found:
            return (column,)
    if "date" in found or "venue" in found:
        return tuple(column for column in found if column in ("date", "venue"))
    if "paper" in found and len(found) > 1:
        return tuple(column for column in found if column != "paper")
    return found


@functools.lru_cache(maxsize=64)  # All rows of a table have one header.
def layout_of(header: tuple[str, ...]) -> Layout:
    """What the columns of a table say together.

    Args:
        header: The headings of the table.
    """
    columns = tuple(_settled(list(map(columns_of, header))))
    said = [column for found in columns for column in found]
    naming = next((column for column in said if column in (*_TITLES, "name", *KINDS)), None)
    first = next((column for column in said if column in ("name", *KINDS)), None)
    titles = [number for title in _ALL_TITLES for number in _where(columns, title)]
    links = [number for number in titles if first and _LINKS.fullmatch(slug(header[number]))]
    return Layout(
        columns,
        tuple(number for number in titles if number not in links),
        tuple(_where(columns, first)) if first else (),
        tuple(links),
        naming,
        _subject(header, columns),
        tuple(next((_ROLES[one] for one in found if one in _ROLES), None) for found in columns),
        _may_be_people(header, said),
    )


def _may_be_people(header: tuple[str, ...], said: list[Column]) -> bool:
    """Whether a table has but names, where each works or what it does, and links to its pages."""
    is_of_names = "name" in said and {"name", "page", "code"}.issuperset(said)
    return is_of_names and any(_BESIDE_PEOPLE.search(slug(heading)) for heading in header)


def _settled(columns: list[tuple[Column, ...]]) -> Iterator[tuple[Column, ...]]:
    """The columns, where a database is a data set unless a title stands beside it.

    There it may be one of papers as well: the journal. A publication is a title, but beside a
    title where it is published.
    """
    is_titled = any(title in found for found in columns for title in _TITLES)
    for found in columns:
        if "publication" in found:
            yield ("venue", "publication") if is_titled else ("title",)
        elif found != ("database",):
            yield tuple(column for column in found if column != "database")
        else:
            yield () if is_titled else ("dataset",)


def _where(columns: tuple[tuple[Column, ...], ...], column: Column) -> Iterator[int]:
    return (number for number, found in enumerate(columns) if column in found)


def _subject(header: tuple[str, ...], columns: tuple[tuple[Column, ...], ...]) -> int | None:
    """The first column, but for numbers, dates and terms, if its heading may be that of names."""
    for number, (heading, found) in enumerate(zip(header, columns, strict=True)):
        words = slug(section_title(heading))
        if found:
            if found[0] not in ("date", "month", "venue", "keywords"):
                return None
        elif words and not _COUNTS.search(words) and not heading.strip().startswith("#"):
            return None if _NO_SUBJECT.search(words) else number
    return None
