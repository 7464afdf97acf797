"""What runs in CI is what `.ci/run` and tox run on a machine."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUN = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
WORKFLOW = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")


def listed(text: str) -> list[str]:
    return [name.strip() for name in text.split(",")]


def test_the_workflow_runs_every_step_and_no_other() -> None:
    steps = re.search(r"\|\| set -- ([a-z ]+)$", RUN, re.MULTILINE)
    assert steps is not None
    assert re.findall(r"- run: \.ci/run ([a-z]+)$", WORKFLOW, re.MULTILINE) == steps[1].split()


def test_every_step_is_a_function() -> None:
    steps = re.findall(r"- run: \.ci/run ([a-z]+)$", WORKFLOW, re.MULTILINE)
    assert set(steps) <= set(re.findall(r"^([a-z_]+)\(\) \{$", RUN, re.MULTILINE))


def test_the_workflow_runs_every_environment_of_tox() -> None:
    tox = configparser.ConfigParser(interpolation=None)
    tox.read(ROOT / "tox.ini", encoding="utf-8")
    matrix = re.search(r"environment: \[(.+)\]$", WORKFLOW, re.MULTILINE)
    assert matrix is not None
    assert listed(matrix[1]) == listed(tox["tox"]["env_list"])
