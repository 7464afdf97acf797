"""Tools that some tests drive, and that a machine may lack."""

from __future__ import annotations

import importlib
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

# Before Python 3.11 it is a library, which pytest needs too.
toml: Any = importlib.import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")


def find(name: str, hint: str) -> str:
    """Return the path of a program, from the environment of the tests or from the system."""
    found = shutil.which(name, path=Path(sys.executable).parent) or shutil.which(name)
    return found or pytest.skip(f"{name} is not installed ({hint})")
