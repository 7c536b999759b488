"""Print constraints that pin every dependency of the library to the oldest release it claims."""

import re
import tomllib
from pathlib import Path

# Of compiled packages, old releases can only be had for the oldest Python.
COMPILED = ("arrow", "pandas", "plot", "polars")


def oldest(requirements: list[str], condition: str = "") -> list[str]:
    """Turn `name>=1.2` into `name==1.2`; a requirement without a lower bound is a mistake.

    Args:
        requirements: As they stand in pyproject.toml.
        condition: An environment marker, with the semicolon before it.
    """
    pins = []
    for requirement in requirements:
        found = re.match(r"([\w.-]+)>=([\w.]+)", requirement)
        if found is None:
            raise ValueError(f"{requirement!r} in pyproject.toml must start with a lower bound.")
        pins.append("{}=={}{}".format(*found.groups(), condition))
    return pins


if __name__ == "__main__":
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    pins = oldest([*project["dependencies"], *extras["cli"]])
    for extra in COMPILED:
        pins += oldest(extras[extra], "; python_version < '3.12'")
    print("\n".join(dict.fromkeys(pins)))
