"""The exceptions: they pickle, they print in one line, they show no secret."""

import copy
import pickle
from typing import Any

import pytest

import restjson
from restjson import ClientError, ParamValidationError, Result, WaiterError
from restjson import errors as all_errors


def _every_class() -> list[type[restjson.Error]]:
    return [
        kind
        for kind in vars(all_errors).values()
        if isinstance(kind, type) and issubclass(kind, restjson.Error)
    ]


def _response(**error: str) -> dict[str, Any]:
    return {
        "Error": {"Code": "SlowDownException", "Message": "too fast", **error},
        "ResponseMetadata": {
            "RequestId": "5f4d-1",
            "HTTPStatusCode": 400,
            "HTTPHeaders": {"x-amzn-requestid": "5f4d-1"},
            "RetryAttempts": 0,
        },
        "error": "slow_down",
    }


def _instance(kind: type[restjson.Error]) -> restjson.Error:
    if issubclass(kind, ParamValidationError):
        return kind("CreateToken", ["clientId: required"])
    if issubclass(kind, ClientError):
        return kind(_response(), "CreateToken", Result({"error": "slow_down"}))
    if issubclass(kind, WaiterError):
        return kind("ThingReady", "3 calls are used up", Result({"status": "PENDING"}))
    return kind("what happened")


@pytest.mark.parametrize("kind", _every_class())
def test_every_error_pickles_and_copies(kind: type[restjson.Error]) -> None:
    error = _instance(kind)
    for copied in (
        pickle.loads(pickle.dumps(error)),  # noqa: S301
        copy.copy(error),
        copy.deepcopy(error),
    ):
        assert type(copied) is kind
        assert (str(copied), repr(copied)) == (str(error), repr(error))
        assert vars(copied) == vars(error)


@pytest.mark.parametrize("kind", _every_class())
def test_every_error_has_one_root_and_is_public(kind: type[restjson.Error]) -> None:
    assert issubclass(kind, restjson.Error)
    assert getattr(restjson, kind.__name__) is kind


def test_wrong_arguments_are_also_a_value_error() -> None:
    error = ParamValidationError("CreateToken", iter(["clientId: required", "x: unknown member"]))
    assert isinstance(error, ValueError)
    assert error.operation_name == "CreateToken"
    assert error.problems == ("clientId: required", "x: unknown member")
    assert str(error) == "CreateToken: clientId: required; x: unknown member"


def test_a_client_error_has_the_form_of_botocores() -> None:
    response = _response()
    error = ClientError(response, "CreateToken")
    assert error.response is response
    assert error.operation_name == "CreateToken"
    assert error.fields == {}
    assert (error.code, error.message) == ("SlowDownException", "too fast")
    assert (error.http_status, error.request_id) == (400, "5f4d-1")


def test_a_client_error_tells_what_support_asks_for() -> None:
    error = ClientError(_response(), "CreateToken")
    text = "CreateToken: SlowDownException: too fast (HTTP 400, request id 5f4d-1)"
    assert str(error) == text
    assert repr(error) == f"<ClientError: {text}>"


def test_a_client_error_of_ones_own_making_prints_what_there_is() -> None:
    assert str(ClientError({}, "CreateToken")) == "CreateToken: : no message"
    error = ClientError({"Error": {"Code": "a", "Message": "b"}}, "CreateToken")
    assert str(error) == "CreateToken: a: b"
    assert (error.http_status, error.request_id) == (None, None)


@pytest.mark.parametrize("member", ["Code", "Message"])
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\r\nb", r"a\r\nb"),
        ("\x1b[31mred\x07", r"\x1b[31mred\x07"),
        ("\x7f\x9b", r"\x7f\x9b"),
        ("\u202egnp.exe", r"\u202egnp.exe"),
        ("\u2066\u200f\u2028\u2029", r"\u2066\u200f\u2028\u2029"),
        ("\ud800", r"\ud800"),
        ("naïve ☃ 日本", "naïve ☃ 日本"),
    ],
)
def test_characters_that_could_deceive_are_escaped(member: str, text: str, shown: str) -> None:
    error = ClientError(_response(**{member: text}), "CreateToken")
    assert shown in str(error)
    assert text == shown or text not in str(error) + repr(error)
    assert (error.code if member == "Code" else error.message) == text


def test_a_request_id_is_escaped_too() -> None:
    response = _response()
    response["ResponseMetadata"]["RequestId"] = "a\nb" + "c" * 1000
    text = str(ClientError(response, "CreateToken"))
    assert r"request id a\nbccc" in text
    assert len(text) < 300


def test_a_page_is_cut_where_it_is_printed_and_kept_whole() -> None:
    page = "page" * 10_000
    error = ClientError(_response(Message=page), "CreateToken")
    assert error.message == page
    assert len(str(error)) < 1000
    assert "page... (HTTP 400" in str(error)
