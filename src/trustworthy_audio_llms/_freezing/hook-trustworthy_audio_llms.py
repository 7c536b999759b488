"""PyInstaller's hook: modules that are loaded by name when they are first used, and the data."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules, copy_metadata

# The command line, the hook itself and what needs an extra are found by whoever imports them.
hiddenimports = collect_submodules(
    "trustworthy_audio_llms", filter=lambda name: "._cli" not in name and "._freezing" not in name
)
datas = collect_data_files("trustworthy_audio_llms") + copy_metadata("trustworthy_audio_llms")
