"""`python -m trustworthy_audio_llms` is the command line."""

from ._cli.main import main

main()
