"""Sets of works as whole numbers, a bit a work, and sums over them.

A set of 100,000 works is a number of 12,500 bytes: what two of them have in common takes a
microsecond, in any Python and without a dependency.
"""

import re
from collections.abc import Iterable

_ONE = ord("1")
_FEW = 100
"""Up to how many works it is faster to look at the total of each than at all digits."""
_NOT_ZERO = re.compile(rb"[^\0]")
_PLACES = tuple(tuple(place for place in range(8) if byte >> place & 1) for byte in range(256))
"""For each byte the places of its ones."""


def bits_of(numbers: Iterable[int], size: int) -> int:
    """The set of these numbers, all below `size`."""
    marks = bytearray(b"0") * (size or 1)
    for number in numbers:
        marks[number] = _ONE
    marks.reverse()
    return int(marks, 2)


def numbers_in(bits: int) -> list[int]:
    """The numbers in a set, the smallest first."""
    found: list[int] = []
    # Most bytes of most sets are zero; a pattern passes over them faster than a loop.
    for match in _NOT_ZERO.finditer(bits.to_bytes(bits.bit_length() // 8 + 1, "little")):
        first = match.start() * 8
        for place in _PLACES[match[0][0]]:
            found.append(first + place)  # noqa: PERF401 (a generator here takes twice as long)
    return found


def first_in(bits: int, count: int) -> list[int]:
    """The smallest numbers in a set."""
    found: list[int] = []
    while bits and len(found) < count:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found


class Totals:
    """A sum of points for each work, all of them added to at once.

    The totals stand in binary, digit by digit: the first number holds the ones of all works, the
    next their twos, and so on. To add is what one does on paper, with a carry.
    """

    def __init__(self) -> None:
        self._digits: list[int] = []

    def add(self, points: int, works: int) -> None:
        """Add points, not below zero, to every work of a set."""
        for place in range(points.bit_length()):
            if points >> place & 1:
                self._carry(place, works)

    def _carry(self, place: int, carry: int) -> None:
        digits = self._digits
        while carry:
            while place >= len(digits):
                digits.append(0)
            digits[place], carry = digits[place] ^ carry, digits[place] & carry
            place += 1

    def of(self, number: int) -> int:
        """The total of one work."""
        return sum((digit >> number & 1) << place for place, digit in enumerate(self._digits))

    def best(self, among: int, limit: int | None = None) -> list[int]:
        """The works of a set with the greatest totals, greatest first, equals in their order."""
        count = among.bit_count()
        if limit is not None and limit < count:
            chosen = self._greatest(among, max(limit, 0))
            return sorted(chosen, key=lambda number: (-self.of(number), number))
        if count < _FEW:
            return sorted(numbers_in(among), key=lambda number: -self.of(number))
        totals = dict.fromkeys(numbers_in(among), 0)
        for place, digit in enumerate(self._digits):
            worth = 1 << place
            for number in numbers_in(digit & among):
                totals[number] += worth
        return sorted(totals, key=lambda number: -totals[number])

    def _greatest(self, among: int, count: int) -> list[int]:
        """As many works as asked for, none with a smaller total than one that is left out."""
        certain, open_ = 0, among
        for digit in reversed(self._digits):
            higher = open_ & digit
            if certain.bit_count() + higher.bit_count() > count:
                open_ = higher
            else:
                certain |= higher
                open_ &= ~digit
        return [*numbers_in(certain), *first_in(open_, count - certain.bit_count())]
