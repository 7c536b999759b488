"""What is said of a work at several places, put together."""

import pytest

from trustworthy_audio_llms import PartialDate
from trustworthy_audio_llms._lists.authors import Authors
from trustworthy_audio_llms._lists.facts import NOTHING, Facts

ANN, BO = Authors(("Ann Example",)), Authors(("Bo Sample",))
VENUE = Facts(PartialDate(2024), "ICASSP 2024")


class TestFilled:
    """What one place leaves blank another may say."""

    def test_what_is_said_already(self) -> None:
        """Stays as it is."""
        first = Facts(PartialDate(2024), "ICASSP 2024", "accepted", ANN)
        second = Facts(PartialDate(2022), "Interspeech", "preprint", BO)

        assert first.filled(second) == first
        assert NOTHING.filled(second) == second
        assert Facts(venue="ICASSP").filled(second) == second._replace(venue="ICASSP")

    @pytest.mark.parametrize(
        ("facts", "date", "kept"),
        [
            (VENUE, PartialDate(2023, 11), PartialDate(2023, 11)),
            (VENUE, PartialDate(2019, 11), PartialDate(2024)),
            (VENUE, PartialDate(2025, 1), PartialDate(2024)),
            (VENUE, PartialDate(2023), PartialDate(2024)),
            (Facts(PartialDate(2024)), PartialDate(2023, 11), PartialDate(2024)),
        ],
    )
    def test_a_month_beside_the_year_of_a_venue(
        self, facts: Facts, date: PartialDate, kept: PartialDate
    ) -> None:
        """It is when the work was public first, if that was not long before."""
        assert facts.filled(Facts(date)).date == kept

    def test_a_month_of_another_venue(self) -> None:
        """Is not that of this one."""
        assert VENUE.filled(Facts(PartialDate(2023, 11), "Interspeech")).date == PartialDate(2024)


class TestWhetherAnythingIsSaid:
    """Facts are true where they say something."""

    def test_any_of_them(self) -> None:
        """Names count, and that they are complete does not."""
        assert not NOTHING
        assert not Facts(authors=Authors(complete=False))
        assert all((Facts(PartialDate(2024)), Facts(venue="ICASSP"), Facts(authors=ANN)))
        assert Facts(status="accepted")
