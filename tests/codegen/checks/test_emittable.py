"""Operations that cannot be emitted are left out, with their reasons; the others are emitted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from codegen.cli import main
from codegen.load.problems import ModelError
from codegen.package.package import build_package
from tests.codegen.models import Json, operation, read, service, structure
from tests.codegen.python_pages import build, section, words

# What can never be emitted: two members that would be one on the wire.
TWICE = structure({"one": "String", "two": {"shape": "String", "locationName": "one"}})
PLACE = "$.shapes.Deep.members.two: has the wire name 'one' of 'one'"
REASON = "has the wire name 'one' of 'one'"


def two(shapes: Json, **of_second: Any) -> Json:
    """A model whose operation `Send` can be emitted; what is given is of `Odd`, the other one."""
    return service([operation("Send"), operation("Odd", **of_second)], shapes)


def left_out(model: Json) -> dict[str, list[str]]:
    """Why operations are left out, by their names."""
    package = build_package(read(model), "tea", "python -m codegen")
    return {
        name: [f"{each.path}: {each.what}" for each in problems]
        for name, problems in package.left_out.items()
    }


def odd_shape(**shapes: Json) -> Json:
    """Shapes of which `Deep` cannot be emitted, and `Middle` has it inside."""
    return {"Deep": TWICE, "Middle": structure({"deep": "Deep"}), **shapes}


@pytest.mark.parametrize("side", ["input", "output"])
def test_an_operation_is_left_out_for_a_shape_that_it_reaches(side: str) -> None:
    shapes = odd_shape(Whole=structure({"middle": "Middle"}))
    assert left_out(two(shapes, **{side: {"shape": "Whole"}})) == {"Odd": [PLACE]}


def test_an_operation_is_left_out_for_an_error_that_it_may_fail_with(
    emit: Callable[..., Any],
) -> None:
    shapes = odd_shape(
        OddException=structure({"middle": "Middle"}, exception=True),
        PlainException=structure(["message"], exception=True),
    )
    errors = [{"shape": "OddException"}, {"shape": "PlainException"}]
    model = two(shapes, errors=errors)
    assert left_out(model) == {"Odd": [PLACE]}
    package = emit(model)
    assert "OddException" not in dir(package.Client.exceptions)
    assert package.Client.exceptions.PlainException


def test_an_error_that_no_operation_may_fail_with_is_no_matter(emit: Callable[..., Any]) -> None:
    shapes = odd_shape(OddException=structure({"middle": "Middle"}, exception=True))
    model = service([operation("Send")], shapes)
    assert left_out(model) == {}
    assert not hasattr(emit(model).errors, "OddException")


def test_each_reason_is_given_once() -> None:
    shapes = odd_shape(Whole=structure({"one": "Middle", "two": "Deep"}))
    model = two(shapes, input={"shape": "Whole"}, output={"shape": "Middle"})
    assert left_out(model) == {"Odd": [PLACE]}


def test_shapes_that_hold_each_other_hold_the_same_reasons() -> None:
    shapes = odd_shape(
        Loop=structure({"other": "Other", "deep": "Deep"}), Other=structure({"loop": "Loop"})
    )
    assert left_out(two(shapes, output={"shape": "Other"})) == {"Odd": [PLACE]}


def test_the_second_of_two_operations_that_would_be_one_function_is_left_out() -> None:
    model = service([operation("GetThing"), operation("getThing")], {})
    what = "'getThing' and 'GetThing' would both be the function `get_thing` in Python"
    assert left_out(model) == {"getThing": [f"$.operations.getThing: {what}"]}


def test_a_model_of_which_nothing_is_left_is_refused() -> None:
    model = service([operation("Odd", output={"shape": "Middle"})], odd_shape())
    with pytest.raises(ModelError) as refused:
        build_package(read(model), "tea", "python -m codegen")
    assert [each.path for each in refused.value.problems] == ["$.shapes.Deep.members.two"]


def test_paginators_examples_and_advice_of_what_is_left_out_are_so_too(
    emit: Callable[..., Any],
) -> None:
    page = {"input_token": "text", "output_token": "text", "result_key": "text"}
    example = {"id": "odd", "title": "Odd", "description": "", "comments": {}, "input": {}}
    shapes = odd_shape(Part=structure({"text": "String", "deep": "Deep"}))
    sides = {"input": {"shape": "Part"}, "output": {"shape": "Part"}}
    guide = {"version": "1.0", "operations": {"Odd": {"values": {"text": ["a", "b"]}}}}
    package = emit(
        two(shapes, **sides),
        {"Odd": [example]},
        paginators={"Odd": page},
        guide=guide,
    )
    assert "send" in package.__all__
    assert "odd" not in " ".join(package.__all__)
    assert not hasattr(package, "paginators")


def test_the_package_says_what_is_left_out(emit: Callable[..., Any]) -> None:
    assert emit(two(odd_shape(), output={"shape": "Middle"})).__doc__.endswith(
        "Left out:\n"
        "    Operations of the model that the package does not have:\n\n"
        f"    - ``Odd``: {REASON}\n"
    )


def test_pages_say_what_is_left_out() -> None:
    of_service, send, odd = build(two(odd_shape(), output={"shape": "Middle"}))
    assert words(section(of_service, "Left out")).endswith(f"Odd: {REASON}")
    assert words(section(odd, "Left out")) == f"The package does not have this operation: {REASON}."
    assert not [each for each in send.sections if each.title == "Left out"]


def test_pages_of_a_model_of_which_nothing_is_emitted_say_so_too() -> None:
    model = service([operation("Odd", output={"shape": "Middle"})], odd_shape())
    assert section(build(model)[1], "Left out")


def arguments(folder: Path, out: Path, *more: str) -> list[str]:
    return ["package", str(folder), "--name", "a", "--out", str(out), *more]


def test_the_command_names_what_is_left_out(
    write_model: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shapes = odd_shape(Whole=structure({"middle": "Middle"}))
    operations = [
        operation("Send"),
        operation("Odd", input={"shape": "Whole"}),
        operation("Even", output={"shape": "Middle"}),
    ]
    folder = write_model(service(operations, shapes))
    assert main(arguments(folder, tmp_path)) == 0
    said = capsys.readouterr()
    assert said.err == f"{folder}/service-2.json: {PLACE}: left out: Odd, Even\n"
    assert said.out == f"{tmp_path}/a: 11 files, 2 of 3 operations left out\n"


def test_with_strict_nothing_may_be_left_out(
    write_model: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_model(two(odd_shape(), output={"shape": "Middle"}))
    assert main(arguments(folder, tmp_path / "out", "--strict")) == 2
    assert capsys.readouterr().err.splitlines() == [
        f"{folder}/service-2.json: {PLACE}: left out: Odd",
        "--strict: nothing was written",
    ]
    assert not (tmp_path / "out").exists()
    assert main(arguments(write_model(service([operation("Send")], {})), tmp_path, "--strict")) == 0
