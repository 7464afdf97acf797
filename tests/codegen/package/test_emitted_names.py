"""Whatever a model calls its members, operations and shapes, the emitted code works."""

from __future__ import annotations

import typing
from collections.abc import Callable
from typing import Any

import pytest

from tests.codegen.calls import client_of, got, refused, sent
from tests.codegen.models import Json, giving, operation, service, structure, taking

Emit = Callable[..., Any]


ODD_NAMES = [
    *("class", "None", "async", "lambda", "print", "list", "dict", "str", "type", "match"),
    *("client", "invoke", "self", "cls", "item", "value", "problems", "path", "at", "params"),
    *("result", "shapes", "codecs", "validators", "restjson", "Operation", "Client", "Any"),
    *("__debug__", "__class__", "__dict__", "__x", "_x", "_invoke", "_", "SEND", "OPERATIONS"),
    *("known", "body", "raw", "key", "index", "int", "bool", "float", "tuple", "isinstance"),
    *("len", "TYPE_CHECKING", "annotations", "ResponseMetadata"),
]


def underscored(name: str) -> str:
    taken = {"class", "None", "async", "lambda", "client", "result", "shapes", "restjson", "SEND"}
    return f"{name}_" if name in taken | {"__debug__", "_invoke"} else name


def test_members_may_have_any_name(emit: Emit) -> None:
    package = emit(taking(ODD_NAMES, required=ODD_NAMES[::2]))
    values = {name: f"of {name}" for name in ODD_NAMES}
    assert sent(package, **{underscored(name): values[name] for name in ODD_NAMES}) == values
    assert len(refused(package)) == len(ODD_NAMES[::2])
    names = ODD_NAMES[:-1]  # a result has metadata of its own
    assert got(emit(giving(names)), values) == {name: values[name] for name in names}


def test_typed_dicts_have_every_member_whatever_its_name(emit: Emit) -> None:
    nested = structure(ODD_NAMES, required=ODD_NAMES[1::2])
    shapes = emit(taking({"nested": "Nested"}, Nested=nested)).shapes
    assert shapes.Nested.__total__ is False
    assert set(typing.get_type_hints(shapes.Nested, vars(shapes))) == set(ODD_NAMES)
    assert set(shapes.Nested.__required_keys__) == set(ODD_NAMES[1::2])
    assert set(shapes.Nested.__optional_keys__) == set(ODD_NAMES[::2])


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("Close", "close_"),
        ("Import", "import_"),
        ("Client", "client_"),
        ("Invoke", "invoke"),
        ("Operations", "operations_"),
        ("Globals", "globals_"),
        ("TypeChecking", "type_checking_"),
        ("Match", "match"),
    ],
)
def test_operations_may_have_any_name(emit: Emit, name: str, function: str) -> None:
    package = emit(service([operation(name), operation("Get")], {}))
    client, recorder = client_of(package)
    client.call(name)
    getattr(client, function)()
    getattr(package, function)(client)
    client.get()
    assert len(recorder.requests) == 4
    assert dir(package)
    client.close()


def test_shapes_may_have_the_names_of_classes_that_modules_use(emit: Emit) -> None:
    names = ["Result", "Operation", "Any", "Client", "Service", "ClientError", "Endpoint", "Error"]
    members: Json = {name: name for name in names}
    shapes = {name: structure(["text"]) for name in names}
    values = {name: {"text": "x"} for name in names}
    assert sent(emit(taking(members, **shapes)), **values) == values
    assert got(emit(giving(members, **shapes)), values) == values
