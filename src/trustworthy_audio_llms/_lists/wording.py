"""What the lines of lists are worded with: emoji, titles and labels that say nothing."""

import re
import unicodedata
from collections.abc import Iterator

from .._records.identifiers import identify, slug
from .._text import is_web_link
from .remembering import remembered

_KEYCAP = re.compile(r"[0-9#*]\ufe0f?\u20e3")
# Emoji as GitHub spells them, `:fire:`; the longest of its names has about forty characters.
_SHORTCODE = re.compile(r":[a-z0-9_+-]{2,40}:")
_LONGEST_SHORTCODE = 42
_STARTS_OF_EMOJI = frozenset("0123456789#*:")  # Of those two, which are no characters.
_SEPARATORS = frozenset(" \t\n\u00a0\u3000|:：,，;；-–—−~·•‣⁃◦▪▸►»›.>→*_〰︎")
_SIGNS = frozenset("™®©°♭♮♯")
_NO_TEXT = frozenset(("So", "Sk", "Cf", "Mn", "Me", "Co", "Cn", "Cs", "Zs"))

# The words of labels that name what a link leads to, not a work: [paper], [Project Page], [code 2].
_GENERIC = frozenset(
    "paper papers pdf arxiv link links url html abs abstract openreview acl doi proceedings "
    "publication page preprint here ieee xplore acm springer article code codes github gitlab repo "
    "repository git implementation stars data dataset datasets download and our the this official "
    "source full text version read survey report technical project website web site homepage home "
    "demo demos video videos slides poster blog post model models weights checkpoint checkpoints "
    "hf hugging face huggingface bibtex bib twitter x talk supplementary appendix audio samples "
    "colab notebook leaderboard benchmark hugging-face zenodo kaggle modelscope tex cite tech "
    "other more info details pretrained unofficial pytorch tensorflow jax space spaces youtube "
    "bilibili recording available new main journal chinese english slide presentation "
    "presentations supp supplement supplemental note notes pub doc docs opensourced".split()
)
# The same in Chinese, where no blanks part them: 论文链接, 项目主页.
_GENERIC_HAN = re.compile(
    "(?:论文|原文|文章|标题|题目|名称|代码|源码|链接|地址|项目|主页|官网|官方|开源|数据集|数据|模型"
    r"|权重|下载|视频|演示|博客|报告|页面|仓库|技术|解读|笔记|补充材料|和|与|及|\d)+"
)
_NOTHING = frozenset("n/a na none nil tbd tba unknown".split())
_LONGEST_NOTHING = 10  # Characters; most texts are longer.
_LONGEST_GENERIC = 40  # Characters; most titles are longer, which spares a closer look at them.
_NUMBER = re.compile(r"^\d{1,3}(?:\.\d{1,2})*[.)、．]\s*(?=\D)")
_TITLE_LABEL = re.compile(
    r"\W{0,4}(?:(?:paper\s)?title|(?:论文|論文|文章)?(?:标题|標題|题目|題目|题名|名称)|タイトル|제목)\s?[:：]\s*",
    re.IGNORECASE,
)
_LONGEST_TITLE_LABEL = 16
# What a text says in Chinese of the link right behind it.
_ANNOUNCED = re.compile(r"[\s,，。;；]\s?(?:论文|論文|原文|代码|项目)?(?:链接|地址|论文|論文)$")
_BARE_URL = re.compile(r"https?://[^\s<>()\[\]（）［］]+")
# An identifier that is written out is as good as a link.
_URL_OR_IDENTIFIER = re.compile(rf"{_BARE_URL.pattern}|arXiv:\s?\d{{4}}\.\d{{4,5}}(?:v\d)?")
_QUOTES = {"“": "”", '"': '"', "*": "*", "《": "》", "「": "」", "'": "'", "‘": "’", "[": "]"}
# Commands of LaTeX that dress a text; the braces behind go with them.
_LATEX = re.compile(
    r"\\(?:text(?:it|bf|tt|sc|rm|sf|sl|up)?|emph|mathrm|mathbf|mathcal)\s?\{([^{}]*)\}"
)
# A mark behind a word, rather than behind an initial or an abbreviation, ends a sentence.
_ENDS_IN_WORD = re.compile(r"[^\W\d_]{3}[)\"”]?[.,]$")
_BRACES = re.compile(r"\{([^{}]{0,200})\}")


def _is_decoration(char: str) -> bool:
    """Whether a character is an emoji, a part of one, or a mark between the parts of a line."""
    if char in _SEPARATORS:
        return True
    if char.isascii() or char in _SIGNS:
        return False
    return unicodedata.category(char) in _NO_TEXT


def without_decoration(text: str, *, end: bool = True) -> str:
    """A text without the emoji and separators before it and, if asked, after it."""
    start = _start_of_text(text)
    if not end:
        return text[start:].lstrip()
    return text[start : _end_of_text(text, start)].strip()


def _start_of_text(text: str) -> int:
    start, stop = 0, len(text)
    while start < stop:
        char = text[start]
        if char.isalpha():
            break  # As most texts begin, which spares a closer look at them.
        if char in _STARTS_OF_EMOJI and (
            emoji := _KEYCAP.match(text, start) or _SHORTCODE.match(text, start)
        ):
            start = emoji.end()
        elif char in ".~" and text[start + 1 : start + 2].isalnum():
            break  # As in ".NET".
        elif _is_decoration(char):
            start += 1
        else:
            break
    return start


