"""The taxonomy: the topics as a tree, and where a line of a list belongs in it.

The tree and what is found by it stay in one module, because people are given both as one class.
"""

import functools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import attrs

from .._bundle import read_data
from .._errors import InvalidQuery, check_text, near_misses
from .._public import public
from .identifiers import slug

_DEPTH = 2
"""How many levels the tree and its aliases have."""

_MOST_WORDS = 12
"""A longer heading is a sentence; its words mean nothing by themselves."""

_WORDS_BESIDE_KIND = 4

_BESIDE_KIND = frozenset(
    "audio speech voice music sound video image visual text multimodal public open other common "
    "commonly popular used existing related useful paper papers list of".split()
)
"""Words that make no topic of a kind: "Video Datasets", "Survey Papers"."""

_TOO_WIDE = frozenset(("attack", "attacks", "攻击", "攻擊", "攻撃", "공격"))
"""Words that mean a topic alone, but any among others: "Black-box Attack" on what?"""

_NUMBERING = re.compile(
    r"^(?:[a-z]?[0-9]{1,2}-)+(?=[^\W\d_])"
)  # "2 Deepfake Datasets", "A1. General"

# Before a heading "一、", "（二）", "第三章" or "Ⅳ.", behind it how many works it has: "（9篇）".
_AROUND_HEADING = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十]{1,3}[、．.）)]|第[一二三四五六七八九十\d]{1,3}[章节節部分篇]{1,2}"
    r"|(?:[Ⅰ-Ⅻ]+|[IVX]{1,4}(?=[.、．]))[.、．]?)\s*"
    r"|\s?[（(]\s?\d{1,4}\s?(?:篇|件|papers?)?[）)]\s?$"
)
_LONGEST_UNPARTED = 40
"""Characters of a heading without blanks that is no sentence."""

_LONGEST_OF_KIND = 10
"""Characters of one that may name a kind."""

# The same paths and headings stand over many lines.
_word = functools.lru_cache(maxsize=4096)(slug)


