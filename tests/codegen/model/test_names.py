"""Names: what they become in Python, and what is refused because two things would share one."""

from __future__ import annotations

import keyword
from collections.abc import Callable
from typing import Any

import botocore
import pytest

import restjson
from codegen.model.names import (
    argument_name,
    can_be_function,
    class_name,
    function_name,
    record_name,
    snake_case,
    sort_key,
)
from codegen.model.runtime import COMMON_ERRORS
from tests.codegen.models import failing, giving, operation, service, structure, taking
from tests.corpus import folders
from tests.model.files import read

Problems = Callable[..., list[str]]


@pytest.mark.corpus
def test_snake_case_is_botocores_for_every_rest_json_operation() -> None:
    models = (read(folder / "service-2.json.gz") for folder in folders())
    names = {name for model in models for name in model["operations"]}
    assert len(names) > 5000
    different = {name for name in names if snake_case(name) != botocore.xform_name(name)}
    # botocore keeps a list of exceptions, and this new operation is not on it yet.
    assert different == {"CreateOAuth2TokenWithTokenExchange"}


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("CreateTokenWithIAM", "create_token_with_iam"),
        ("ListARNs", "list_arns"),
        ("Invoke", "invoke"),
        ("Get_Thing", "get_thing"),
        ("_Hidden", "hidden"),
        ("__import__", "import__"),
        ("Import", "import_"),
        ("None", "none"),
        ("Close", "close_"),
        ("Call", "call_"),
        ("Client", "client_"),
        ("Exceptions", "exceptions_"),
        ("Operations", "operations_"),
        ("Globals", "globals_"),
        ("Str", "str_"),
        ("TypeChecking", "type_checking_"),
    ],
)
def test_an_operation_becomes_a_function_of_its_own(name: str, function: str) -> None:
    assert function_name(name) == function
    assert record_name(name) == function.upper()
    assert can_be_function(name)


@pytest.mark.parametrize("name", ["_", "___", "_1", "__2Go"])
def test_an_operation_that_leaves_no_name_is_refused(problems: Problems, name: str) -> None:
    assert problems(service([operation(name)], {})) == [
        f"service-2.json: $.operations.{name}: "
        f"'{name}' cannot be the name of a Python function here"
    ]


@pytest.mark.parametrize(
    ("member", "argument"),
    [
        ("class", "class_"),
        ("None", "None_"),
        ("client", "client_"),
        ("result", "result_"),
        ("shapes", "shapes_"),
        ("SEND", "SEND_"),
        ("__debug__", "__debug___"),
        ("self", "self"),
        ("match", "match"),
        ("list", "list"),
        ("_x", "_x"),
        ("__x", "__x"),
    ],
)
def test_an_argument_has_the_name_of_its_member_or_an_underscore_more(
    member: str, argument: str
) -> None:
    assert argument_name(member, "Send") == argument


def test_two_members_that_would_be_one_argument_are_refused(problems: Problems) -> None:
    assert problems(taking(["class", "class_"])) == [
        "service-2.json: $.shapes.Input.members.class_: "
        "'class_' and 'class' would both be the argument `class_` in Python"
    ]


def test_two_operations_that_would_be_one_function_are_refused(problems: Problems) -> None:
    names = ("Close", "Close_", "getThing", "GetThing")
    assert problems(service(map(operation, names), {})) == [
        "service-2.json: $.operations.Close_: "
        "'Close_' and 'Close' would both be the function `close_` in Python",
        "service-2.json: $.operations.GetThing: "
        "'GetThing' and 'getThing' would both be the function `get_thing` in Python",
    ]


def test_two_shapes_whose_functions_would_have_one_name_are_refused(problems: Problems) -> None:
    lists = {"type": "list", "member": {"shape": "String"}}
    model = taking({"a": "ThingList", "b": "thingList"}, ThingList=lists, thingList=lists)
    assert problems(model) == [
        "service-2.json: $.shapes.thingList: "
        "'thingList' and 'ThingList' would both be the suffix of functions `thing_list` in Python"
    ]


