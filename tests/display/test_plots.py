"""The plots of a catalog: what they count, what they say, and who can read them."""

import datetime
import itertools
import math
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import ENTRIES, entries, texts

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import Catalog, Entry, InvalidQuery, Paper, PartialDate, Snapshot
from trustworthy_audio_llms._display.charts import text_colour
from trustworthy_audio_llms._display.looks import COLOURS, REST, looks_of

PLOTS = ("months", "topics", "kinds", "venues", "cooccurrence")


@pytest.fixture(autouse=True)
def pyplot() -> Iterator[Any]:
    """pyplot, which draws into memory here, without the figures of other tests; all are closed."""
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    import matplotlib.pyplot as plt

    with plt.rc_context({"backend": "agg"}):
        plt.close("all")
        yield plt
        plt.close("all")


def works(*facts: tuple[str | None, str], **more: Any) -> Catalog:
    """Works of these dates and topics (several with blanks between them)."""
    return Catalog(
        [
            Paper(title=f"Work {number}", date=date, topics=topics.split(), **more)
            for number, (date, topics) in enumerate(facts)
        ],
        snapshot=Snapshot(name="mine", digest="sha256:0", date=PartialDate(2026, 1)),
    )


def notes(ax: Any) -> list[str]:
    """The lines below a title."""
    lines: list[str] = ax.texts[0].get_text().split("\n")
    return lines


def legend(ax: Any) -> list[str]:
    """What the parts of stacked bars are called, the uppermost first."""
    return [text.get_text() for text in ax.get_legend().get_texts()]


def heights(ax: Any) -> dict[str, list[int]]:
    """For each part of stacked bars, its height in each."""
    return {part.get_label(): [int(bar.get_height()) for bar in part] for part in ax.containers}


def labels(axis: Any) -> list[str]:
    """What stands at an axis."""
    return [text.get_text() for text in axis.get_ticklabels()]


def bars(ax: Any) -> dict[str, int]:
    """The bars from top to bottom, by label."""
    assert ax.yaxis_inverted()
    return dict(zip(labels(ax.yaxis), (int(bar.get_width()) for bar in ax.patches), strict=True))


def cells(ax: Any) -> dict[tuple[str, str], int]:
    """The counts that stand in the cells of a table, by row and column."""
    rows, columns = labels(ax.yaxis), labels(ax.xaxis)
    found = {}
    for text in ax.texts[1:]:
        x, y = text.get_position()
        found[rows[int(y)], columns[int(x)]] = int(text.get_text())
    return found


