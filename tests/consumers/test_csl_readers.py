"""What reads CSL-JSON gets every work whole, without a warning."""

import json
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from programs import program, run
from survival import HEADER, csl_survivor, expected, losses

from trustworthy_audio_llms import Entry
from trustworthy_audio_llms._exports.csl import to_csl

TEXT = {"type": "string", "minLength": 1}
# The part of the schema of CSL 1.0.2 that our items need, in our own words, and stricter: nothing
# may be empty, and dates are numbers.
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type", "title"],
        "additionalProperties": False,
        "properties": {
            "id": TEXT,
            "type": {
                "enum": [
                    *("article", "article-journal", "dataset", "document", "manuscript"),
                    *("paper-conference", "software"),
                ]
            },
            "author": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": dict.fromkeys(("family", "given", "suffix", "literal"), TEXT),
                    "oneOf": [{"required": ["family", "given"]}, {"required": ["literal"]}],
                },
            },
            "issued": {
                "type": "object",
                "required": ["date-parts"],
                "additionalProperties": False,
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 1,
                        "items": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": 3,
                            "items": {"type": "integer", "minimum": 1},
                        },
                    }
                },
            },
        }
        | dict.fromkeys(
            "title container-title DOI URL keyword abstract note source genre status publisher "
            "number archive archive_location volume issue page ISSN".split(),
            TEXT,
        ),
    },
}


def test_the_schema_holds(works: Sequence[Entry]) -> None:
    """Every item has only fields and types that CSL 1.0.2 knows."""
    jsonschema = pytest.importorskip("jsonschema")

    errors = jsonschema.Draft7Validator(SCHEMA).iter_errors(json.loads(to_csl(works)))

    assert [error.message for error in errors] == []


class TestPandoc:
    """pandoc, which refuses a file with a null in it."""

    def test_every_work_survives(self, works: Sequence[Entry], tmp_path: Path) -> None:
        """Pandoc says nothing, and everything comes back."""
        text = to_csl(works, header=HEADER)

        done = run(program("pandoc"), "-f", "csljson", "-t", "csljson", cwd=tmp_path, text=text)

        assert done.stderr == ""
        found = [csl_survivor(item) for item in json.loads(done.stdout)]
        assert losses(found, expected(works)) == []

    def test_every_work_is_printed(self, works: Sequence[Entry], tmp_path: Path) -> None:
        """A document that cites everything has everything in its bibliography."""
        tmp_path.joinpath("works.json").write_text(to_csl(works), encoding="utf-8")

        done = run(
            program("pandoc"),
            *("--citeproc", "--bibliography", "works.json", "-t", "html"),
            cwd=tmp_path,
            text="---\nnocite: '@*'\n---\n",
        )

        assert done.stderr == ""
        missing = [
            work.key for work in expected(works) if f'id="ref-{work.key}"' not in done.stdout
        ]
        assert missing == []


class TestCiteprocPy:
    """citeproc-py, which warns of fields and types it does not know."""

    @pytest.mark.filterwarnings("ignore::DeprecationWarning")
    def test_every_work_is_read(self, works: Sequence[Entry]) -> None:
        """There is no warning, and each work is there."""
        source = pytest.importorskip("citeproc.source.json")

        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always", UserWarning)
            read = source.CiteProcJSON(json.loads(to_csl(works, header=HEADER)))

        assert [str(warning.message) for warning in said] == []
        assert sorted(read) == sorted(work.key.lower() for work in expected(works))


class TestCitationJs:
    """citation-js; where Node does not find it by itself, NODE_PATH says where it is."""

    READ = """
        const { Cite } = require("@citation-js/core");
        require("@citation-js/plugin-csl");
        const text = require("fs").readFileSync(0, "utf8");
        console.log(JSON.stringify(new Cite(text).data.map(({ _graph, ...item }) => item)));
    """

    def test_every_work_survives(self, works: Sequence[Entry], tmp_path: Path) -> None:
        """Everything comes back."""
        node = program("node")
        if run(node, "-e", "require('@citation-js/plugin-csl')", cwd=tmp_path).returncode:
            pytest.skip("Node does not find citation-js")

        done = run(node, "-e", self.READ, cwd=tmp_path, text=to_csl(works, header=HEADER))

        assert done.returncode == 0, done.stderr
        found: list[dict[str, Any]] = json.loads(done.stdout)
        assert losses(list(map(csl_survivor, found)), expected(works)) == []