# mypy needs to be told what `tuple` makes of texts.
def _in_a_tuple(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(texts)


@public
@attrs.frozen
class Topic:
    """One topic of the tree.

    Attributes:
        slug: Its place in the tree, `safety/jailbreak`.
        title: What people call it.
        description: What belongs to it, in one sentence.
        aliases: The paths, headings and keywords of lists that mean it.
    """

    slug: str
    title: str
    description: str
    aliases: tuple[str, ...] = attrs.field(default=(), converter=_in_a_tuple, repr=False)

    @property
    def parent(self) -> str | None:
        """The slug of the topic above it, or None at the top."""
        return self.slug.rpartition("/")[0] or None


@public
@attrs.frozen
class Assignment:
    """Where a line of a list belongs.

    Attributes:
        topics: Slugs, the main one first.
        kind: The kind of its entry, or None where nothing says.
        scope: The scope of its entry, or None where nothing says.
    """

    topics: tuple[str, ...] = ()
    kind: str | None = None
    scope: str | None = None


@public
@attrs.frozen(repr=False, eq=False)
class Taxonomy:
    """The tree of topics; `tal.topics()` returns it.

    Iterating gives every `Topic` in the order of the tree, `taxonomy["safety/jailbreak"]` one of
    them, and `print(taxonomy)` the whole tree.

    Attributes:
        topics: Every topic, each after the one above it.
        kinds: For each kind of entry, the paths and headings that mean it.
        scopes: For each scope, the paths and headings that mean it.
        no_topic: Names of folders, files and headings that say nothing about their contents.
    """

    topics: tuple[Topic, ...]
    kinds: Mapping[str, Sequence[str]] = attrs.field(factory=dict)
    scopes: Mapping[str, Sequence[str]] = attrs.field(factory=dict)
    no_topic: Sequence[str] = ()
    _topic: dict[str, Topic] = attrs.field(init=False)
    _meanings: dict[str, str] = attrs.field(init=False)
    _kind: dict[str, str] = attrs.field(init=False)
    _scope: dict[str, str] = attrs.field(init=False)
    _silent: frozenset[str] = attrs.field(init=False)
    _unparted: tuple[str, ...] = attrs.field(init=False)

    @_topic.default
    def _index_topics(self) -> dict[str, Topic]:
        return {topic.slug: topic for topic in self.topics}

    @_meanings.default
    def _index_meanings(self) -> dict[str, str]:
        return {
            _path(meaning): topic.slug
            for topic in self.topics
            for meaning in (topic.slug, *topic.aliases)
        }

    @_kind.default
    def _index_kinds(self) -> dict[str, str]:
        return {slug(alias): kind for kind, aliases in self.kinds.items() for alias in aliases}

    @_scope.default
    def _index_scopes(self) -> dict[str, str]:
        return {slug(alias): scope for scope, aliases in self.scopes.items() for alias in aliases}

    @_silent.default
    def _index_silent(self) -> frozenset[str]:
        return frozenset(slug(name) for name in self.no_topic)

    @_unparted.default
    def _sort_unparted(self) -> tuple[str, ...]:
        """The meanings in languages that put no blanks between words, the longest first."""
        found = [name for name in self._meanings if not name.isascii() and name not in _TOO_WIDE]
        return tuple(sorted(found, key=lambda name: -len(name)))

    def __iter__(self) -> Iterator[Topic]:
        """Every topic, in the order of the tree."""
        return iter(self.topics)

    def __len__(self) -> int:
        """How many topics there are."""
        return len(self.topics)

    def __contains__(self, slug: object) -> bool:
        """Whether a topic of this slug is in the tree."""
        return slug in self._topic

    def __getitem__(self, slug: str) -> Topic:
        """The topic of this slug.

        Raises:
            InvalidQuery: There is none.
        """
        check_text("A topic", slug)
        if slug in self._topic:
            return self._topic[slug]
        meant = self.meant(slug)
        near = f" Did you mean {meant!r}?" if meant else near_misses(slug, self._topic)
        raise InvalidQuery(
            f"No topic is called {slug!r}.{near} `print(tal.topics())` shows them all.", value=slug
        )

    @property
    def meanings(self) -> Mapping[str, str]:
        """What names a topic, as it is compared, with the slug of that topic."""
        return self._meanings

    def meant(self, text: str) -> str | None:
        """The slug of the topic that a text names; None if it names none.

        Args:
            text: A slug, or a path, heading or keyword of a list that means a topic.
        """
        return self._meanings.get(_path(text))

    def children(self, slug: str | None = None) -> tuple[Topic, ...]:
        """The topics right below one, or those at the top.

        Args:
            slug: The slug of the one above; None for the top.

        Raises:
            InvalidQuery: There is no topic of this slug.
        """
        parent = None if slug is None else self[slug].slug
        return tuple(topic for topic in self.topics if topic.parent == parent)

    def __str__(self) -> str:
        """The tree: a topic a line, indented below the one above it, with its title."""
        names = [f"{'  ' * topic.slug.count('/')}{topic.slug}" for topic in self.topics]
        width = max(map(len, names), default=0)
        return "\n".join(
            f"{name:<{width}}  {topic.title}"
            for name, topic in zip(names, self.topics, strict=True)
        )

    def __repr__(self) -> str:
        """How many topics there are; the tree itself is for `print`."""
        return f"<Taxonomy: {len(self.topics)} topics>"

    def _repr_html_(self) -> str:
        """The tree as a table for notebooks, with what belongs to each topic."""
        from .._html import table, text

        rows = (
            (
                "&emsp;" * topic.slug.count("/") + text(topic.title),
                text(topic.slug),
                text(topic.description),
            )
            for topic in self.topics
        )
        caption = f"Taxonomy of {len(self.topics)} topics"
        return table(caption, ("Topic", "Slug", "What belongs to it"), rows)

    def assign(
        self, path: str, headings: Sequence[str] = (), keywords: Sequence[str] = ()
    ) -> Assignment:
        """Say where a line of a list belongs.

        The path decides when it says something; else the headings do. What neither the taxonomy
        nor its list of silent names knows becomes a topic of its own, so that a file or section
        that is new in a list needs no new release of this library.

        Args:
            path: The file, from the root of the list: `papers/safety/jailbreak.md`.
            headings: The headings above the line, outermost first, without emoji and years.
            keywords: The line's own short terms; those that mean a topic add it.
        """
        parts = _path(path.removesuffix(".md")).split("/")
        sections = [_NUMBERING.sub("", _word(_AROUND_HEADING.sub("", one))) for one in headings]
        names = [*reversed(parts), *reversed(sections)]
        return Assignment(
            topics=_innermost(self._topics_of(parts, sections, keywords)),
            kind=_first_meant(names, self._kind) or self._kind_among(reversed(sections)),
            scope=_first_meant(names, self._scope),
        )

    def _topics_of(
        self, parts: Sequence[str], sections: Sequence[str], keywords: Sequence[str]
    ) -> list[str]:
        """The topics of a line by its path, else by its headings, with those of its keywords."""
        own = list(filter(None, map(self._meant_by_keyword, keywords)))
        alone = len(parts) == 1 and parts[0] not in self._meanings  # README.md, my-list.md
        place = [] if alone else self._place(parts)
        if place:
            return [*place, *own]
        if len(sections) > 1 and sections[0] not in self._meanings:  # The list's own title.
            sections = sections[1:]
        return [*own, *self._place(sections)] or self._place(parts)

    def _meant_by_keyword(self, keyword: str) -> str | None:
        """The topic that a keyword is, or that a part of it means in a language without blanks."""
        word = _word(keyword)
        return self._meanings.get(word) or self._meaning_without_blanks(word)

    def scope_in(self, title: str) -> str | None:
        """The scope that the title of a list names among its words, or None.

        Args:
            title: The title.
        """
        words = f"-{_word(title)}-"
        return next(
            (
                scope
                for name, scope in self._scope.items()
                if (f"-{name}-" if name.isascii() else name) in words
            ),
            None,
        )

    def _place(self, names: Sequence[str]) -> list[str]:
        """The topic that folders and file, or headings, mean together, if any; outermost first.

        The innermost name that is known decides; unknown ones below it become new topics there.
        """
        telling = [name for name in names if name and not self._says_nothing(name)]
        subjects = [name for name in telling if not self._names_a_kind(name)]
        if not subjects:  # A file of benchmarks is about evaluation; one of surveys about anything.
            return [self._meanings[name] for name in telling[-1:] if name in self._meanings]
        for end in range(len(subjects), 0, -1):
            for start in range(max(0, end - _DEPTH), end):
                if known := self._meanings.get("/".join(subjects[start:end])):
                    within = self._within(subjects[end:])
                    return [known, *within] if within else ["/".join((known, *subjects[end:]))]
        return self._within(subjects) or ["/".join(subjects)]

    def _within(self, names: Sequence[str]) -> list[str]:
        """The topics that words of names mean, as in "Jailbreak Attack"; innermost first."""
        found = [meaning for name in reversed(names) if (meaning := self._meaning_in(name))]
        return list(dict.fromkeys(found))

    def _meaning_in(self, name: str) -> str | None:
        """The topic that the most words of a name mean together."""
        words = name.split("-")
        if len(words) > _MOST_WORDS:
            return None
        for size in range(len(words), 0, -1):
            for start in range(len(words) - size + 1):
                part = "-".join(words[start : start + size])
                if part in self._meanings and part not in _TOO_WIDE:
                    return self._meanings[part]
        return self._meaning_without_blanks(name)

    def _meaning_without_blanks(self, name: str) -> str | None:
        """The topic that the longest part of a name means, the first of several: "越狱攻击"."""
        if name.isascii() or len(name) > _LONGEST_UNPARTED:
            return None
        found = [part for part in self._unparted if part in name]
        longest = [part for part in found if len(part) == len(found[0])]
        return self._meanings[min(longest, key=name.index)] if longest else None

    def _kind_among(self, names: Iterable[str]) -> str | None:
        """The kind that the first of these headings names among other words, if any does."""
        return next(filter(None, map(self._kind_in, names)), None)

    def _kind_in(self, name: str) -> str | None:
        """The kind that a short heading names, if it is one alone: "Audio Datasets"."""
        words = name.split("-")
        # "Methods: A Survey" is itself one, and has none below it.
        of_many = (word for before, word in pairwise(["", *words]) if before not in ("a", "an"))
        kinds = {self._kind[word] for word in of_many if word in self._kind}
        kinds |= self._kinds_without_blanks(name)
        return kinds.pop() if len(kinds) == 1 and len(words) <= _WORDS_BESIDE_KIND else None

    def _kinds_without_blanks(self, name: str) -> set[str]:
        """The kinds that parts of a short heading name: "语音数据集"."""
        if name.isascii() or len(name) > _LONGEST_OF_KIND:
            return set()
        return {kind for word, kind in self._kind.items() if not word.isascii() and word in name}

    def _names_a_kind(self, name: str) -> bool:
        """Whether a name is that of a kind, with no more beside it than "video" or "common"."""
        if name in self._kind:
            return True
        beside = [word for word in name.split("-") if word not in self._kind]
        is_of_kind = self._kind_in(name) is not None
        is_plain = not name.isascii() or _BESIDE_KIND.issuperset(beside)
        return is_of_kind and is_plain and self._meaning_in(name) is None

    def _says_nothing(self, name: str) -> bool:
        """Whether a name is a container, a year, or a list's own title."""
        return (
            name in self._silent
            or name.isdigit()
            or name.startswith("awesome")
            or "readme" in name.split("-")
        )


def _path(text: str) -> str:
    """A path or alias as it is compared: the slug of each of its parts."""
    return "/".join(_word(part) for part in text.split("/"))


def _first_meant(names: Iterable[str], meanings: Mapping[str, str]) -> str | None:
    """What the first of the names that means anything means."""
    return next((meanings[name] for name in names if name in meanings), None)


def _innermost(topics: Sequence[str]) -> tuple[str, ...]:
    """The topics, each once, without those above another of them."""
    distinct = dict.fromkeys(topics)
    return tuple(
        topic for topic in distinct if not any(other.startswith(f"{topic}/") for other in distinct)
    )


@functools.cache
def load_taxonomy() -> Taxonomy:
    """The bundled taxonomy, read once."""
    record = json.loads(read_data("taxonomy.json"))
    return Taxonomy(
        topics=tuple(Topic(**topic) for topic in record["topics"]),
        kinds=record["kinds"],
        scopes=record["scopes"],
        no_topic=record["no_topic"],
    )


@public
def topics() -> Taxonomy:
    """The topics of the catalogue, as a tree of slugs with their titles and meanings."""
    return load_taxonomy()