class TestMonths:
    """Works a month, stacked by topic."""

    def test_a_work_counts_once_under_its_main_topic(self) -> None:
        """A bar is as high as the month has works; months between are there, and empty."""
        catalog = works(
            ("2025-01-03", "safety/jailbreak fairness"),
            ("2025-01", "safety"),
            ("2025-03", "privacy"),
        )
        ax = catalog.plot.months()
        assert heights(ax) == {"Safety": [2, 0, 0], "Privacy": [0, 0, 1]}
        legend = ax.get_legend()
        assert legend is not None
        assert legend.get_title().get_text() == "Main topic"
        assert labels(ax.xaxis) == ["Jan\n2025", "Feb", "Mar"]

    def test_parts_lie_in_the_order_of_the_legend(self) -> None:
        """The largest at the bottom; the legend reads downwards as the bars do."""
        ax = works(
            ("2025-01", "safety"), ("2025-01", "privacy"), ("2025-02", "privacy")
        ).plot.months()
        assert legend(ax) == ["Safety", "Privacy"]
        below, above = ax.containers
        assert above[0].get_y() == below[0].get_height() == 1

    def test_what_has_no_colour_is_other_and_what_has_no_topic_says_so(self) -> None:
        """Nothing is dropped; what has no topic is hatched."""
        catalog = works(
            ("2025-01", "safety"), ("2025-01", "safety"), ("2025-01", "privacy"), ("2025-01", "")
        )
        ax = catalog.plot.months(top=1)
        assert heights(ax) == {"Safety": [2], "Other topics": [1], "No topic": [1]}
        assert [bool(part[0].get_hatch()) for part in ax.containers] == [False, False, True]

    def test_other_topics_are_grey_also_where_colours_are_left(self) -> None:
        """Grey means the rest, in every plot."""
        ax = works(("2025-01", "safety"), ("2025-01", "privacy"), ("2025-01", "")).plot.months(
            top=1
        )
        colours = [_hex(part[0].get_facecolor()) for part in ax.containers]
        privacy = COLOURS[1].lower()  # Of equal counts, the first by letter.
        assert colours == [privacy, REST.lower(), REST.lower()]

    def test_the_last_months(self) -> None:
        """As many as asked for; what is earlier, or known less exactly, is counted below."""
        catalog = works(
            ("2024-12", "safety"), ("2025-02", "safety"), ("2025", "safety"), (None, "x")
        )
        ax = catalog.plot.months(last=2)
        assert heights(ax) == {"Safety": [0, 1]}
        assert notes(ax)[-1] == "Not shown: 2 without a month, 1 before 2025-01."
        assert heights(catalog.plot.months(last=None)) == {"Safety": [1, 0, 1]}

    @pytest.mark.parametrize(
        ("first", "months", "shown"),
        [
            ("2025-12", 1, ["Dec\n2025"]),
            ("2024-11", 14, ["Nov\n2024", "Dec", "Jan\n2025", "Feb"]),
            ("2024-11", 15, ["Jan\n2025", "Apr", "Jul", "Oct", "Jan\n2026"]),
            ("2024-02", 43, ["Jan\n2025", "Jan\n2026", "Jan\n2027"]),
            ("1980-08", 549, ["Jan\n1983", "Jan\n1986"]),
        ],
    )
    def test_ticks_are_few_enough_to_read(self, first: str, months: int, shown: list[str]) -> None:
        """Every month, the quarters, Januaries, or some of them."""
        year, month = divmod(int(first[:4]) * 12 + int(first[5:]) - 2 + months, 12)
        ax = works((first, "safety"), (f"{year}-{month + 1:02}", "safety")).plot.months(last=None)
        assert labels(ax.xaxis)[: len(shown)] == shown[: len(labels(ax.xaxis))]
        assert len(labels(ax.xaxis)) <= 24

    @pytest.mark.parametrize(
        ("as_of", "paler"),
        [
            ("2025-03-09", [False, False, True, True]),
            ("2025-03-31", [False, False, False, True]),
            ("2025-03", [False, False, True, True]),
            (PartialDate(2025, 2, 28), [False, False, True, True]),
            (datetime.date(2025, 4, 30), [False, False, False, False]),
            ("2025", [False, False, False, False]),
            ("2024-01", [True, True, True, True]),
        ],
    )
    def test_what_is_not_over_is_paler(self, as_of: Any, paler: list[bool]) -> None:
        """The month of that day and all after it; the legend says so, where there are any."""
        ax = works(("2025-01", "safety"), ("2025-04", "safety")).plot.months(as_of=as_of)
        assert [bar.get_alpha() is not None for bar in ax.patches] == paler
        told = [f"Paler: known up to {as_of}"] if any(paler) else []
        assert legend(ax) == ["Safety", *told]

    def test_what_is_not_over_is_said_by_the_snapshot(self) -> None:
        """And not by today's date; without a date, all is taken to be over."""
        ax = works(("2025-12", "safety"), ("2026-01", "safety")).plot.months()
        assert legend(ax) == ["Safety", "Paler: known up to 2026-01"]
        undated = Catalog([Paper(title="T", date="2025-12", topics=("safety",))]).plot.months()
        assert legend(undated) == ["Safety"]

    def test_a_date_that_is_none(self, pyplot: Any) -> None:
        """The error shows how one is written; nothing is drawn."""
        with pytest.raises(InvalidQuery, match="`as_of` must be a date like .*, not 'soon'"):
            works(("2025-12", "safety")).plot.months(as_of="soon")
        assert pyplot.get_fignums() == []


