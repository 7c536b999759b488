"""A first look at whole columns: rows that a query cannot match are left out in bulk.

It is written in Arrow's own functions, which look at a hundred thousand records a second where
Python reads a thousand. What it lets through, `search` decides.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from .._catalog.folding import language
from .._extras import load_extra
from .conditions import AllOf, Condition, OneOf, Pattern
from .rows import decoded, plain

# Neither ASCII nor anything that NFKD makes a letter or a digit of: dashes, quotes, bullets.
_TO_FOLD = r"[^\x00-\x7f\x{a0}\x{ab}\x{b0}\x{b1}\x{b7}\x{bb}\x{d7}\x{2010}-\x{2027}]"


@attrs.frozen
class _Strings:
    """Texts of a column, folded, each with the row it belongs to."""

    texts: Any
    rows: Any
    scattered: bool


class Rows:
    """The rows of one batch, whose columns are folded when they are first looked at.

    Args:
        columns: The columns as Arrow arrays, by what they say.
        size: How many rows there are.
    """

    def __init__(self, columns: Mapping[str, Any], size: int) -> None:
        self._pa = load_extra("pyarrow", "arrow", purpose="screening")
        self._pc = load_extra("pyarrow.compute", "arrow", purpose="screening")
        self._columns = columns
        self._folded: dict[str, list[_Strings]] = {}
        self.every = self._pa.array(range(size), self._pa.int64())

    def passing(self, condition: Condition, rows: Any) -> Any:
        """Those of some rows that a condition lets through, in order.

        Args:
            condition: The condition.
            rows: The numbers of the rows, in order.
        """
        if isinstance(condition, AllOf):
            for part in condition.parts:
                if len(rows) == 0:
                    break
                rows = self.passing(part, rows)
            return rows
        if isinstance(condition, OneOf):
            return self._union([self.passing(part, rows) for part in condition.parts])
        return self._matching(condition, rows)

    def folded(self, role: str) -> Any:
        """The texts of a plain column as they are compared."""
        return self._strings(role)[0].texts

    def _matching(self, pattern: Pattern, rows: Any) -> Any:
        found = []
        for role in pattern.roles:
            for strings in self._strings(role):
                here = strings
                if len(rows) < len(self.every):
                    inside = self._pc.is_in(strings.rows, value_set=rows)
                    here = attrs.evolve(
                        strings,
                        texts=strings.texts.filter(inside),
                        rows=strings.rows.filter(inside),
                    )
                wanted = pattern.scattered if strings.scattered else pattern.plain
                mask = self._pc.match_substring_regex(here.texts, wanted)
                found.append(here.rows.filter(mask))
        return self._union(found)

    def _union(self, found: Sequence[Any]) -> Any:
        several = self._pa.chunked_array(found, self._pa.int64()).combine_chunks()
        unique = self._pc.unique(several)
        return unique.take(self._pc.array_sort_indices(unique))

    def _strings(self, role: str) -> list[_Strings]:
        if role not in self._folded:
            column = self._columns.get(role)
            made = [] if column is None else list(self._leaves(column, self.every))
            self._folded[role] = made
        return self._folded[role]

    def _leaves(self, array: Any, rows: Any, scattered: bool = False) -> Iterator[_Strings]:
        """The texts in an array, however deep they stand; the keys of a map stand in no order."""
        types, pa = self._pa.types, self._pa
        kind = array.type
        if types.is_string(kind) or types.is_large_string(kind):
            there = array.is_valid()
            texts, rows = array.filter(there), rows.filter(there)
            yield from self._texts(texts, rows, scattered)
        elif types.is_map(kind):
            pairs = _pairs_of(pa, array)
            parents = rows.take(self._pc.list_parent_indices(pairs))
            yield from self._leaves(self._pc.list_flatten(pairs), parents, True)
        elif types.is_list(kind) or types.is_large_list(kind):
            parents = rows.take(self._pc.list_parent_indices(array))
            yield from self._leaves(self._pc.list_flatten(array), parents, scattered)
        elif types.is_struct(kind):
            for place in range(kind.num_fields):
                yield from self._leaves(self._pc.struct_field(array, place), rows, scattered)
        elif types.is_integer(kind):
            there = array.is_valid()
            yield _Strings(array.filter(there).cast(pa.string()), rows.filter(there), False)

    def _texts(self, texts: Any, rows: Any, scattered: bool) -> Iterator[_Strings]:
        """Texts, those that are JSON apart: words in its keys stand in no order."""
        pc = self._pc
        is_json = pc.match_substring_regex(texts, r"^\s*[\[{]")
        if pc.any(is_json).as_py():
            held = self._plain(self._unescaped(texts.filter(is_json)))
            yield _Strings(self._fold(held), rows.filter(is_json), True)
            other = pc.invert(is_json)
            texts, rows = texts.filter(other), rows.filter(other)
        yield _Strings(self._fold(self._plain(texts)), rows, scattered)

    def _unescaped(self, texts: Any) -> Any:
        """JSON without escapes, in which a letter may be hidden."""
        escaped = self._pc.match_substring(texts, "\\")
        if not self._pc.any(escaped).as_py():
            return texts
        cleaned = [
            json.dumps(decoded(text), ensure_ascii=False).replace("\\", " ")
            for text in texts.filter(escaped).to_pylist()
        ]
        return self._pc.replace_with_mask(texts, escaped, self._pa.array(cleaned, type=texts.type))

    def _plain(self, texts: Any) -> Any:
        """Texts without the tags and character references that the records will not have."""
        marked = self._pc.match_substring_regex(texts, r"<[^<>]|&[#a-zA-Z]")
        if not self._pc.any(marked).as_py():
            return texts
        cleaned = [plain(text) for text in texts.filter(marked).to_pylist()]
        return self._pc.replace_with_mask(texts, marked, self._pa.array(cleaned, type=texts.type))

    def _fold(self, texts: Any) -> Any:
        """Texts as `search` folds them."""
        pc = self._pc
        if len(texts) == 0:
            return texts
        lower = pc.ascii_lower(texts)
        other = pc.match_substring_regex(texts, _TO_FOLD)
        if not pc.any(other).as_py():
            return lower
        held = pc.utf8_normalize(texts.filter(other), form="NFKD")
        held = pc.utf8_lower(pc.replace_substring_regex(held, r"\p{M}+", ""))
        return pc.replace_with_mask(lower, other, self._without_letters(held))

    def _without_letters(self, texts: Any) -> Any:
        """Texts in which the letters that have no decomposition are written in plain ones."""
        pc, letters = self._pc, language().letters
        other = pc.match_substring_regex(texts, f"[{''.join(map(chr, letters))}]")
        if not pc.any(other).as_py():
            return texts
        held = texts.filter(other)
        for letter, plain_letters in letters.items():
            held = pc.replace_substring(held, chr(letter), plain_letters)
        return pc.replace_with_mask(texts, other, held)


def _pairs_of(pa: Any, array: Any) -> Any:
    """An array of maps as one of lists of pairs."""
    kind = array.type
    pair = pa.struct([("key", kind.key_type), ("value", kind.item_type)])
    return array.cast(pa.list_(pair))
