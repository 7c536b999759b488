"""Sets of works as whole numbers, and sums over them."""

from hypothesis import given
from hypothesis import strategies as st

from trustworthy_audio_llms._catalog.bits import Totals, bits_of, first_in, numbers_in

SIZE = 1_500
NUMBERS = st.sets(st.integers(0, SIZE - 1))


@given(NUMBERS)
def test_a_set_gives_its_numbers_back(numbers: set[int]) -> None:
    """In order."""
    bits = bits_of(numbers, SIZE)
    assert numbers_in(bits) == sorted(numbers)
    assert first_in(bits, 3) == sorted(numbers)[:3]


def test_nothing_is_a_set_of_nothing() -> None:
    """Also where there are no works at all."""
    assert bits_of([], 0) == 0
    assert numbers_in(0) == []


@given(
    st.lists(st.tuples(st.integers(0, 5_000), NUMBERS), max_size=6),
    st.one_of(NUMBERS, st.just(set(range(SIZE)))),
    st.one_of(st.none(), st.integers(0, 20)),
)
def test_totals_are_sums(
    added: list[tuple[int, set[int]]], among: set[int], limit: int | None
) -> None:
    """The greatest come first, equals in their order."""
    totals, sums = Totals(), [0] * SIZE
    for points, numbers in added:
        totals.add(points, bits_of(numbers, SIZE))
        for number in numbers:
            sums[number] += points
    assert all(totals.of(number) == sums[number] for number in range(0, SIZE, 97))
    best = sorted(among, key=lambda number: (-sums[number], number))
    assert totals.best(bits_of(among, SIZE), limit) == best[:limit]