class TestTopics:
    """Works by topic and year."""

    @pytest.mark.parametrize(
        ("as_of", "hatched"), [("2025-06-30", 2), ("2025-12-31", 1), ("2026", 1), ("2027", 0)]
    )
    def test_a_year_that_is_not_over_is_hatched(self, as_of: str, hatched: int) -> None:
        """The counts in it stay readable, and a line says what the hatching means."""
        ax = works(("2024", "safety"), ("2026", "safety")).plot.topics(as_of=as_of)
        assert [box.get_x() for box in cast(Any, ax.patches)] == list(range(3 - hatched, 3))
        assert (f"Hatched: known up to {as_of}." in notes(ax)) == bool(hatched)

    def test_cells_are_the_darker_the_more_they_hold(self) -> None:
        """From one hue's lightest to its darkest, in every step."""
        import matplotlib as mpl

        shades = [mpl.colormaps["Blues"](shade)[:3] for shade in range(256)]
        lightness = [lab(_hex(shade), "all cones")[0] for shade in shades]
        assert sorted(lightness, reverse=True) == lightness
        assert lightness[0] > 95
        ax = works(("2024", "safety")).plot.topics()
        assert ax.collections[0].get_cmap().name == "Blues"

    def test_a_work_counts_under_each_topic_once(self) -> None:
        """Two topics below one are one topic at the top; a line says how works count."""
        catalog = works(("2024", "safety/jailbreak safety/defense fairness"), ("2026", "safety"))
        ax = catalog.plot.topics()
        assert cells(ax) == {
            ("Safety", "2024"): 1,
            ("Fairness and bias", "2024"): 1,
            ("Safety", "2026"): 1,
        }
        assert labels(ax.xaxis) == ["2024", "2025", "2026"]
        assert "A work counts under each of its topics." in notes(ax)

    def test_deeper_levels(self) -> None:
        """What belongs to no topic below one is general; unknown topics go by their slugs."""
        catalog = works(
            ("2024", "safety/jailbreak safety"), ("2024", "capability"), ("2024", "x/y")
        )
        assert labels(catalog.plot.topics(level=2).yaxis) == [
            "Capability",
            "Jailbreaks",
            "Safety (general)",
            "x/y",
        ]

    def test_rows_by_size_and_no_topic_last(self) -> None:
        """What is not shown is counted, in works."""
        catalog = works(
            ("2024", ""),
            ("2024", ""),
            ("2024", "privacy"),
            ("2024", "safety privacy"),
            ("2024", "fairness"),
            (None, "safety"),
            ("2010", "safety"),
        )
        ax = catalog.plot.topics(top=1, last=3)
        assert labels(ax.yaxis) == ["Privacy", "No topic"]
        assert ax.yaxis_inverted()
        assert (
            notes(ax)[-1] == "Not shown: 1 without a date, 1 before 2022, 1 in topics with fewer."
        )

    def test_it_agrees_with_count(self) -> None:
        """The cells of the real catalogue add up to what `count` says."""
        catalog = tal.load()
        drawn = cells(catalog.plot.topics(level=9, top=99, last=None))
        titles = {topic.slug: topic.title for topic in tal.topics()}
        for slug in ("safety/jailbreak", "deepfake/detection"):
            dated = catalog.where(lambda entry: entry.year is not None)
            row = sum(count for (title, _), count in drawn.items() if title == titles[slug])
            assert row == dated.count("topic")[slug]


class TestKinds:
    """Works by kind."""

    def test_bars_by_size(self) -> None:
        """A survey is no paper here; the counts stand at the bars."""
        ax = Catalog(ENTRIES).plot.kinds()
        assert bars(ax) == {
            "Papers": 7,
            "Benchmarks": 2,
            "Datasets": 1,
            "Surveys": 1,
            "Toolkits": 1,
        }
        assert [text.get_text() for text in ax.texts[1:]] == ["7", "2", "1", "1", "1"]


