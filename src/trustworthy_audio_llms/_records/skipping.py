"""Why lines are not read as entries: the reasons as codes, and a text for each."""

import enum

from .._public import public


@public
class SkipReason(enum.StrEnum):
    """Why a line was not read as an entry.

    A member is its code, which stays: `"no-title"`. What a person reads is its `text`, which may
    be reworded at any time, so compare codes.
    """

    DEAD_LINK = "dead-link"
    EMPTY_SECTION = "empty-section"
    EMPTY_ITEM = "empty-item"
    LINK_WITHIN = "link-within"
    OTHER_LIST = "other-list"
    ANOTHER_WORK = "another-work"
    BELOW_ENTRY = "below-entry"
    NO_TITLE = "no-title"
    NO_TITLE_COLUMN = "no-title-column"
    NO_LINK_TO_WORK = "no-link-to-work"
    WORDS_BEFORE_LINK = "words-before-link"
    IN_SENTENCE = "in-sentence"
    SEVERAL_LINKS = "several-links"
    UNKNOWN_LINK = "unknown-link"
    OUTSIDE_LIST = "outside-list"
    UNDATED = "undated"
    ROW_WITHOUT_YEAR = "row-without-year"
    TEMPLATE = "template"
    NEWS_WITHOUT_TEXT = "news-without-text"
    NEWS_ELSEWHERE = "news-elsewhere"
    PERSON = "person"
    POST_OR_EVENT = "post-or-event"
    STATISTICS = "statistics"
    IN_CODE = "in-code"
    IN_HTML = "in-html"
    IN_COMMENT = "in-comment"
    TOO_DEEP = "too-deep"
    TOO_LARGE = "too-large"
    BAD_RECORD = "bad-record"
    BAD_FIELD = "bad-field"
    NO_RECORDS = "no-records"
    ENCODING = "encoding"
    TOO_LONG = "too-long"
    NOT_KNOWN = "not-known"
    WITHDRAWN = "withdrawn"
    OTHER_TITLE = "other-title"
    OTHER = "other"

    @property
    def text(self) -> str:
        """The reason in a few words."""
        return _TEXTS[self]


_TEXTS = {
    SkipReason.DEAD_LINK: "a link to a file that is not there",
    SkipReason.EMPTY_SECTION: "a section without entries",
    SkipReason.EMPTY_ITEM: "an empty list item",
    SkipReason.LINK_WITHIN: "a link to a section, a file or nothing",
    SkipReason.OTHER_LIST: "a link to another list",
    SkipReason.ANOTHER_WORK: "a link to another work on the line of one",
    SkipReason.BELOW_ENTRY: "text below an entry",
    SkipReason.NO_TITLE: "no title",
    SkipReason.NO_TITLE_COLUMN: "a table without a column for titles",
    SkipReason.NO_LINK_TO_WORK: "no date, and no link to a work",
    SkipReason.WORDS_BEFORE_LINK: "no date, and words before a link to no known identifier",
    SkipReason.IN_SENTENCE: "a link inside a sentence",
    SkipReason.SEVERAL_LINKS: "no date, and several links to no known identifier",
    SkipReason.UNKNOWN_LINK: "no date, and a link to no known identifier",
    SkipReason.OUTSIDE_LIST: "a link outside a list",
    SkipReason.UNDATED: "an undated line among dated ones",
    SkipReason.ROW_WITHOUT_YEAR: "a table row without a year in its first cell, outside a table",
    SkipReason.TEMPLATE: "the example of a row",
    SkipReason.NEWS_WITHOUT_TEXT: "a date without a text",
    SkipReason.NEWS_ELSEWHERE: "a dated line that names no work, under no heading for news",
    SkipReason.PERSON: "a link to a person",
    SkipReason.POST_OR_EVENT: "a page under a heading for posts, talks, courses or events",
    SkipReason.STATISTICS: "a row of numbers",
    SkipReason.IN_CODE: "inside a code block",
    SkipReason.IN_HTML: "inside HTML",
    SkipReason.IN_COMMENT: "inside an HTML comment",
    SkipReason.TOO_DEEP: "nested too deeply for Markdown",
    SkipReason.TOO_LARGE: "a file that is too large to be fetched",
    SkipReason.BAD_RECORD: "a record that cannot be read",
    SkipReason.BAD_FIELD: "a field that BibTeX reads otherwise",
    SkipReason.NO_RECORDS: "a file in which no references are found",
    SkipReason.ENCODING: "no UTF-8, so that it was read as Latin-1: look at its accents",
    SkipReason.TOO_LONG: "too long for a line of a list",
    SkipReason.NOT_KNOWN: "not known to who gives out such identifiers",
    SkipReason.WITHDRAWN: "withdrawn",
    SkipReason.OTHER_TITLE: "another title there",
    SkipReason.OTHER: "not understood",
}

# What files say that were written before there were codes, by 2026.11.1 and earlier; they do not
# change any more, whatever becomes of the texts above. A dead link goes on with the file's name.
_BEFORE_CODES = {
    "a link to a file that is not there": SkipReason.DEAD_LINK,
    "a section without entries": SkipReason.EMPTY_SECTION,
    "an empty list item": SkipReason.EMPTY_ITEM,
    "a link to a section, a file or nothing": SkipReason.LINK_WITHIN,
    "a link to another list": SkipReason.OTHER_LIST,
    "a link to another work on the line of one": SkipReason.ANOTHER_WORK,
    "text below an entry": SkipReason.BELOW_ENTRY,
    "no title": SkipReason.NO_TITLE,
    "a table without a column for titles": SkipReason.NO_TITLE_COLUMN,
    "no date, and no link to a work": SkipReason.NO_LINK_TO_WORK,
    "no date, and words before a link to no known identifier": SkipReason.WORDS_BEFORE_LINK,
    "no date, and several links to no known identifier": SkipReason.SEVERAL_LINKS,
    "no date, and a link to no known identifier": SkipReason.UNKNOWN_LINK,
    "a link outside a list": SkipReason.OUTSIDE_LIST,
    "an undated line among dated ones": SkipReason.UNDATED,
    "a table row without a year in its first cell, outside a table": SkipReason.ROW_WITHOUT_YEAR,
    "the example of a row": SkipReason.TEMPLATE,
    "a date without a text": SkipReason.NEWS_WITHOUT_TEXT,
    "inside a code block": SkipReason.IN_CODE,
    "inside HTML": SkipReason.IN_HTML,
    "inside an HTML comment": SkipReason.IN_COMMENT,
    "nested too deeply for Markdown": SkipReason.TOO_DEEP,
}


def code_of_prose(reason: str) -> SkipReason:
    """The code of a reason that comes without one, from a file older than the codes.

    Args:
        reason: The reason as the file has it.

    Returns:
        Its code; `OTHER` where no released version wrote such a reason.
    """
    return _BEFORE_CODES.get(reason.partition(":")[0], SkipReason.OTHER)
