"""The group with every command in it, each a thin layer over the function of the same name."""

from . import checking, drawing, reviewing, shells, sources, works, writing
from .group import commands

__all__ = ["checking", "commands", "drawing", "reviewing", "shells", "sources", "works", "writing"]
