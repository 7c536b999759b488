"""Where the hook lies."""

from pathlib import Path


def hook_folders() -> list[str]:
    """The folder with the hook, which PyInstaller finds by the entry point `pyinstaller40`."""
    return [str(Path(__file__).parent)]
