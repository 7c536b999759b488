"""Links of a line, and what each leads to: by its label, its badge, or its host."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from .._records.identifiers import identify, slug
from .._text import is_web_link
from .spans import Span
from .wording import bare_urls, is_generic, without_decoration

Role = Literal["paper", "code", "data", "page", "other"]

_WORDS: dict[str, Role] = {
    **dict.fromkeys(
        "paper pdf pub arxiv abs abstract openreview acl doi proceedings publication preprint ieee "
        "xplore acm springer article journal 论文 原文 文章 paperlink".split(),
        "paper",
    ),
    **dict.fromkeys(
        "code github repo repository git implementation codes official-code gitlab stars 代码 源码 "
        "项目代码".split(),
        "code",
    ),
    **dict.fromkeys("data dataset datasets download 数据 数据集 下载".split(), "data"),
    # About a work, and never the work itself, though many of them are PDFs.
    **dict.fromkeys(
        "slide slides poster posters video videos talk supp supplement supplementary appendix blog "
        "note notes bilibili youtube 解读 笔记 博客 视频 海报 主页".split(),
        "page",
    ),
}
# What a label of several words is said to be: a "dataset paper" is a paper, "code, slides" is code.
_RANKS: dict[Role | None, int] = {"paper": 0, "code": 1, "data": 2, "page": 3}
_LONGEST_ANNOUNCEMENT = 60
_MOST_SPANS = 4  # Of an announcement: it may be bold in part.
_OPENINGS, _COLONS = " [(<", (":", "：")
_BEFORE_LABEL = re.compile(r"[:：|,，;；。\n]|\. ")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
# A link that says no more than that it is one leads to the paper, if nothing else does.
_ANY_PAGE = frozenset("link url html here page 链接 地址".split())
_CODE_HOSTS = re.compile(r"(?:www\.)?(?:github|gitlab|gitee|bitbucket)\.(?:com|org)")
# A badge of a repository's stars leads to who gave them.
_COUNTED = re.compile(
    r"(//(?:[^/]+/){2}[^/]+)/(?:stargazers|watchers|forks|network(?:/members)?)/?$"
)
_DATA_HOSTS = re.compile(r"(?:www\.)?(?:zenodo\.org|kaggle\.com|ieee-dataport\.org)")
# Pictures of numbers, and where people, groups, talks and posts are found; no work is published
# there.
# "research.facebook.com" has papers.
NO_PUBLISHERS = re.compile(
    r"(?!research\.)(?:.*\.)?(?:discord\.(?:gg|com)|t\.me|youtu\.be|shields\.io|scholar\.google\.[a-z.]+"
    r"|(?:twitter|x|facebook|linkedin|weibo|zhihu|bilibili|youtube|slack|star-history|reddit"
    r"|medium|wechat|bsky|instagram|meetup|eventbrite|gitter|csdn|cnblogs|jianshu|weixin\.qq"
    r"|toutiao|36kr|jiqizhixin|qbitai|qiita|hatenablog|tistory|naver)\.(?:com|im|app|net)"
    r"|(?:.*\.)?(?:juejin\.cn|zenn\.dev|note\.com|velog\.io)|blog\..*)"
)
_PEOPLE = re.compile(r"/(?:faculty|people|staff|profile|members?|users?|author|team|in)/|/~", re.I)
_PUBLISHERS = re.compile(
    r"(?:.*\.)?(?:thecvf\.com|ieee\.org|usenix\.org|mlr\.press|sciencedirect\.com|ecva\.net"
    r"|ndss-symposium\.org|nips\.cc|neurips\.cc|acm\.org|springer\.com|aaai\.org|ijcai\.org"
    r"|isca-speech\.org|isca-archive\.org|jmlr\.org|mitpress\.mit\.edu|direct\.mit\.edu|mdpi\.com"
    r"|frontiersin\.org|wiley\.com|tandfonline\.com|nature\.com|science\.org|hal\.science"
    r"|semanticscholar\.org|iclr\.cc|ismir\.net|eurasip\.org|plos\.org|elsevier\.com|ssrn\.com"
    r"|biorxiv\.org|researchgate\.net|oup\.com|cambridge\.org|aclweb\.org|iacr\.org|dblp\.org"
    r"|worldscientific\.com|sagepub\.com|hindawi\.com|arxiv\.org|cnki\.(?:net|com\.cn)|(?:org|ac)\.cn|wanfangdata\.com\.cn|cqvip\.com|koreascience\.kr|jstage\.jst\.go\.jp)"
)

# What a link within a list looks like: an anchor, a path, a page, or a word alone, a folder.
_WITHIN = re.compile(
    r"#|\.{0,2}/(?!/)|[^\s:/?#.]+/(?!/)|[^\s:/?#]+\.(?:md|markdown|html?|pdf|txt|bib|ipynb|rst)(?:$|[?#])"
    r"|(?-i:[a-z])[\w-]*$",
    re.IGNORECASE,
)
_HOST_WITHOUT_SCHEME = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}/", re.IGNORECASE)


class Link(NamedTuple):
    """A link of a line.

    Attributes:
        label: Its text; of badges and empty links it is empty.
        target: Where it leads, as it is written.
        badge: The texts of the images that it shows.
        announced: What the text right before it says that it is, where its label is but a URL or
            an identifier: "Paper: https://…".
    """

    label: str
    target: str
    badge: str = ""
    announced: str = ""


def links_of(spans: Sequence[Span]) -> list[Link]:
    """The links of a line that lead somewhere, or are labelled."""
    labels: dict[tuple[int, str], tuple[list[str], list[str], int]] = {}
    for number, span in enumerate(spans):
        if span.link is not None:
            texts, badges, _ = labels.setdefault((span.link_number, span.link), ([], [], number))
            (badges if span.image else texts).append(span.text)
    links: list[Link] = []
    for (_, target), (texts, badges, number) in labels.items():
        label, badge = _joined(texts), _joined(badges)
        if label or target:
            announced = _announced(_text_before(spans, number), label)
            links.append(Link(label, target.strip(), badge, announced))
    return links


def _text_before(spans: Sequence[Span], number: int) -> str:
    """The text right before a link that ends in a colon, or an empty text."""
    if not number or not spans[number - 1].text.rstrip(_OPENINGS).endswith(_COLONS):
        return ""
    texts: list[str] = []
    for span in reversed(spans[max(0, number - _MOST_SPANS) : number]):
        if span.link is not None:
            break
        texts.insert(0, "" if span.image else span.text)
    return "".join(texts)[-_LONGEST_ANNOUNCEMENT:]


def links_in(text: str) -> Iterator[Link]:
    """The URLs that stand in a text as such, with what announces them."""
    end = 0
    for url, start in bare_urls(text):
        before = text[max(end, start - _LONGEST_ANNOUNCEMENT) : start]
        end = start + len(url)
        yield Link("", url, announced=_announced(before, ""))


def _announced(text: str, label: str) -> str:
    """What a text says that the link right behind it is, whose label does not say so."""
    text = text.rstrip(_OPENINGS)
    if not text.endswith(_COLONS) or _speaks(label):
        return ""
    label = without_decoration(_BEFORE_LABEL.split(_BRACKETS.sub("", text[:-1]))[-1])
    return label if is_generic(label) or (not label.isascii() and _said_by(label)) else ""


def _speaks(label: str) -> bool:
    """Whether a label says more than that it is a link."""
    if not label or "://" in label or label.lower() in _ANY_PAGE:
        return False
    return identify(label) is None


def _joined(texts: Sequence[str]) -> str:
    return " ".join("".join(texts).split())


def role_of(link: Link) -> Role:
    """What a link beside a title leads to, by its label, or its badge, or else its host."""
    text = link.announced or link.label or link.badge
    words = _words(text) if link.announced or is_generic(text) or not link.label else []
    for word in words:
        if (said := _said_by(word)) and not (said == "code" and _is_printed(link.target)):
            return said
    hosted = role_of_target(link.target)
    if hosted is not None:
        return hosted
    if words and _ANY_PAGE.issuperset(words):
        return "paper"
    return "page" if words and is_generic(text) else "other"


def roles_of(links: Sequence[Link]) -> list[tuple[Role, str]]:
    """What the links of one work lead to, and their targets; "link" is no paper beside "paper"."""
    roles = [(role_of(link), link.target) for link in links]
    if sum(role == "paper" for role, _ in roles) < 2:
        return roles
    are_any = [_ANY_PAGE.issuperset(_words(link.label)) and bool(link.label) for link in links]
    if all(is_any or role != "paper" for is_any, (role, _) in zip(are_any, roles, strict=True)):
        return roles
    return [
        ("page" if is_any else role, target)
        for is_any, (role, target) in zip(are_any, roles, strict=True)
    ]


def role_of_target(target: str) -> Role | None:
    """What a link leads to by its identifier, its host or its ending, or None."""
    if identify(target) is not None:
        return "paper"
    if _is_printed(target):
        return "paper"
    host = host_of(target)
    if _CODE_HOSTS.fullmatch(host):
        return "code"
    if _DATA_HOSTS.fullmatch(host) or "/datasets/" in target:
        return "data"
    return "paper" if is_publisher(target) else None


def _words(text: str) -> list[str]:
    """The words of a label, of a data set's paper the paper first: "dataset paper"."""
    words = [word for word in slug(text[:80]).split("-") if word]
    if len(words) < 2:
        return words
    return sorted(words, key=lambda word: _RANKS.get(_said_by(word), len(_RANKS)))


