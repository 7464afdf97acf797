"""The emitted classes of modelled errors."""

from __future__ import annotations

import pickle
import typing
from collections.abc import Callable
from typing import Any

import pytest

from tests.codegen.calls import client_of, got
from tests.codegen.models import failing, giving, operation, service, structure

Emit = Callable[..., Any]


ERROR_NAMES = ["args", "code", "message", "response", "__init__", "fields", "str", "property"]


def test_an_errors_members_never_hide_what_every_error_has(emit: Emit) -> None:
    package = emit(failing([*ERROR_NAMES, "reason", "type", "self", "value", "class", "_x"]))
    values = dict.fromkeys([*ERROR_NAMES, "reason", "type", "self", "value", "class", "_x"], "odd")
    response = {**values, "code": "OddException", "message": "It is odd."}
    client, _ = client_of(package, 400, response)
    with pytest.raises(package.errors.OddException) as caught:
        client.fail()
    error = caught.value
    assert (error.code, error.message, error.http_status) == ("OddException", "It is odd.", 400)
    assert error.response["Error"] == {"Code": "OddException", "Message": "It is odd."}
    assert (error.reason, error.type, error.self, error.value) == ("odd",) * 4
    assert dict(error.fields) == response
    assert str(error) == "Fail: OddException: It is odd. (HTTP 400)"
    assert isinstance(error.args, tuple)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - our own


def test_an_error_is_found_by_its_code_or_its_name(emit: Emit) -> None:
    package = emit(failing(["message"], error={"code": "Odd:Code", "httpStatusCode": 400}))
    assert list(package.errors.ERRORS.items()) == [("Odd:Code", package.errors.OddException)]
    assert package.Client.exceptions.OddException is package.errors.OddException


def test_errors_that_share_an_oauth_code_are_told_apart_by_their_members(emit: Emit) -> None:
    error = {"shape": "String", "enum": ["odd"]}
    plain = structure({"error": error}, exception=True)
    placed = structure({"error": error, "place": {"shape": "Place"}}, exception=True)
    place = structure({"street": "String"})
    model = service(
        [operation("Fail")],
        {"PlainException": plain, "PlacedException": placed, "Place": place},
    )
    package = emit(model)
    client, _ = client_of(package, 400, {"error": "odd"})
    with pytest.raises(package.errors.PlainException):
        client.fail()
    client, _ = client_of(package, 400, {"error": "odd", "place": {"street": "x", "more": 1}})
    with pytest.raises(package.errors.PlacedException) as caught:
        client.fail()
    assert caught.value.place == {"street": "x"}


@pytest.mark.parametrize(
    ("traits", "expected"),
    [
        ({}, ""),
        ({"retryable": {"throttling": False}}, "transient"),
        ({"retryable": {"throttling": True}}, "throttling"),
    ],
)
def test_an_error_says_whether_trying_again_may_help(
    emit: Emit, traits: dict[str, Any], expected: str
) -> None:
    package = emit(failing(["_retry_class"], **traits))
    assert package.errors.OddException._retry_class == expected


def test_an_error_may_be_part_of_a_result(emit: Emit) -> None:
    package = emit(giving({"odd": "OddException"}, OddException=structure(["a"], exception=True)))
    assert got(package, {"odd": {"a": "x"}}) == {"odd": {"a": "x"}}
    assert typing.get_type_hints(package.shapes.OddException) == {"a": str}
