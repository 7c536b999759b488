"""What the tests of the command line stand on."""

import pytest
from commandline import Run, runner


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs the command line with arguments."""
    return runner(monkeypatch, capfdbinary)