class TestVenues:
    """Works by venue."""

    @pytest.mark.parametrize(
        ("venue", "shown"),
        [
            ("ACL 2025", "ACL"),
            ("ICASSP2026", "ICASSP"),
            ("ACL '25", "ACL"),
            ("Findings of ACL 2025", "Findings of ACL"),
            ("Proc. of ICASSP 2024", "ICASSP"),
            ("Nowhere Known 2025", "Nowhere Known"),
            ("ASVspoof 2024 Workshop", "ASVspoof Workshop"),
            ("2025", "2025"),
            ("Track 12345", "Track 12345"),
        ],
    )
    def test_without_the_year(self, venue: str, shown: str) -> None:
        """The years of a venue are one; each counts for itself when asked."""
        catalog = works((None, ""), venue=venue)
        assert bars(catalog.plot.venues()) == {shown: 1}
        assert bars(catalog.plot.venues(editions=True)) == {venue: 1}

    def test_what_is_not_shown_or_not_published_is_said(self) -> None:
        """Works without a venue, at others, and under review."""
        records = [Paper(title=str(number), venue="ACL 2025") for number in range(3)]
        records += [Paper(title="K", venue="KDD", status="under-review"), Paper(title="N")]
        ax = Catalog(records).plot.venues(top=1)
        assert bars(ax) == {"ACL": 3}
        assert notes(ax)[1:] == [
            "1 of them under review.",
            "Not shown: 1 without a venue, 1 at venues with fewer.",
        ]


class TestCooccurrence:
    """The works that two topics share."""

    def test_pairs_below_the_diagonal_and_all_works_on_it(self) -> None:
        """Once each; the diagonal has no colour."""
        catalog = works(
            (None, "safety/jailbreak fairness safety/defense"),
            (None, "safety"),
            (None, "fairness"),
            (None, "safety fairness"),
            (None, ""),
            (None, "privacy"),
        )
        ax = catalog.plot.cooccurrence(top=2)
        assert cells(ax) == {
            ("Fairness and bias", "Fairness and bias"): 3,
            ("Safety", "Safety"): 3,
            ("Safety", "Fairness and bias"): 2,
        }
        (mesh,) = ax.collections
        drawn: Any = mesh.get_array()  # A masked array.
        assert drawn.count() == 1
        assert notes(ax)[-1] == "Not shown: 1 without a topic, 1 in topics with fewer."


class TestTitle:
    """Every plot says what it shows of which snapshot."""

    @pytest.mark.parametrize("plot", PLOTS)
    def test_says_how_many_works_of_what(self, plot: str) -> None:
        """Count, snapshot, its date, and how many steps chose them."""
        catalog = works(("2025-01", "safety"), ("2025-02", "privacy"))
        assert notes(getattr(catalog.plot, plot)())[0] == "2 works, snapshot mine of 2026-01"
        one = getattr(catalog[:1].plot, plot)()
        assert notes(one)[0] == "1 work, snapshot mine of 2026-01, 1 filter applied"
        assert one.get_title(loc="left").startswith("Works ")

    def test_a_commit_is_shortened(self) -> None:
        """As git shows it; and a snapshot need not have a date."""
        snapshot = Snapshot(name=f"github:owner/list@{'a1' * 20}", digest="sha256:0")
        ax = Catalog(snapshot=snapshot)[:0].sort("year").plot.kinds()
        assert notes(ax) == ["0 works, snapshot github:owner/list@a1a1a1a, 2 filters applied"]

    @pytest.mark.parametrize("plot", PLOTS)
    def test_an_empty_catalog(self, plot: str) -> None:
        """Labelled axes that say there is nothing."""
        ax = getattr(Catalog().plot, plot)()
        assert notes(ax)[0] == "0 works, snapshot unsaved"
        assert ax.texts[-1].get_text() == "Nothing to show"
        ax.figure.canvas.draw()