def test_two_members_with_one_name_on_the_wire_are_refused(problems: Problems) -> None:
    model = taking({"a": "String", "b": {"shape": "String", "locationName": "a"}})
    assert problems(model) == [
        "service-2.json: $.shapes.Input.members.b: has the wire name 'a' of 'a'"
    ]


def test_two_errors_with_one_code_are_refused(problems: Problems) -> None:
    model = failing(())
    model["shapes"]["OtherException"] = structure(exception=True, error={"code": "OddException"})
    model["operations"]["Fail"]["errors"].append({"shape": "OtherException"})
    assert problems(model) == [
        "service-2.json: $.shapes.OtherException.error.code: "
        "has the code 'OddException' of 'OddException'"
    ]


def test_a_result_cannot_have_a_member_that_every_result_has(problems: Problems) -> None:
    model = service(
        [operation("Get", output={"shape": "Output"})],
        {"Output": structure(["ResponseMetadata"])},
    )
    assert problems(model) == [
        "service-2.json: $.shapes.Output.members.ResponseMetadata: "
        "every result has this member already"
    ]


@pytest.mark.parametrize(
    ("shape", "name"),
    [
        ("None", "None_"),
        ("True", "True_"),
        ("class", "class_"),
        ("_Hidden", "Hidden_"),
        ("__Hidden", "Hidden_"),
        ("str", "str_"),
        ("TypedDict", "TypedDict_"),
        ("ResponseMetadata", "ResponseMetadata_"),
        ("type", "type_"),
        ("Error", "Error"),
    ],
)
def test_a_structure_becomes_a_class_of_its_own(
    emit: Callable[..., Any], shape: str, name: str
) -> None:
    assert class_name(shape) == name
    model = giving({"part": shape}, **{shape: structure(["text"])})
    assert getattr(emit(model).shapes, name).__annotations__["text"]


@pytest.mark.parametrize("name", ["_", "___", "__1"])
def test_a_structure_that_leaves_no_name_is_refused(problems: Problems, name: str) -> None:
    model = giving({"part": name}, **{name: structure(["text"])})
    assert problems(model)[0] == (
        f"service-2.json: $.shapes.{name}: {name!r} cannot be the name of a Python class here"
    )


def test_two_structures_that_would_be_one_class_are_refused(problems: Problems) -> None:
    shapes = {"None": structure(["text"]), "None_": structure(["text"])}
    assert problems(giving({"a": "None", "b": "None_"}, **shapes))[0] == (
        "service-2.json: $.shapes.None_: "
        "'None_' and 'None' would both be the class `None_` in Python"
    )


@pytest.mark.parametrize("name", COMMON_ERRORS)
def test_an_error_that_every_package_has_gets_an_underscore(
    emit: Callable[..., Any], name: str
) -> None:
    model = failing(())
    model["shapes"][name] = structure(exception=True)
    model["operations"]["Fail"]["errors"].append({"shape": name})
    errors = emit(model).errors
    assert errors.from_code(name) is getattr(errors, f"{name}_")
    assert getattr(errors, name) is getattr(restjson, name)


def test_python_has_no_keyword_that_only_some_versions_know() -> None:
    assert len(keyword.kwlist) == 35


def test_names_sort_as_ruff_sorts_them() -> None:
    constants_and_classes = ["KMS", "BException", "Error", "ErrorX"]
    functions = ["__version__", "a_b", "ab", "get_v2", "get_v10"]
    names = sorted([*functions, *constants_and_classes])
    assert sorted(names, key=sort_key) == [*constants_and_classes, *functions]


def test_every_name_of_a_scope_is_used(emit: Callable[..., Any]) -> None:
    names = ["Close", "Import", "Client", "Exceptions", "Sorted", "Globals", "Getattr", "Str"]
    package = emit(service(map(operation, names), {}))
    assert {f"{name.lower()}_" for name in names} <= set(package.__all__)
    assert all(hasattr(package.Client, f"{name.lower()}_") for name in names)
