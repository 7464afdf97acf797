"""The habits that we know of AWS's services fit their models."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from codegen.checks.habits import habit_problems
from codegen.load.botocore_data import newest_model
from codegen.load.model_files import load_model
from codegen.model.reader import read_service
from tests.model.files import MODEL

HABITS = sorted((MODEL / "habits").glob("*.json"))


@pytest.mark.parametrize("file", HABITS, ids=lambda file: file.stem)
def test_habits_fit_the_model_of_their_service(file: Path) -> None:
    model = load_model(newest_model(file.stem.replace("-", "")))
    assert model.habits == json.loads(file.read_text(encoding="utf-8"))
    assert list(habit_problems(read_service(replace(model, habits_file=str(file))))) == []
