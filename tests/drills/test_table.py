"""The table of faults survived is what the drills do."""

from pathlib import Path

from oracle import Row

from tests.drills import test_bombs, test_damage, test_folders, test_kills, test_network

PAGE = Path(__file__).parents[2] / "docs" / "faults.md"
MODULES = (test_kills, test_folders, test_damage, test_network, test_bombs)


def table() -> str:
    """The table, in Markdown."""
    rows: list[Row] = [row for module in MODULES for row in module.ROWS]
    lines = [f"| {row.fault} | {row.drills} | {row.left} |" for row in rows]
    total = sum(row.drills for row in rows)
    return "\n".join(
        [
            f"These are {total} drills.",
            "",
            "| fault | drills | what is left |",
            "| --- | ---: | --- |",
            *lines,
        ]
    )


def test_the_page_has_the_table() -> None:
    """The page shows every row, with the number of drills; this prints what it should be."""
    assert table() in PAGE.read_text(encoding="utf-8"), f"docs/faults.md should have:\n{table()}"


def test_every_module_of_drills_is_in_it() -> None:
    """No module is left out."""
    names = {path.stem for path in Path(__file__).parent.glob("test_*.py")} - {"test_table"}
    assert names == {Path(str(module.__file__)).stem for module in MODULES}