def _said_by(word: str) -> Role | None:
    """What a word of a label says; Chinese has no blanks between words: 论文链接."""
    if word.isascii():
        return _WORDS.get(word)
    return next((_WORDS[part] for part in _WORDS if not part.isascii() and part in word), None)


def host_of(url: str) -> str:
    """The host of a URL in lower case, or an empty text."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def leads_within(url: str) -> bool:
    """Whether a link leads to a place of the list itself, and was not meant for the web.

    Args:
        url: The link, as it is written.
    """
    if _HOST_WITHOUT_SCHEME.match(url) or is_generic(url):
        return False
    return _WITHIN.match(url) is not None


def is_publisher(url: str) -> bool:
    """Whether a link leads to a page of a publisher or an archive that is not its first one."""
    if not _PUBLISHERS.fullmatch(host_of(url)):
        return False
    return len(urlsplit(url).path.strip("/")) > 0


def may_publish(url: str) -> bool:
    """Whether a work may be found there: neither on a home page nor where people are."""
    try:
        host, path = urlsplit(url)[1:3]
    except ValueError:
        return False
    folders = path.strip("/").count("/")
    if host.lower() in ("github.com", "www.github.com"):
        return folders == 1  # A repository, neither a person nor a page of the list itself.
    if NO_PUBLISHERS.fullmatch(host.lower()):
        return False
    # What people have put beside their own pages is a work, where it is to be printed.
    return path.strip("/") != "" and (_is_printed(path) or not _PEOPLE.search(path))


def _is_printed(path: str) -> bool:
    return path.lower().endswith((".pdf", ".ps", ".ps.gz"))


class Targets(NamedTuple):
    """Where the links of one work lead.

    Attributes:
        url: The link to the work itself.
        code: The link to its code.
        data: The link to its data.
        identifying: The links that may carry its identifiers, the best first.
    """

    url: str | None = None
    code: str | None = None
    data: str | None = None
    identifying: tuple[str, ...] = ()


def targets_of(roles: Sequence[tuple[Role, str]], titled: str | None = None) -> Targets:
    """Sort the links of one work by what they lead to.

    Args:
        roles: What each link leads to, and its target, in order.
        titled: The target of its title.

    Returns:
        The link of the title, or else the paper's, its page's, or any; and the others.
    """
    by_role: dict[Role, list[str]] = {"paper": [], "code": [], "data": [], "page": [], "other": []}
    for role, target in roles:
        if target:
            by_role[role].append(target)
    papers = sorted(by_role["paper"], key=lambda to: (identify(to) is None, not is_web_link(to)))
    ranked = [*papers, *by_role["page"], *by_role["data"], *by_role["code"], *by_role["other"]]
    web = [target for target in ranked if is_web_link(target)]
    # What should have been a link to a paper tells more than a link to code.
    first = papers[0] if papers else None
    best = first if first and identify(first) else None
    if best and not is_web_link(best):  # An identifier that is no link, beside one.
        best = next(filter(identify, web), best)
    # A title may lead to the list's own notes on the work.
    own = titled if not papers or (titled and is_web_link(titled)) else None
    url = own or best or (web[0] if web else first)
    identifying = [target for target in (titled, *papers, url) if target]
    code = _first_web(by_role["code"])
    if code is not None:
        code = _COUNTED.sub(r"\1", code)
    data = _first_web(by_role["data"])
    return Targets(url, code, data, tuple(dict.fromkeys(identifying)))


def _first_web(targets: Sequence[str]) -> str | None:
    return next(filter(is_web_link, targets), None)
