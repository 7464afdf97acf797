"""How the shapes of a service hang together."""

from __future__ import annotations

import sys

import pytest

from tests.codegen.models import Json, giving, operation, read, service, structure, taking

TREE: Json = {
    "Tree": structure({"name": "String", "children": "Trees"}),
    "Trees": {"type": "list", "member": {"shape": "Tree"}},
}


def test_what_requests_are_made_of_is_told_from_what_results_and_errors_are_made_of() -> None:
    shapes = {
        "Ask": structure({"word": "String"}),
        "Reply": structure({"count": "Integer"}),
        "OddException": structure({"reason": "Detail"}, exception=True),
        "Detail": structure({"on": "Boolean"}),
    }
    ask = operation(
        "Ask",
        input={"shape": "Ask"},
        output={"shape": "Reply"},
        errors=[{"shape": "OddException"}],
    )
    tea = read(service([ask], shapes))
    assert list(tea.inputs) == ["Ask"]
    assert list(tea.results) == ["Reply"]
    assert list(tea.sent) == ["String", "Ask"]
    assert list(tea.received) == ["Boolean", "Integer", "Reply", "OddException", "Detail"]
    assert list(tea.used) == [*tea.sent, *tea.received]
    assert [error.name for error in tea.errors_of(tea.operations["Ask"])] == ["OddException"]


def test_errors_are_typed_only_where_they_are_part_of_something() -> None:
    shapes = {
        "Reply": structure({"failure": "InnerException"}),
        "InnerException": structure({"inner": "Long"}, exception=True),
        "OuterException": structure({"outer": "Double"}, exception=True),
    }
    tea = read(service([operation("Get", output={"shape": "Reply"})], shapes))
    assert list(tea.typed) == ["Double", "Long", "Reply", "InnerException"]


def test_shapes_that_no_operation_uses_are_nowhere() -> None:
    tea = read(taking(["word"], Lonely=structure({"other": "Long"})))
    assert "Lonely" in tea.shapes
    assert "Lonely" not in {**tea.used, **tea.typed}
    assert "Long" in tea.nested


def test_a_shape_that_is_part_of_itself_is_reached_once() -> None:
    assert list(read(giving({"root": "Tree"}, **TREE)).received) == [
        "String",
        "Output",
        "Tree",
        "Trees",
    ]


@pytest.mark.parametrize(
    ("member", "secret", "holds"),
    [
        ("String", False, False),
        ("Secret", True, True),
        ({"shape": "String", "sensitive": True}, True, True),
        ("Secrets", True, True),
        ("Keys", True, True),
        ("Inner", False, True),
        ("Around", False, True),
        ("Tree", False, False),
    ],
)
def test_a_secret_is_what_is_marked_and_a_collection_of_it_and_is_held_by_all_around(
    member: str | Json, secret: bool, holds: bool
) -> None:
    shapes: Json = {
        "Secrets": {"type": "list", "member": {"shape": "Secret"}},
        "Keys": {"type": "map", "key": {"shape": "Secret"}, "value": {"shape": "String"}},
        "Inner": structure({"word": "Secret", "again": "Around"}),
        "Around": {"type": "list", "member": {"shape": "Inner"}},
    }
    tea = read(taking({"it": member}, **shapes, **TREE))
    reference = tea.operations["Send"].members["it"]
    assert reference.is_secret is secret
    assert tea.holds_secret(reference) is holds


def test_questions_are_answered_once() -> None:
    tea = read(taking(["word"]))
    assert tea.sent is tea.sent
    assert tea.operations["Send"].function is tea.operations["Send"].function


def test_shapes_may_nest_deeper_than_python_calls() -> None:
    deep = sys.getrecursionlimit() * 2
    chain = {f"S{n}": structure({"next": f"S{n + 1}"}) for n in range(deep)}
    tea = read(taking({"first": "S0"}, **chain, **{f"S{deep}": structure({"end": "Secret"})}))
    assert tea.holds_secret(tea.operations["Send"].members["first"])
    assert len(tea.sent) == deep + 3
