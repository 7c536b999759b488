"""The door of the command line: what it needs, and what it does without."""

import io
import runpy
import sys

import pytest

from trustworthy_audio_llms._cli.main import main


@pytest.fixture(autouse=True)
def no_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask for nothing."""
    monkeypatch.setattr(sys, "argv", ["prog"])


class Refusing:
    """An importer that refuses one package."""

    def __init__(self, package: str) -> None:
        self.package = package

    def find_spec(self, name: str, *_: object) -> None:
        """Refuse it, and leave all others to the next."""
        if name == self.package:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


class TestMain:
    """`main` runs the commands, where the extra `cli` is installed."""

    @pytest.mark.parametrize("missing", ["click", "rich"])
    @pytest.mark.parametrize("said", [True, False])
    def test_without_the_extra(
        self, monkeypatch: pytest.MonkeyPatch, missing: str, said: bool
    ) -> None:
        """It says what to install, in one line, and ends with 1, however imports fail."""
        if said:
            monkeypatch.delitem(sys.modules, missing, raising=False)
            monkeypatch.setattr(sys, "meta_path", [Refusing(missing), *sys.meta_path])
        else:
            monkeypatch.setitem(sys.modules, missing, None)
        with pytest.raises(SystemExit) as raised:
            main()
        assert raised.value.code == (
            "trustworthy-audio-llms: the command line needs more than the library. Install it with "
            "`pip install 'trustworthy_audio_llms[cli]'`."
        )

    @pytest.mark.parametrize("program", ["tal", "trustworthy-audio-llms", "something.py"])
    def test_it_goes_by_the_name_it_was_called_by(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], program: str
    ) -> None:
        """Its short name, or its own."""
        monkeypatch.setattr(sys, "argv", [f"/usr/bin/{program}", "serch"])
        with pytest.raises(SystemExit):
            main()
        expected = "tal" if program == "tal" else "trustworthy-audio-llms"
        assert capsys.readouterr().err.startswith(f"{expected}: No such command 'serch'.")

    def test_without_something_else(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A broken installation is not taken for one without the extra."""
        monkeypatch.setitem(sys.modules, "trustworthy_audio_llms._cli.saying", None)
        with pytest.raises(ModuleNotFoundError, match="saying"):
            main()

    def test_where_stdout_is_no_stream_of_bytes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """As in a notebook."""
        out = io.StringIO()
        monkeypatch.setattr(sys, "stdout", out)
        with pytest.raises(SystemExit):
            main()
        assert out.getvalue().startswith("Usage: trustworthy-audio-llms ")


def test_the_package_can_be_run(capsys: pytest.CaptureFixture[str]) -> None:
    """`python -m trustworthy_audio_llms` is the same program."""
    with pytest.raises(SystemExit):
        runpy.run_module("trustworthy_audio_llms", run_name="__main__")
    assert capsys.readouterr().out.startswith("Usage: trustworthy-audio-llms ")
