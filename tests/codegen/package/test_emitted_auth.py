"""How the requests of emitted operations prove who sends them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import restjson
from tests.codegen.models import Json, service
from tests.recorder import Recorder

Emit = Callable[..., Any]

SIGV4, SIGV4A = "aws.auth#sigv4", "aws.auth#sigv4a"
BEARER, NO_AUTH = "smithy.api#httpBearerAuth", "smithy.api#noAuth"


def model_of(*auth: str, version: str = "v4", **traits: Any) -> Json:
    http = {"method": "POST", "requestUri": "/"}
    model = service([{"name": "Send", "http": http, **traits}], {})
    model["metadata"] |= {"signatureVersion": version, "signingName": "tea-pot"}
    model["metadata"] |= {"auth": list(auth)} if auth else {}
    return model


def sent(package: Any, **arguments: Any) -> dict[str, str]:
    """Return the headers of a request."""
    recorder = Recorder(restjson.Response(200, {}, b""))
    package.Client("us-east-1", transport=recorder, **arguments).send()
    return dict(recorder.requests[0].headers)


KEYS = restjson.Credentials("AKID", "secret")


@pytest.mark.parametrize(
    ("model", "names"),
    [
        (model_of(), ("sigv4",)),
        (model_of(SIGV4), ("sigv4",)),
        (model_of(authtype="none"), ("none",)),
        (model_of(authtype="none", auth=[NO_AUTH]), ("none",)),
        (model_of(auth=[NO_AUTH]), ("none",)),
        (model_of(version="bearer"), ("bearer",)),
        (model_of(BEARER, version="bearer"), ("bearer",)),
        (model_of(SIGV4, BEARER), ("sigv4", "bearer")),
        (model_of(SIGV4A, SIGV4), ("sigv4a", "sigv4")),
        (model_of(SIGV4, auth=[BEARER]), ("bearer",)),
        (model_of(authtype="v4-unsigned-body"), ("sigv4-unsigned-payload",)),
        (model_of(SIGV4, unsignedPayload=True), ("sigv4-unsigned-payload",)),
    ],
)
def test_an_operation_has_the_schemes_of_the_model(
    emit: Emit, model: Json, names: tuple[str, ...]
) -> None:
    assert emit(model).operations.SEND.auth == names


def test_a_service_of_tokens_takes_one(emit: Emit, monkeypatch: pytest.MonkeyPatch) -> None:
    package = emit(model_of(version="bearer"))
    assert sent(package, token="hush")["Authorization"] == "Bearer hush"
    monkeypatch.setenv("AWS_BEARER_TOKEN_TEA_POT", "shush")
    assert sent(package)["Authorization"] == "Bearer shush"


def test_a_service_that_takes_both_is_signed_for_without_a_token(emit: Emit) -> None:
    package = emit(model_of(SIGV4, BEARER))
    assert "/tea-pot/aws4_request" in sent(package, credentials=KEYS)["Authorization"]
    both = sent(package, credentials=KEYS, token="hush")
    assert both["Authorization"] == "Bearer hush"


def test_a_service_of_another_signature_is_signed_for_by_the_one_that_there_is(emit: Emit) -> None:
    package = emit(model_of(SIGV4A, SIGV4))
    assert sent(package, credentials=KEYS)["Authorization"].startswith("AWS4-HMAC-SHA256 ")
    with pytest.raises(restjson.ConfigError, match="takes sigv4a as authentication"):
        sent(emit(model_of(SIGV4A)), credentials=KEYS)


def test_an_unsigned_body_is_said_to_be_one(emit: Emit) -> None:
    headers = sent(emit(model_of(authtype="v4-unsigned-body")), credentials=KEYS)
    assert headers["X-Amz-Content-SHA256"] == "UNSIGNED-PAYLOAD"


def test_a_body_is_signed_where_others_could_change_it(emit: Emit) -> None:
    package = emit(model_of(authtype="v4-unsigned-body"))
    headers = sent(package, credentials=KEYS, endpoint_url="http://localhost:1")
    assert "X-Amz-Content-SHA256" not in headers


def test_the_token_is_documented_where_it_does_something(emit: Emit) -> None:
    assert "bearer token" in emit(model_of(version="bearer")).Client.__doc__
    assert "bearer token" not in emit(model_of()).Client.__doc__
