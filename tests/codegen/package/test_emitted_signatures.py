"""How the requests of emitted clients are signed: which of them, and for whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import restjson
from tests.codegen.models import Json, operation, service
from tests.recorder import Recorder

Emit = Callable[..., Any]
KEYS = restjson.Credentials("AKIDEXAMPLE", "the-secret-key")


def _sent(package: Any) -> restjson.Request:
    transport = Recorder()
    package.Client("us-east-1", transport=transport, credentials=KEYS).send()
    return transport.requests[0]


def _model(metadata: Json, **traits: Any) -> Json:
    send = {name: value for name, value in operation("Send").items() if name != "authtype"}
    model = service([send | traits], {})
    model["metadata"] |= metadata
    return model


@pytest.mark.parametrize(
    ("metadata", "name"),
    [({}, "example"), ({"signingName": "other"}, "other")],
    ids=["the endpoint's", "one of its own"],
)
def test_a_signature_names_the_service(emit: Emit, metadata: Json, name: str) -> None:
    request = _sent(emit(_model(metadata)))
    assert f"/us-east-1/{name}/aws4_request, " in request.headers["Authorization"]
    assert "X-Amz-Content-SHA256" not in request.headers


@pytest.mark.parametrize(
    "traits",
    [
        {"authtype": "v4-unsigned-body"},
        {"authtype": "v4-unsigned-body", "unsignedPayload": True},
        {"unsignedPayload": True},
    ],
    ids=str,
)
def test_a_signature_may_leave_out_the_body(emit: Emit, traits: Json) -> None:
    request = _sent(emit(_model({}, **traits)))
    assert "Authorization" in request.headers
    assert request.headers["X-Amz-Content-SHA256"] == "UNSIGNED-PAYLOAD"


@pytest.mark.parametrize("traits", [{}, {"unsignedPayload": True}], ids=str)
def test_an_operation_may_need_no_signature(emit: Emit, traits: Json) -> None:
    request = _sent(emit(_model({}, authtype="none", **traits)))
    assert not {"Authorization", "X-Amz-Date", "X-Amz-Content-SHA256"} & request.headers.keys()
