"""Models whose parts do not fit each other are refused, each problem with its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.codegen.models import Json, failing, giving, operation, service, structure, taking

EXAMPLE = {"id": "a", "title": "A", "description": "", "comments": {}}

Problems = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("path", "reference"),
    [
        ("$.operations.Send.input.shape", lambda model: model["operations"]["Send"]["input"]),
        ("$.operations.Send.output.shape", lambda model: model["operations"]["Send"]["output"]),
        (
            "$.operations.Send.errors[0].shape",
            lambda model: model["operations"]["Send"]["errors"][0],
        ),
        (
            "$.shapes.Input.members.text.shape",
            lambda model: model["shapes"]["Input"]["members"]["text"],
        ),
        ("$.shapes.Strings.member.shape", lambda model: model["shapes"]["Strings"]["member"]),
        ("$.shapes.Map.key.shape", lambda model: model["shapes"]["Map"]["key"]),
        ("$.shapes.Map.value.shape", lambda model: model["shapes"]["Map"]["value"]),
    ],
)
def test_a_shape_that_is_not_there_is_named(
    problems: Problems, path: str, reference: Callable[[Json], Json]
) -> None:
    model = taking({"text": "String"})
    model["operations"]["Send"] |= {"output": {"shape": "Input"}, "errors": [{"shape": "Odd"}]}
    model["shapes"]["Odd"] = structure(exception=True)
    model["shapes"]["Map"] = {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Odd"}}
    reference(model)["shape"] = "Missing"
    assert problems(model) == [f"service-2.json: {path}: there is no shape 'Missing'"]


def test_a_shape_that_is_not_there_is_one_problem_wherever_it_is_named(problems: Problems) -> None:
    model = failing({"a": "Gone"})
    model["operations"]["Fail"]["output"] = {"shape": "Gone"}
    model["shapes"]["Gones"] = {"type": "list", "member": {"shape": "Gone"}}
    model["shapes"]["Other"] = structure({"b": "Lost"})
    assert problems(model) == [
        "service-2.json: $.operations.Fail.output.shape: there is no shape 'Gone', which is named "
        "in 3 places",
        "service-2.json: $.shapes.Other.members.b.shape: there is no shape 'Lost'",
    ]


def test_of_an_input_that_is_not_there_no_members_are_missed(problems: Problems) -> None:
    model = taking(())
    model["operations"]["Send"] |= {"input": {"shape": "Gone"}}
    model["operations"]["Send"]["http"]["requestUri"] = "/{id}"
    example = {**EXAMPLE, "input": {"id": "a"}}
    assert problems(model, {"Send": [example]}) == [
        "service-2.json: $.operations.Send.input.shape: there is no shape 'Gone'"
    ]


def test_a_reference_to_the_wrong_kind_of_shape_is_named(problems: Problems) -> None:
    model = taking(())
    model["operations"]["Send"] |= {"input": {"shape": "String"}, "errors": [{"shape": "Input"}]}
    model["shapes"]["Map"] = {"type": "map", "key": {"shape": "Long"}, "value": {"shape": "Long"}}
    assert problems(model) == [
        "service-2.json: $.operations.Send.input.shape: 'String' is a string, not a structure",
        "service-2.json: $.operations.Send.errors[0].shape: 'Input' is not an exception",
        "service-2.json: $.shapes.Map.key.shape: 'Long' is a long, not a string",
    ]


def test_a_required_member_must_be_a_member(problems: Problems) -> None:
    assert problems(taking({"text": "String"}, required=["text", "txt"])) == [
        "service-2.json: $.shapes.Input.required[1]: 'txt' is not a member of 'Input'"
    ]


def test_an_operation_must_have_the_name_of_its_key(problems: Problems) -> None:
    model = taking(())
    model["operations"]["Send"]["name"] = "send"
    assert problems(model) == [
        "service-2.json: $.operations.Send.name: differs from the operation's key 'Send'"
    ]


def test_a_service_must_do_something(problems: Problems) -> None:
    assert problems(service([], {})) == ["service-2.json: $.operations: there is no operation"]


def test_a_structure_that_requires_itself_is_refused_with_its_circle(problems: Problems) -> None:
    model = taking(
        {"a": "A"},
        A=structure({"b": "B"}, required=["b"]),
        B=structure({"c": "C", "text": "String"}, required=["text", "c"]),
        C=structure({"a": "A"}, required=["a"]),
        Self=structure({"self": "Self"}, required=["self"]),
    )
    assert problems(model) == [
        "service-2.json: $.shapes.A.required: requires itself, so that no value fits: "
        "A -> B -> C -> A",
        "service-2.json: $.shapes.Self.required: requires itself, so that no value fits: "
        "Self -> Self",
    ]


def test_a_circle_that_a_value_can_leave_is_no_problem(emit: Callable[..., Any]) -> None:
    nodes = {"type": "list", "member": {"shape": "Node"}}
    node = structure({"nodes": "Nodes", "next": "Node"}, required=["nodes"])
    assert emit(taking({"node": "Node"}, Node=node, Nodes=nodes))


def test_a_long_chain_of_required_structures_is_followed_to_its_end(problems: Problems) -> None:
    chain = {
        f"S{number}": structure({"next": f"S{(number + 1) % 3000}"}, required=["next"])
        for number in range(3000)
    }
    (problem,) = problems(taking((), **chain))
    assert problem.startswith("service-2.json: $.shapes.S0.required: requires itself")


def test_examples_must_fit_the_operations(problems: Problems) -> None:
    example = {**EXAMPLE, "input": {"text": "a", "txt": "b"}}
    model = taking({"text": "String"})
    assert problems(model, {"Sent": [EXAMPLE], "Send": [EXAMPLE, example]}) == [
        "examples-1.json: $.examples.Sent: there is no operation 'Sent'",
        "examples-1.json: $.examples.Send[1].input.txt: the input of 'Send' has no member 'txt'",
    ]


def test_all_problems_are_listed(problems: Problems) -> None:
    model = failing({"a": "Gone"})
    model["operations"]["Get"] = operation("Got", output={"shape": "Gone"})
    model["shapes"] |= giving(["a"])["shapes"] | {"Input": structure(required=["b"])}
    assert len(problems(model)) == 3


@pytest.mark.parametrize(
    ("others", "place", "found"),
    [
        ({"payload": "b"}, "First", "is 'a' here, and elsewhere the payload of 'Input' is 'b'"),
        ({}, "Second", "is '' here, and elsewhere the payload of 'Input' is 'a'"),
    ],
)
def test_operations_that_name_two_payloads_of_one_structure_are_refused(
    problems: Problems, others: Json, place: str, found: str
) -> None:
    first = operation("First", input={"shape": "Input", "payload": "a"})
    second = operation("Second", input={"shape": "Input", **others})
    model = service([first, second], {"Input": structure(["a", "b"])})
    assert f"service-2.json: $.operations.{place}.input.payload: {found}" in problems(model)
