"""Tables of codecs: a row a member, each structure after what it refers to."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from codegen.package.codecs import codecs
from tests.codegen.models import Json, giving, operation, read, service, structure, taking

Emit = Callable[..., Any]


def table(model: Json) -> str:
    """The tables of a model, without the blank lines between them."""
    return "\n".join(line for codec in codecs(read(model)) for line in codec.lines)


def test_a_row_says_what_a_member_is_and_what_the_wire_calls_it() -> None:
    renamed = {"shape": "Integer", "locationName": "max-results"}
    assert table(taking({"text": "String", "limit": renamed, "names": "Strings"})) == (
        "INPUT = Structure(\n"
        '    ("text", str),\n'
        '    ("limit", int, "max-results"),\n'
        '    ("names", List(str)),\n'
        ")"
    )


def test_members_that_go_elsewhere_have_no_row() -> None:
    bound = {"shape": "String", "location": "querystring"}
    assert table(taking({"text": "String", "filter": bound})).count("(") == 2
    assert table(taking({"filter": bound})) == ""


def test_a_structure_comes_after_those_in_it() -> None:
    inner = {"Inner": structure(["a"]), "Inners": {"type": "list", "member": {"shape": "Inner"}}}
    text = table(giving({"inners": "Inners", "inner": "Inner"}, **inner))
    assert text.index("INNER = ") < text.index('("inners", List(INNER))')
    assert "lambda" not in text


def test_a_circle_is_closed_by_a_function_and_a_type() -> None:
    circle = {"A": structure({"b": "B", "a": "A"}), "B": structure({"a": "A"})}
    assert table(giving({"a": "A"}, **circle)) == (
        "B = Structure(\n"
        '    ("a", lambda: A),\n'
        ")\n"
        "A: Structure = Structure(\n"
        '    ("b", B),\n'
        '    ("a", lambda: A),\n'
        ")\n"
        "OUTPUT = Structure(\n"
        '    ("a", A),\n'
        ")"
    )


def test_errors_of_one_form_share_a_codec(emit: Emit) -> None:
    shapes = {
        "OneError": structure(["message"], exception=True),
        "OtherError": structure({"message": "Secret"}, exception=True),
        "ThirdError": structure(["message"], exception=True),
    }
    fail = operation("Fail", errors=[{"shape": name} for name in shapes])
    package = emit(service([fail], shapes))
    assert package.codecs.THIRD_ERROR is package.codecs.ONE_ERROR
    assert package.codecs.OTHER_ERROR is not package.codecs.ONE_ERROR
    assert package.errors.ThirdError._parse == package.errors.OneError._parse


def test_secrets_are_named_in_what_is_received_alone() -> None:
    assert "secrets" not in table(taking({"pin": "Secret"}))
    assert '    secrets=["pin"],\n' in table(giving({"pin": "Secret", "text": "String"}))


def test_secret_keys_of_maps_are_said_to_be_secret() -> None:
    by_pin = {"type": "map", "key": {"shape": "Secret"}, "value": {"shape": "Double"}}
    assert '("byPin", Map(float, secret_keys=True)),' in table(giving({"byPin": "Map"}, Map=by_pin))


# AWS's longest constant has 107 letters; in a circle, no name is half as long.
@pytest.mark.parametrize("length", [10, 40, 72, 80, 90, 110])
def test_rows_of_any_length_are_as_ruff_writes_them(
    length: int, emit: Emit, tool: Callable[[str], str]
) -> None:
    name = "X" + "y" * (length - 1)
    again = name if length <= 72 else "String"
    shapes = {
        name: structure({"again": {"shape": again, "locationName": "z" * length}}),
        f"{name}s": {"type": "list", "member": {"shape": name}},
        f"{name}Error": structure({"member" * (length // 6): "Secret"}, exception=True),
        f"{name}OtherError": structure({"member" * (length // 6): "Secret"}, exception=True),
    }
    errors = [{"shape": f"{name}Error"}, {"shape": f"{name}OtherError"}]
    members = {"a": name, "member" * (length // 6): f"{name}s"}
    shapes["Output"] = structure(members)
    model = service([operation("Get", output={"shape": "Output"}, errors=errors)], shapes)
    file = Path(emit(model).codecs.__file__)
    ruff = [tool("ruff"), "format", "--isolated", "--line-length", "100", "--diff", str(file)]
    done = subprocess.run(ruff, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
