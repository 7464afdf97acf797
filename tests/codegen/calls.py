"""Calls of emitted clients, over a transport that goes nowhere."""

from __future__ import annotations

import json
from typing import Any

import pytest

import restjson
from tests.codegen.models import Json
from tests.recorder import Recorder


def client_of(package: Any, status: int = 200, response: object = None) -> tuple[Any, Recorder]:
    """Return a client that gets this response to every call, and what keeps its requests."""
    body = b"" if response is None else json.dumps(response).encode()
    recorder = Recorder(restjson.Response(status, {}, body))
    return package.Client(endpoint_url="http://localhost/base", transport=recorder), recorder


def sent(package: Any, **arguments: Any) -> Any:
    """Return what `send` puts into the body of its request."""
    client, recorder = client_of(package)
    client.send(**arguments)
    return json.loads(recorder.requests[-1].body)


def got(package: Any, response: Json) -> Json:
    """Return what `get` makes of a response, without its metadata."""
    client, _ = client_of(package, response=response)
    result = client.get()
    assert result.pop("ResponseMetadata")["HTTPStatusCode"] == 200
    return dict(result)


def refused(package: Any, **params: Any) -> tuple[str, ...]:
    """Return the problems for which `Send` is not sent."""
    client, recorder = client_of(package)
    with pytest.raises(package.ParamValidationError) as caught:
        client.call("Send", params)
    assert recorder.requests == []
    problems: tuple[str, ...] = caught.value.problems
    return problems
