"""What a field of a record holds, read from its type: what files and exports go by.

Exports make their columns and formats their conversions of this, so that a field that is added to
a record is in all of them.
"""

import types
import typing
from typing import Any, Literal, NamedTuple

import attrs


class Shape(NamedTuple):
    """What a field holds.

    Attributes:
        item: What each value is: `str`, `bool`, `int`, a class of dates or records, or `tuple` for
            a pair of texts.
        many: Whether there may be several, in order.
    """

    item: type[Any]
    many: bool = False


def shape_of(field: "attrs.Attribute[Any]", record: type[Any]) -> Shape:
    """What a field of a record holds.

    Args:
        field: The field.
        record: The class it belongs to, for types that are written as text.
    """
    hint = field.type
    if isinstance(hint, str):
        hint = typing.get_type_hints(record)[field.name]
    hint = _without_none(hint)
    if typing.get_origin(hint) is tuple:
        return Shape(_item(typing.get_args(hint)[0]), many=True)
    return Shape(_item(hint))


def _without_none(hint: Any) -> Any:
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        # A field that may hold texts of two sorts (`Literal | str`) holds texts.
        return next(part for part in typing.get_args(hint) if part is not types.NoneType)
    return hint


def _item(hint: Any) -> type[Any]:
    origin = typing.get_origin(hint)
    item: type[Any] = str if origin is Literal else origin or hint
    return item
