"""Tools that some tests drive, and that a machine may lack."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import NoReturn

import pytest


def missing(reason: str) -> NoReturn:
    """Skip the test, but fail it in CI, which promises every tool."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def find(name: str, hint: str) -> str:
    """Return the path of a program, from the environment of the tests or from the system."""
    found = shutil.which(name, path=Path(sys.executable).parent) or shutil.which(name)
    return found or missing(f"{name} is not installed ({hint})")
