"""What is installed for the demo, the tests and CI is pinned, with hashes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.tools import toml

ROOT = Path(__file__).parents[2]
NEEDS = ("run", "test", "ci", "lock")

_PIN = re.compile(r"^(?P<requirement>[^#\s].*?) \\\n(?P<hashes>(?:    --hash=.*\n)+)", re.MULTILINE)
_HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?\n")


def _text(need: str) -> str:
    return (ROOT / "requirements" / f"{need}.txt").read_text(encoding="utf-8")


def _pins(need: str) -> list[Requirement]:
    return [Requirement(found["requirement"]) for found in _PIN.finditer(_text(need))]


def _wanted(need: str) -> list[Requirement]:
    """What pyproject.toml asks for."""
    document = toml.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = list(_group(document["dependency-groups"], need))
    if need in ("run", "test"):
        project = document["project"]
        wanted += project["dependencies"]
        for extra in ("emulator", "login"):
            wanted += project["optional-dependencies"][extra]
    return [Requirement(text) for text in wanted]


def _group(groups: dict[str, Any], name: str) -> list[str]:
    found: list[str] = []
    for entry in groups[name]:
        found += [entry] if isinstance(entry, str) else _group(groups, entry["include-group"])
    return found


@pytest.mark.parametrize("need", NEEDS)
def test_every_line_is_an_exact_version_with_hashes(need: str) -> None:
    pins = list(_PIN.finditer(_text(need)))
    assert pins
    rest = _PIN.sub("", _text(need))
    assert [line for line in rest.splitlines() if not line.lstrip().startswith("#")] == []
    for pin in pins:
        [specifier] = Requirement(pin["requirement"]).specifier
        assert specifier.operator == "=="
        assert _HASH.sub("", pin["hashes"]) == ""


@pytest.mark.parametrize("need", NEEDS)
def test_no_file_says_where_packages_come_from(need: str) -> None:
    assert "://" not in _text(need)
    assert "index" not in _text(need)


@pytest.mark.parametrize("need", NEEDS)
def test_the_pins_are_what_pyproject_asks_for(need: str) -> None:
    pins = _pins(need)
    for wanted in _wanted(need):
        versions = [
            next(iter(pin.specifier)).version
            for pin in pins
            if canonicalize_name(pin.name) == canonicalize_name(wanted.name)
        ]
        assert versions, f"{wanted.name} is missing: make lock"
        assert list(wanted.specifier.filter(versions)) == versions, f"{wanted}: make lock"


def test_the_tests_take_the_versions_of_the_demo() -> None:
    run, test = ({f"{pin.name}{pin.specifier}" for pin in _pins(need)} for need in ("run", "test"))
    assert run <= test
