"""How Sphinx builds these pages; `.ci/run` does it with warnings as errors."""

import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))  # For the pages' own extensions.

_metadata = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]

project = _metadata["name"]
author = _metadata["authors"][0]["name"]
release = version = _metadata["version"]
project_copyright = f"2026, {author}. Code: MIT. Data: CC0-1.0"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "api_pages",
    "bundled_pages",
    "drawing",
    "house_pages",
]
exclude_patterns = ["_build"]
nitpicky = True
# No other project's inventory is asked, since that would need the network.
nitpick_ignore_regex = [
    ("py:.*", r"(?!trustworthy_audio_llms\b).*"),
    # Types that signatures name and no user ever makes: they have no public name, and no page.
    ("py:class", r"trustworthy_audio_llms\._.*"),
]
nitpick_ignore = [
    ("py:class", "trustworthy_audio_llms._catalog.catalog._Default")
]  # A type variable.

html_theme = "furo"
pygments_dark_style = "github-dark"  # The usual one underlines what is imported.
html_title = f"{project} {release}"
html_show_sphinx = False
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_js_files = [("copying.js", {"defer": "defer"})]
# One accent, that of the page to browse the catalogue; names in signatures are not cried out.
html_theme_options = {
    f"{mode}_css_variables": {
        "color-brand-primary": accent,
        "color-brand-content": accent,
        "color-brand-visited": accent,
        "color-api-name": "var(--color-brand-content)",
        "color-api-pre-name": "var(--color-foreground-muted)",
    }
    for mode, accent in (("light", "#1d4f7c"), ("dark", "#9cc3e8"))
}

myst_enable_extensions = ["deflist", "fieldlist"]
myst_heading_anchors = 3

# Signatures say the types; the pages show the public names, wherever the code behind them is.
add_module_names = False
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 110
toc_object_entries_show_parents = "hide"
napoleon_use_ivar = True
# Docstrings are written as Markdown is: single backticks stand for code.
default_role = "code"
