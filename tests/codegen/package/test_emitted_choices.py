"""Strings with known values have types that name them, and any other string fits these too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from codegen.model.service import Service
from codegen.package.choices import Choices
from codegen.package.module import Annotation
from codegen.package.variants import Argument
from tests.codegen.models import Json, operation, read, service, structure, taking

Emit = Callable[..., Any]
ENUM = {"type": "string", "enum": ["red", "green"]}
LISTED = "<p>One of:</p> <ul> <li> <p><code>warm</code></p> </li> </ul>"


def _values(service: Service) -> dict[str, tuple[str, ...]]:
    return {name: choice.values for name, choice in Choices(service).all.items()}


def _annotation(service: Service, member: str) -> str:
    shape = service.shapes["Input"]
    return Choices(service).annotation(shape, shape.members[member], sent=True, prefix="s.")


def test_an_enumeration_is_called_as_its_shape() -> None:
    colors = {"type": "list", "member": {"shape": "Color"}}
    model = taking({"one": "Color", "many": "Colors"}, Color=ENUM, Colors=colors)

    assert _values(read(model)) == {"Color": ("red", "green")}
    assert _annotation(read(model), "one") == "s.Color"
    assert _annotation(read(model), "many") == "list[s.Color] | tuple[s.Color, ...]"


def test_values_that_the_documentation_lists_are_called_by_operation_and_member() -> None:
    model = taking({"how": {"shape": "String", "documentation": LISTED}, "free": "String"})

    assert _values(read(model)) == {"SendHow": ("warm",)}
    assert _annotation(read(model), "how") == "s.SendHow"
    assert _annotation(read(model), "free") == "str"


def test_values_that_the_guide_gives_count_too() -> None:
    guide = {"version": "1.0", "operations": {"Send": {"values": {"leaf": ["green"]}}}}
    assert _values(read(taking(["leaf"]), guide=guide)) == {"SendLeaf": ("green",)}


@pytest.mark.parametrize(
    ("name", "type_"),
    [("Literal", "Literal_"), ("dict", "dict_"), ("None", "None_"), ("_Own", "Own_")],
)
def test_an_enumeration_whose_name_python_has_taken_gets_an_underscore(
    emit: Emit, name: str, type_: str
) -> None:
    model = taking({"one": name}, **{name: ENUM})
    assert _annotation(read(model), "one") == f"s.{type_}"
    emit(model).Client("us-east-1")


def test_an_enumeration_whose_name_leaves_none_is_called_by_its_member(emit: Emit) -> None:
    model = taking({"one": "__"}, __=ENUM)
    assert _annotation(read(model), "one") == "s.SendOne"
    emit(model).Client("us-east-1")


def test_a_name_that_a_shape_has_is_not_used_twice() -> None:
    model = taking({"how": {"shape": "String", "documentation": LISTED}, "other": "SendHow"})
    model["shapes"]["SendHow"] = structure(["a"])
    assert list(_values(read(model))) == ["SendHow_"]


def test_an_argument_too_long_for_a_line_is_broken_between_the_types_of_its_union() -> None:
    kind = Annotation(f"list[{'A' * 40} | None] | tuple[{'B' * 40}, ...]")
    assert Argument("a", "a", kind, False).lines == (
        f"    a: list[{'A' * 40} | None]",
        f"    | tuple[{'B' * 40}, ...]",
        "    | None = None,",
    )


def test_values_that_look_like_names_import_nothing(emit: Emit) -> None:
    brew: Json = {
        "variants": {
            "noun": "way",
            "member": "how",
            "cases": [
                {"title": "In Client", "value": "Client operations", "required": ["milk"]},
                {"title": "Other", "value": 'Iterator "x"'},
            ],
        }
    }
    pot = structure(["how", "milk"], required=["how"])
    model = service([operation("Brew", input={"shape": "Pot"})], {"Pot": pot})
    package = emit(model, guide={"version": "1.0", "operations": {"Brew": brew}})

    assert package.ways.IN_CLIENT == "Client operations"
    assert package.validators.validate_pot({"how": package.ways.IN_CLIENT}) == [
        "milk: required with how Client operations"
    ]
    assert package.validators.validate_pot({"how": package.ways.OTHER}) == []