class TestAxes:
    """Where the plots are drawn."""

    @pytest.mark.parametrize("plot", PLOTS)
    def test_a_new_figure_or_the_axes_given(self, plot: str, pyplot: Any) -> None:
        """One figure more in pyplot, for a notebook to show once; or none, and pyplot is left."""
        from matplotlib.figure import Figure

        draw = getattr(Catalog(ENTRIES).plot, plot)
        ax = draw()
        assert pyplot.get_fignums() == [ax.figure.number]
        given_ = Figure().subplots()
        assert draw(ax=given_) is given_
        assert len(pyplot.get_fignums()) == 1

    @pytest.mark.parametrize("plot", PLOTS)
    def test_labels_fit(self, plot: str) -> None:
        """Nothing of the real catalogue lies outside its figure."""
        ax = getattr(tal.load().plot, plot)()
        ax.figure.canvas.draw()
        box, figure = ax.get_tightbbox(), ax.figure.bbox
        assert box.x0 >= figure.x0 - 1
        assert box.y0 >= figure.y0 - 1
        assert box.x1 <= figure.x1 + 1
        assert box.y1 <= figure.y1 + 1

    def test_the_accessor_names_the_plots(self) -> None:
        """At a prompt."""
        assert repr(Catalog().plot) == f"<Plots: {', '.join(PLOTS)}>"

    def test_asking_for_plots_loads_no_matplotlib(self) -> None:
        """Nor does importing what draws."""
        code = (
            "import sys, trustworthy_audio_llms as tal; tal.load().plot;"
            "print({'matplotlib', 'numpy'} & set(sys.modules))"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
        assert done.stdout.strip() == b"set()"

    @pytest.mark.parametrize("plot", PLOTS)
    def test_without_matplotlib(self, plot: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """The error says what to install."""
        monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)
        monkeypatch.setitem(sys.modules, "matplotlib", None)
        with pytest.raises(ModuleNotFoundError, match="plot needs matplotlib") as caught:
            getattr(Catalog(ENTRIES).plot, plot)()
        assert "pip install 'trustworthy_audio_llms[plot]'" in str(caught.value)

    @pytest.mark.parametrize(
        ("plot", "wrong"),
        [
            ("months", {"top": 8}),
            ("months", {"top": 0}),
            ("months", {"last": 0}),
            ("topics", {"last": "3"}),
            ("topics", {"level": 0}),
            ("topics", {"top": None}),
            ("venues", {"top": 2.5}),
            ("cooccurrence", {"top": -1}),
            ("months", {"level": 0}),
            ("cooccurrence", {"level": "x"}),
        ],
    )
    def test_numbers_that_cannot_be(self, plot: str, wrong: dict[str, Any], pyplot: Any) -> None:
        """An error that names them, and no figure."""
        ((name, value),) = wrong.items()
        with pytest.raises(InvalidQuery, match=f"`{name}` must be a whole number from 1") as caught:
            getattr(Catalog(ENTRIES).plot, plot)(**wrong)
        assert caught.value.value == value
        assert pyplot.get_fignums() == []


class TestTexts:
    """Lists are written by anybody."""

    @pytest.mark.parametrize("latex", [False, True])
    def test_a_text_is_no_formula(self, latex: bool, pyplot: Any) -> None:
        r"""`$\frac$` is drawn as it is written, also where the user's texts are LaTeX."""
        number = re.compile(r"[−\d.]*|\$\\mathdefault\{.*\}\$")
        entry = Paper(title="T", venue=r"$\frac$ & \input{x} 100%", date="2025-01")
        snapshot = Snapshot(name="costs $5 and $6_", digest="sha256:0")
        with pyplot.rc_context({"text.usetex": latex}):
            for plot in PLOTS:
                ax = getattr(Catalog([entry], snapshot=snapshot).plot, plot)()
                drawn = [ax.texts[0], ax.title, *ax.get_yticklabels(), *ax.get_xticklabels()]
                legend = ax.get_legend()
                drawn += [*legend.get_texts(), legend.get_title()] if legend else []
                told = [text for text in drawn if not number.fullmatch(text.get_text())]
                assert not any(text.get_usetex() or text.get_parse_math() for text in told)
        assert labels(Catalog([entry]).plot.venues().yaxis) == [entry.venue]

    def test_nothing_turns_the_order_of_writing(self) -> None:
        """Nor does a label hold anything else that is no text."""
        assert bars(works((None, ""), venue="a\u202eb\x1b[31mc").plot.venues()) == {"abc": 1}

    def test_a_long_label_is_cut(self) -> None:
        """It would leave no room for the bars."""
        (label,) = bars(works((None, ""), venue="x" * 49).plot.venues())
        assert label == "x" * 47 + "…"

    @pytest.mark.filterwarnings("ignore:Glyph")
    @pytest.mark.filterwarnings("ignore:Matplotlib currently does not support")
    @settings(max_examples=15, deadline=None)
    @given(st.lists(entries(), max_size=4), texts, st.sampled_from(PLOTS))
    def test_any_text_can_be_drawn(self, records: list[Entry], name: str, plot: str) -> None:
        """Whatever the entries hold."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        figure = Figure()
        catalog = Catalog(records, snapshot=Snapshot(name=name, digest="sha256:0"))
        ax = getattr(catalog.plot, plot)(ax=figure.subplots())
        FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]
        assert "\n" not in notes(ax)[0]


# How people see who lack one sort of cones: Machado, Oliveira and Fernandes, A
# Physiologically-based Model for Simulation of Color Vision Deficiency, 2009,
# doi:10.1109/TVCG.2009.113, severity 1.0.
SIGHT = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# Linear sRGB to CIE XYZ, each by its value for white (IEC 61966-2-1, D65).
TO_XYZ = (
    (0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883),
)


def _hex(colour: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in colour[:3])


def _linear(colour: str) -> list[float]:
    parts = [int(part, 16) / 255 for part in re.findall(r"[0-9A-Fa-f]{2}", colour)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def _times(matrix: Any, vector: list[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def lab(colour: str, sight: str) -> tuple[float, float, float]:
    """A colour as CIELAB, as somebody sees it."""
    seen = [min(1.0, max(0.0, part)) for part in _times(SIGHT[sight], _linear(colour))]
    x, y, z = (
        math.cbrt(c) if c > 216 / 24389 else (24389 / 27 * c + 16) / 116
        for c in _times(TO_XYZ, seen)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


class TestColours:
    """Readers with any sight can tell apart what is drawn, and read what is written."""

    @pytest.mark.parametrize("sight", SIGHT)
    def test_any_two_parts_differ(self, sight: str) -> None:
        """By at least 15 in CIELAB; a difference of 2.3 can just be seen, side by side."""
        seen = [lab(colour, sight) for colour in (*COLOURS, REST)]
        assert min(math.dist(a, b) for a, b in itertools.combinations(seen, 2)) > 15

    def test_a_topic_looks_the_same_in_every_figure(self) -> None:
        """Whatever else is drawn, and in whichever order; also beside the rows of a table."""
        few = works(("2025-01", "privacy"), ("2025-01", "x/new")).plot.months()
        many = works(
            ("2025-01", "safety"), ("2025-01", "safety"), ("2025-01", "privacy"), ("2025-01", "x")
        ).plot.months()

        def drawn(ax: Any) -> dict[str, Any]:
            return {part.get_label(): part[0].get_facecolor() for part in ax.containers}

        assert drawn(few)["Privacy"] == drawn(many)["Privacy"]
        assert drawn(few)["x"] == drawn(many)["x"]
        mark: Any
        (mark, *_) = works(("2025", "privacy")).plot.topics().artists
        (square,) = mark.offsetbox.get_children()
        assert square.get_facecolor() == drawn(few)["Privacy"]

    def test_no_two_topics_look_alike(self) -> None:
        """Those of a family, and the one above them, differ in colour, and not by pattern alone."""
        looks = looks_of([topic.slug for topic in tal.topics()])
        assert len(set(looks.values())) == len(looks)
        for topic in tal.topics().children():
            family = [topic, *tal.topics().children(topic.slug)]
            assert len({looks[one.slug].colour for one in family}) == len(family)

    def test_topics_of_a_list_differ_too(self) -> None:
        """A look by the name, or the next that is free; with more of them than looks, any."""
        names = [f"new-{number}" for number in range(30)]
        assert len(set(looks_of(names).values())) == len(names)
        assert looks_of(names[:1]) == looks_of(names[:1])
        assert len(looks_of([f"new-{number}" for number in range(50)])) == 50

    def test_counts_in_cells_can_be_read(self) -> None:
        """On every shade the map has, with the contrast that WCAG 2.2 asks of text."""
        import matplotlib as mpl

        for shade in range(256):
            background = mpl.colormaps["Blues"](shade)[:3]
            light = _times(((0.2126, 0.7152, 0.0722),), _linear(_hex(background)))[0] + 0.05
            contrast = light / 0.05 if text_colour(background) == "black" else 1.05 / light
            assert contrast >= 4.5
