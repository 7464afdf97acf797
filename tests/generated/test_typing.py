"""Type checkers accept right uses of the client and find wrong ones."""

import os
from pathlib import Path

import pytest

from tests.checkers import mypy, pyright

pytestmark = pytest.mark.typecheck

USAGE = Path(__file__).with_name("typed_usage.py")


def test_mypy_reports_the_wrong_uses_and_nothing_else() -> None:
    # Strict, from pyproject.toml: an expected error that does not come is reported too.
    assert mypy(USAGE) == ""


def test_pyright_reports_the_wrong_uses_and_nothing_else(tmp_path: Path) -> None:
    settings = {
        "include": [os.path.relpath(USAGE, tmp_path)],
        "typeCheckingMode": "strict",
        # What follows from a wrong use.
        "reportUnknownMemberType": "none",
        "reportUnusedExpression": "none",
        "enableTypeIgnoreComments": False,  # those are for mypy
        "reportUnnecessaryTypeIgnoreComment": "error",
    }
    assert pyright(tmp_path, settings) == []
