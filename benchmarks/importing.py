"""What the import costs, in instructions, beside `import attrs`."""

from collections.abc import Iterator

from .measure import Measurement, instructions


def measurements() -> Iterator[Measurement]:
    """Count the instructions of an import, less those of a bare interpreter."""
    codes = ("pass", "import trustworthy_audio_llms", "import attrs")
    # The first run of each writes the compiled modules, and is not counted.
    bare, ours, peer = ([instructions(code) for _ in range(2)][-1] for code in codes)
    if bare is None or ours is None or peer is None:
        ours = peer = None
        remark = "needs valgrind"
    else:
        ours, peer = ours - bare, peer - bare
        remark = ""
    yield Measurement("import", ours, peer, "import attrs", 1.2, unit="M", remark=remark)
