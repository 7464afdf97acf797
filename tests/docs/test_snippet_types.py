"""Type checkers accept the Python of the README, of the guides, and of the pages' examples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.checkers import mypy, pyright
from tests.docs.snippets import ROOT, programs
from tests.docs.test_examples_run import ALL

pytestmark = pytest.mark.typecheck

# pyright's default, and its strictest.
MODES = ("standard", "strict")

# Tests of their own look at them.
WITH_CLIENTS_OF_THEIR_OWN = {
    ROOT / "docs" / f"{name}.md" for name in ("other-services", "streams", "waiters")
}

# What a document takes for granted.
GIVEN = {"pagination": 'access_token = "made-up"\n'}
# boto3 and botocore have no types of their own, which pyright reports in its strict mode.
OTHERS = {"credentials": ", reportMissingTypeStubs=false, reportUnknownArgumentType=false"}


def snippets() -> Iterator[tuple[str, str, str]]:
    """A name for each program, with its code and what pyright is to overlook in it."""
    for path in {ROOT / "README.md", *ROOT.glob("docs/*.md")} - WITH_CLIENTS_OF_THEIR_OWN:
        for number, code in enumerate(programs(path)):
            name = path.stem.replace("-", "_")
            yield f"{name}_{number}", GIVEN.get(name, "") + code, OTHERS.get(name, "")
    for number, example in enumerate(ALL):
        client = f"import {example.package}\n\nclient = {example.package}.Client()\n"
        yield f"example_{number}", f"{client}# {example.title}\n{example.call}\n", ""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each snippet, once for each mode of pyright."""
    folder = tmp_path_factory.mktemp("snippets")
    for name, code, overlooked in snippets():
        for mode in MODES:
            (folder / mode).mkdir(exist_ok=True)
            file = folder / mode / f"{name}.py"
            file.write_text(f"# pyright: {mode}{overlooked}\n{code}", encoding="utf-8")
    return folder


def test_mypy_is_content_with_every_snippet(folder: Path) -> None:
    assert len(list((folder / MODES[0]).iterdir())) > 30
    assert mypy(folder / MODES[0]) == ""


def test_pyright_is_content_with_every_snippet(folder: Path) -> None:
    assert pyright(folder, {"include": list(MODES)}) == []
