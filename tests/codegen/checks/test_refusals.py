"""What the schema knows and nothing emits yet is refused by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from codegen.cli import main
from tests.codegen.models import Json, operation, service, structure, taking

Problems = Callable[..., list[str]]


def test_an_event_that_is_in_no_stream_is_a_structure(emit: Callable[..., Any]) -> None:
    members = {"text": {"shape": "String", "eventpayload": True}}
    assert emit(taking({"part": "Part"}, Part=structure(members, event=True))).Client


def test_what_no_operation_reaches_is_no_matter(emit: Callable[..., Any]) -> None:
    model = taking(["text"], Blob={"type": "blob"}, Bounded={"type": "string", "min": 1})
    assert emit(model).Client


def nested(depth: int) -> Json:
    shapes = {
        f"L{number}": {"type": "list", "member": {"shape": f"L{number - 1}" if number else "Long"}}
        for number in range(depth)
    }
    return taking({"deep": f"L{depth - 1}"}, **shapes)


@pytest.mark.parametrize("depth", [7, 2000])
def test_lists_that_nest_too_deeply_are_refused(problems: Problems, depth: int) -> None:
    assert problems(nested(depth))[0] == (
        "service-2.json: $.shapes.L6: lists and maps are nested without end, or more than 6 deep"
    )


def chained(depth: int) -> Json:
    """A model whose input and output have `depth` shapes inside one another."""
    shapes = {
        f"S{number}": structure({"a": f"S{number + 1}"} if number < depth - 2 else {})
        for number in range(1, depth - 1)
    }
    send = operation("Send", input={"shape": "Input"}, output={"shape": "Output"})
    sides = {side: structure({"a": "S1", "b": "String"}) for side in ("Input", "Output")}
    return service([send], {**sides, **shapes})


@pytest.mark.parametrize("depth", [102, 2000])
@pytest.mark.parametrize("command", ["package", "docs", "docs --dialect r"])
def test_structures_that_nest_too_deeply_are_refused_by_every_command(
    write_model: Callable[..., Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    command: str,
    depth: int,
) -> None:
    folder = write_model(chained(depth))
    out = tmp_path / "out"
    assert main([*command.split(), str(folder), "--name", "a", "--out", str(out)]) == 2
    assert capsys.readouterr().err.splitlines() == [
        f"{folder}/service-2.json: $.operations.Send.{side}: shapes are nested more than 100 deep"
        for side in ("input", "output")
    ]
    assert not out.exists()


@pytest.mark.parametrize("command", ["package", "docs", "docs --dialect r"])
def test_structures_nest_deeper_than_aws_nests_them(
    write_model: Callable[..., Path], tmp_path: Path, command: str
) -> None:
    folder = str(write_model(chained(100)))
    assert main([*command.split(), folder, "--name", "a", "--out", str(tmp_path / "out")]) == 0


def test_lists_nest_deeper_than_aws_nests_them(emit: Callable[..., Any]) -> None:
    validate = emit(nested(6)).validators.validate_input
    assert validate({"deep": [[[[[[1]]]]]]}) == []
    assert validate({"deep": [[[[[["x"]]]]]]}) == ["deep[0][0][0][0][0][0]: expected int, got str"]


def test_lists_and_maps_that_hold_themselves_are_refused(problems: Problems) -> None:
    shapes = {
        "Loop": {"type": "list", "member": {"shape": "Other"}},
        "Other": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Loop"}},
    }
    places = [each.split(": ")[1] for each in problems(taking({"loop": "Loop"}, **shapes))]
    assert places == ["$.shapes.Loop", "$.shapes.Other"]


def test_all_problems_are_listed_whatever_found_them(problems: Problems) -> None:
    traits = {"input": {"shape": "A"}, "http": {"method": "POST", "requestUri": "/?a"}}
    operations = [operation(name, **traits) for name in ("Send", "send")]
    members = {"a": "A", "b": {"shape": "String", "location": "querystring", "locationName": "a"}}
    model = service(operations, {"A": structure(members, required=["a"])})
    places = [each.split(": ")[1] for each in problems(model)]
    assert places == [
        "$.shapes.A.required",
        "$.shapes.A.members.b.location",
        "$.operations.send",
        "$.operations.Send.http.requestUri",
        "$.operations.send.http.requestUri",
    ]
