"""How our clients read event streams that go wrong, against botocore's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from botocore.exceptions import EventStreamError
from botocore.model import OperationModel

import restjson
from restjson import Response
from tests.recorder import Recorder
from tests.services.comparison import Comparison
from tests.services.differences import EVENTS
from tests.services.event_streams import message
from tests.services.inputs import Inputs
from tests.services.responses import Responses
from tests.services.results import Failure, comparable
from tests.services.service import Emitted

pytestmark = pytest.mark.services


def test_what_ends_an_event_stream_is_raised_as_botocore_raises_it(
    emitted: Emitted, count: Counter[str]
) -> None:
    recorder = Recorder()
    client = emitted.client(recorder)
    inputs, responses = Inputs(emitted.name), Responses(emitted.name)
    compared = Comparison("event streams", EVENTS)
    for operation in emitted.operations:
        if not operation.has_event_stream_output:
            continue
        for response in _responses(operation, responses):
            recorder.response = response
            params = inputs.least(operation)
            ours = _outcome(operation, partial(client.call, operation.name, params))
            theirs = _outcome(operation, partial(emitted.peer.parsed, operation, response))
            compared.add(operation.name, response, operation, ours, theirs)
    compared.end(count)


def _responses(operation: OperationModel, responses: Responses) -> Iterator[Response]:
    """Yield a stream with all events and then each exception, an error, and what nobody knows."""
    output: Any = operation.output_shape
    stream = output.members[output.serialization["payload"]]
    events = responses.response(output, 200, f"{operation.name} events")
    for name, shape in stream.members.items():
        if shape.metadata.get("exception"):
            body = responses.response(shape, 400, f"{operation.name} {name}").body
            headers = {":message-type": "exception", ":exception-type": name}
            yield Response(200, events.headers, events.body + message(headers, body))
    headers = {":message-type": "error", ":error-code": "Oops", ":error-message": "it broke"}
    yield Response(200, events.headers, events.body + message(headers, b""))
    headers = {":message-type": "event", ":event-type": "unheardOf"}
    yield Response(200, events.headers, message(headers, b"{}") + events.body)


def _outcome(operation: OperationModel, call: Callable[[], Any]) -> Any:
    """Return the events, and what ended them: the kind of error, and what it says."""
    output: Any = operation.output_shape
    events = []
    try:
        for event in call()[output.serialization["payload"]]:
            events.append(comparable(event))
    except (restjson.ClientError, EventStreamError) as error:
        return events, type(error).__name__, dict(error.response["Error"])
    except Exception as error:
        return events, Failure.of(error), {}
    return events, "", {}
