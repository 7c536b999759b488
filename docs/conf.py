"""How Sphinx builds these pages; `.ci/run` does it with warnings as errors."""

import tomllib
from pathlib import Path

_metadata = tomllib.loads(
    (Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")
)["project"]

project = _metadata["name"]
author = _metadata["authors"][0]["name"]
release = version = _metadata["version"]
project_copyright = f"2026, {author}. Code: MIT. Data: CC0-1.0"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"{project} {release}"

myst_enable_extensions = ["deflist", "fieldlist"]
myst_heading_anchors = 3

# Signatures say the types; the pages show the public names, wherever the code behind them is.
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
python_use_unqualified_type_names = True
# Docstrings are written as Markdown is: single backticks stand for code.
default_role = "code"