def _end_of_text(text: str, start: int) -> int:
    stop = len(text)
    if text[-1:].isalnum():
        return stop
    while stop > start and text[stop - 1] not in ".>":
        if text[stop - 1] == ":":
            opening = text.rfind(":", max(start, stop - _LONGEST_SHORTCODE), stop - 1)
            if opening >= 0 and _SHORTCODE.fullmatch(text, opening, stop):
                stop = opening
                continue
        if not _is_decoration(text[stop - 1]):
            break
        stop -= 1
    return stop


def begins_with_colon(text: str) -> bool:
    """Whether a text begins with a colon that is none of an emoji's: `:fire:`."""
    return text.startswith((":", "：")) and not _SHORTCODE.match(text)


def section_title(heading: str) -> str:
    """A heading as a section's title: without emoji around it, and without a colon at its end."""
    return without_decoration(heading.strip("*_ ")).strip("*_ ")


def clean_title(text: str) -> str:
    """A title without decoration, quotation marks around it, and the commands of LaTeX."""
    title = without_decoration(" ".join(text.split()))
    title = _without_quotes(title)
    if "\\" in title or "{" in title:
        title = _BRACES.sub(r"\1", _LATEX.sub(r"\1", title))
    return title.strip()


def without_full_stop(title: str) -> str:
    """A title without the mark that ends it as a sentence, if no initial or abbreviation does."""
    is_sentence = title[-1:] in (".", ",") and _ENDS_IN_WORD.search(title[-8:])
    return title[:-1] if is_sentence else title


def _without_quotes(title: str) -> str:
    opening = title[:1]
    closing = _QUOTES.get(opening)
    if closing is None or len(title) < 3:
        return title
    end = len(title) - (title[-1] in ".,。，" and title[-2] == closing)
    inside = title[1 : end - 1]
    is_quoted = title[end - 1] == closing and opening not in inside and closing not in inside
    return inside.strip() if is_quoted else title


def is_generic(text: str) -> bool:
    """Whether a label or a title does not name a work, but what a link leads to."""
    if text.startswith(("http://", "https://", "www.")):
        return True
    return len(text) <= _LONGEST_GENERIC and _is_generic_label(text)


@remembered
def _is_generic_label(text: str) -> bool:
    if _are_generic(text) or identify(text) is not None:
        return True
    if text[-1:] not in (")", "）"):
        return False
    # Such as "Paper (ICLR 2024)" or "OpenSLR (official link)".
    before, _, inside = text[:-1].replace("（", "(").partition("(")
    is_remark = len(before.split()) == 1 and len(inside.split()) > 1
    return bool(before.strip()) and (_are_generic(before) or (is_remark and _are_generic(inside)))


def _are_generic(text: str) -> bool:
    return all(map(_is_generic_word, filter(None, slug(text).split("-"))))


def _is_generic_word(word: str) -> bool:
    return word in _GENERIC or word.isdigit() or _GENERIC_HAN.fullmatch(word) is not None


def is_nothing(text: str) -> bool:
    """Whether a text says that there is nothing to say: "N/A"."""
    return len(text) < _LONGEST_NOTHING and text.strip(" .").lower() in _NOTHING


def web_link(target: str) -> str | None:
    return target if is_web_link(target) else None


def bare_urls(text: str) -> Iterator[tuple[str, int]]:
    """The URLs and identifiers of arXiv that stand in a text as such, and where each begins."""
    if "://" in text or "arXiv:" in text:
        for found in _urls_in(text).finditer(text):
            yield found[0], found.start()


def _urls_in(text: str) -> re.Pattern[str]:
    return _URL_OR_IDENTIFIER if "arXiv:" in text else _BARE_URL


def title_beside_urls(text: str) -> str:
    """The title in a text that may hold bare URLs: before the first of them, or else after it.

    The brackets of a link that is none, because one of them is missing, are no part of it.
    """
    before, *after = _urls_in(text).split(text)
    title = without_decoration(before.rstrip(" ([<（［【"))
    if not title:
        title = without_decoration(" ".join(after).lstrip(" )]>）］"))
    if title.endswith(("链接", "地址", "論文", "论文")):  # "Title 论文链接：https://…"
        title = _ANNOUNCED.sub("", title) or title
    if title[:1] in ("[", "［"):
        end = _closing(title)
        if end is None:
            return title[1:]
        if not title[end + 1 :].strip() or title[end + 1] in "[(":
            return title[1:end]
    elif title[-1:] in ("]", "］") and "[" not in title:
        return title[:-1]
    return title


def without_number(heading: str) -> str:
    """A heading without the number before it: "12. Kettles", "3.1) Kettles"."""
    return _NUMBER.sub("", heading, count=1) or heading


def without_title_label(text: str) -> str:
    """A text without the label that says that a title follows: "Title: …", "论文标题：…"."""
    start = text[:_LONGEST_TITLE_LABEL]
    if ":" not in start and "：" not in start:
        return text  # As nearly all, which spares a closer look at them.
    found = _TITLE_LABEL.match(text)
    return text[found.end() :] if found else text


def _closing(text: str) -> int | None:
    """Where the bracket is closed that a text begins with."""
    depth = 0
    for place, char in enumerate(text):
        depth += (char in "[［") - (char in "]］")
        if not depth:
            return place
    return None


def unclosed_bracket(text: str) -> int | None:
    """Where a bracket opens that is not closed in the text, or None."""
    if "[" not in text:
        return None
    opened = []
    for place, char in enumerate(text):
        if char == "[":
            opened.append(place)
        elif char == "]" and opened:
            opened.pop()
    return opened[0] if opened else None
