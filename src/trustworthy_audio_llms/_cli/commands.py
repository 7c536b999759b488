"""The group with every command in it, each a thin layer over the function of the same name."""

from . import checking, shells, sources, works, writing
from .group import commands

__all__ = ["checking", "commands", "shells", "sources", "works", "writing"]
