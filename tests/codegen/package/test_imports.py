"""Imports follow from the names that a module uses, in isort's order."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from codegen.model.runtime import COMMON_ERRORS
from codegen.package.imports import HOMES, RULE_HOMES, Homes, imports
from codegen.package.module import Annotation, Code, Module, Part
from codegen.package.parts import module_of
from tests.codegen.models import Json, operation, service, structure


@dataclass(frozen=True)
class Leaf(Part):
    uses = ("mismatch",)
    annotates = ("Client",)

    code: Code
    kind: Annotation
    text: str


def module(*parts: Leaf, **given: Any) -> Module:
    return module_of("codecs.py", "a/service-2.json", {"parts": parts}, **given)


def test_what_has_no_home_is_not_imported() -> None:
    assert imports({"item", "parse_thing"}, {"str"}).run == ()


def test_sections_stand_apart_and_modules_in_order() -> None:
    used = {"shapes", "Client", "restjson", "Operation", "_invoke", "Any", "Iterator", "codecs"}
    assert imports(used, set()).run == (
        "from collections.abc import Iterator",
        "from typing import Any",
        "",
        "import restjson",
        "from restjson.operation import Operation",
        "from restjson.operation import invoke as _invoke",
        "",
        "from . import codecs, shapes",
        "from .client import Client",
    )


def test_what_is_too_long_for_a_line_is_one_a_line() -> None:
    first, *names, last = imports(set(COMMON_ERRORS), set()).run
    assert (first, last) == ("from restjson.errors import (", ")")
    assert len(names) == len(COMMON_ERRORS)


def test_what_runs_is_not_imported_again_for_type_checkers() -> None:
    found = imports({"shapes"}, {"shapes", "Client"})
    assert found.run == ("from . import shapes",)
    assert found.typed == ("from .client import Client",)


@pytest.mark.parametrize("homes", [HOMES, RULE_HOMES])
def test_every_import_is_as_ruff_sorts_it(
    homes: Homes, tool: Callable[[str], str], tmp_path: Path
) -> None:
    lines = "\n".join(imports(set(homes), set(), homes).run)
    (tmp_path / "all.py").write_text(f"{lines}\n", encoding="utf-8")
    ruff = [tool("ruff"), "check", "--no-cache", "--isolated", "--select", "I"]
    own = ["--config", "line-length = 100", str(tmp_path / "all.py")]
    assert subprocess.run([*ruff, *own], check=False).returncode == 0


def test_the_names_in_code_are_used_and_those_in_text_are_not() -> None:
    leaf = Leaf(Code("validators.validate_x"), Annotation("shapes.X | None"), "codecs.parse_y")
    found = module(leaf).imports
    assert found.run == (
        "from restjson.problems import mismatch",
        "",
        "from . import validators",
    )
    assert found.typed == ("from . import shapes", "from .client import Client")


def test_what_stands_after_a_dot_is_no_name_of_the_module() -> None:
    found = module(Leaf(Code("item.codecs"), Annotation("a.shapes"), "")).imports
    assert found.run == ("from restjson.problems import mismatch",)
    assert found.typed == ("from .client import Client",)


def test_a_module_without_parts_imports_what_its_template_uses() -> None:
    assert module(uses=["Result"]).imports.run == ("from restjson.result import Result",)


SMALL: dict[str, Json] = {
    "nothing": service([operation("Ping")], {}),
    "an output alone": service(
        [operation("Get", output={"shape": "Output"})], {"Output": structure()}
    ),
    "an error without members": service(
        [operation("Fail", errors=[{"shape": "OddException"}])],
        {"OddException": structure(exception=True)},
    ),
}


@pytest.mark.parametrize("name", SMALL)
def test_small_packages_import_nothing_that_they_do_not_use(
    name: str, emit: Callable[..., Any], tool: Callable[[str], str]
) -> None:
    folder = str(Path(emit(SMALL[name]).__file__).parent)
    ruff = [tool("ruff"), "check", "--no-cache", "--isolated", "--select", "F,I"]
    own = ["--config", "line-length = 100", "--config", "lint.isort.known-third-party=['restjson']"]
    assert subprocess.run([*ruff, *own, folder], check=False).returncode == 0
