"""LaTeX prints hostile references in every classic style, and runs nothing of what they hold."""

from pathlib import Path

import pytest
from programs import program, run

from trustworthy_audio_llms import Catalog, Dataset, Paper

EVIL = "\\immediate\\write18{touch pwned} ^^5cimmediate^^5copenout1=evil.tex #1 $x % & _ ~ {"
WORKS = [
    Paper(
        title=f"One {EVIL}",
        authors=["Ana Roe", EVIL],
        date="2025",
        doi="10.1000/1^^5cimmediate^^5copenout1=evil.tex%20&~$_x<y>z",
        venue=f"Lab Days {EVIL}",
        volume=EVIL,
        number=EVIL,
        pages=EVIL,
        note=EVIL,
        abstract=EVIL,
        keywords=[EVIL],
        verified=True,
        citekey="one2025",
    ),
    Paper(
        title="Two",
        authors=["Bo Li"],
        date="2024",
        arxiv="2405.01230",
        arxiv_category=EVIL,
        verified=True,
    ),
    Paper(title="Three", authors=["Bo Li"], date="2024", url="https://a.org/^^5cinput{x}%20$#&~_"),
    Dataset(title="Four", name=EVIL, description=EVIL, source=EVIL),
]
STYLES = "plain alpha abbrv unsrt apalike ieeetr acm siam amsplain plainnat abbrvnat unsrtnat"


@pytest.mark.parametrize("package", ["", "\\usepackage{hyperref}"])
@pytest.mark.parametrize("style", STYLES.split())
def test_it_prints_and_runs_nothing(tmp_path: Path, style: str, package: str) -> None:
    """No error, no file, and the identifier of what is only on arXiv is printed."""
    for name in ("pdflatex", "bibtex", "pdftotext"):
        program(name)
    (tmp_path / "refs.bib").write_text(Catalog(WORKS).to_bibtex(), encoding="utf-8")
    natbib = "\\usepackage{natbib}" if style.endswith("nat") else ""
    (tmp_path / "paper.tex").write_text(
        "\\documentclass{article}\\usepackage[T1]{fontenc}\\usepackage{url}"
        f"{natbib}{package}\\begin{{document}}\\nocite{{*}}\\bibliographystyle{{{style}}}"
        "\\bibliography{refs}\\end{document}",
        encoding="utf-8",
    )
    latex = ["pdflatex", "-interaction=nonstopmode", "-no-shell-escape", "paper.tex"]
    run(*latex, cwd=tmp_path)
    run("bibtex", "paper", cwd=tmp_path)
    run(*latex, cwd=tmp_path)
    log = run(*latex, cwd=tmp_path).stdout
    printed = run("pdftotext", "paper.pdf", "-", cwd=tmp_path).stdout

    assert [line for line in log.splitlines() if line.startswith("!")] == []
    assert "arXiv:2405.01230" in "".join(printed.split())
    assert {path.stem for path in tmp_path.iterdir()} == {"refs", "paper"}
