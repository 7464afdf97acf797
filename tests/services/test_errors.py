"""How our clients raise the errors of a model, against botocore's parser."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

import restjson
from restjson import Response
from tests.recorder import Recorder
from tests.services.comparison import Comparison
from tests.services.differences import ERRORS
from tests.services.inputs import Inputs
from tests.services.responses import Responses
from tests.services.results import Failure, members
from tests.services.service import Emitted

pytestmark = pytest.mark.services

_NAMES = ("{}", "com.amazonaws.example#{}", "{}:http://internal.amazon.com/coral/x#y")


def test_each_error_is_that_of_botocore(emitted: Emitted, count: Counter[str]) -> None:
    recorder = Recorder()
    client = emitted.client(recorder)
    inputs, responses = Inputs(emitted.name), Responses(emitted.name)
    compared = Comparison("errors", ERRORS)
    operation = emitted.operations[0]
    params = inputs.least(operation)
    for shape in emitted.peer.model.error_shapes:
        for response in _responses(shape, responses):
            recorder.response = response
            ours = _ours(client, operation.name, params)
            theirs = _theirs(emitted, operation, response)
            name = f"{shape.name}: {response.status} {response.headers} {response.body!r}"
            compared.add(name, response, shape, ours, theirs)
    compared.end(count)


def _responses(shape: Any, responses: Responses) -> Iterator[Response]:
    """Yield an error, named in each way that servers use."""
    status = shape.metadata.get("error", {}).get("httpStatusCode", 400)
    for style in ("full", "hard", "least"):
        made = responses.response(shape, status, f"{shape.name} {style}", style)
        for name in _NAMES:
            named = {**made.headers, "x-amzn-ErrorType": name.format(shape.error_code)}
            yield Response(status, named, made.body)
        body = json.loads(made.body)
        for place in ("code", "__type"):
            if place not in body:
                text = json.dumps({**body, place: _NAMES[1].format(shape.error_code)})
                yield Response(status, made.headers, text.encode())


def _ours(client: Any, operation: str, params: Any) -> Any:
    try:
        client.call(operation, params)
    except restjson.ClientError as error:
        return type(error).__name__, members(dict(error.response))
    except Exception as error:
        return Failure.of(error), {}
    return "no error", {}


def _theirs(emitted: Emitted, operation: Any, response: Response) -> Any:
    try:
        parsed = emitted.peer.parsed(operation, response)
    except Exception as error:
        return Failure.of(error), {}
    code = parsed.get("Error", {}).get("Code")
    shape = emitted.peer.model.shape_for_error_code(code)
    return shape.name if shape else "ClientError", members(parsed)
