"""Fuzz one target: guided by coverage, from the corpus on, until something fails or time is up.

An input that fails is written into the current folder; once it is mended, the input goes into the
corpus, where the tests run it for ever.
"""

import argparse
import contextlib
import importlib
import importlib.util
import pkgutil
import sys
import tempfile
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
LONGEST_INPUT = 8192
SECONDS_AN_INPUT = 20
MEBIBYTES = 1024


def main() -> int:
    """Fuzz what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    # The folders of the corpus, since importing the targets would bring what is to be watched.
    targets = sorted(path.name for path in CORPUS.iterdir())
    parser.add_argument("target", choices=targets)
    parser.add_argument("--seconds", type=int, default=60, help="how long (60); 0 for without end")
    parser.add_argument("--runs", type=int, default=-1, help="how many inputs (-1: any number)")
    parser.add_argument("--seed", type=int, default=0, help="what chance begins with (0: the time)")
    parser.add_argument("--found", help="a folder that keeps the inputs which reach new code")
    arguments = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        print("nothing is fuzzed: it needs the package atheris, which there is for Linux")
        return 0

    import atheris

    with atheris.instrument_imports(include=["trustworthy_audio_llms"]):
        import trustworthy_audio_llms

        # What is imported later, when it is first used, would not be seen.
        for module in pkgutil.walk_packages(
            trustworthy_audio_llms.__path__, "trustworthy_audio_llms."
        ):
            if not module.name.endswith("__main__"):
                with contextlib.suppress(ImportError):  # Some need an extra, which may be absent.
                    importlib.import_module(module.name)
    from .targets import TARGETS

    with tempfile.TemporaryDirectory() as folder:
        options = [
            f"-max_total_time={arguments.seconds}",
            f"-runs={arguments.runs}",
            f"-seed={arguments.seed}",
            f"-max_len={LONGEST_INPUT}",
            f"-timeout={SECONDS_AN_INPUT}",
            f"-rss_limit_mb={MEBIBYTES}",
            "-print_final_stats=1",
        ]
        words = CORPUS.parent / "words" / f"{arguments.target}.dict"
        options += [f"-dict={words}"] if words.exists() else []
        folders = [arguments.found or folder, str(CORPUS / arguments.target)]
        atheris.Setup([sys.argv[0], *options, *folders], TARGETS[arguments.target])
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
