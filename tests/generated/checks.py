"""The comparisons of the client with botocore, and what else holds of every call.

They are functions of their own so that `test_seeded_faults` can show that each finds what it
is there to find.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

import pytest
from botocore import xform_name
from hypothesis import given, settings
from hypothesis import strategies as st

import ssooidc
from restjson import (
    ClientError,
    ConfigError,
    ParamValidationError,
    Response,
    ResponseParseError,
    attempts,
)
from restjson import call as call_steps
from restjson.operation import Operation
from restjson.parse import parse_error, parse_result
from ssooidc import operations
from tests.generated import answers, inputs
from tests.generated.differences import REFUSED, REREAD
from tests.generated.peer import Answer, Outcome, Params, Peer, Sent
from tests.recorder import Recorder

FULL = settings(max_examples=200, deadline=None, database=None)
# What must not be left to chance finds the seeded faults.
FEW = settings(max_examples=10, deadline=None, database=None, derandomize=True)

# Long enough to be masked where a server sends it back, and in no generated answer.
CALLERS_SECRET = "the-secret-of-the-caller"


def check_requests(peer: Peer, operation: str, effort: settings) -> None:
    """The same valid input makes the same request."""

    def check(params: Params) -> None:
        spared = {name: value for name, value in params.items() if value is not None}
        assert our_request(operation, params) == peer.request(operation, spared)

    _run(check, inputs.each_valid(peer, operation), inputs.valid(peer, operation), effort)


def check_refusals(peer: Peer, operation: str, effort: settings) -> None:
    """What botocore refuses we refuse, naming the same paths and nothing more.

    None stands for left out with us; botocore refuses it and has to be spared it.
    """

    def check(params: Params) -> None:
        spared = {name: value for name, value in params.items() if value is not None}
        ours = our_problems(operation, params)
        found = [_path_and_kind(problem) for problem in ours]
        assert len(found) == len(set(found)), ours
        assert set(found) == peer.problems(operation, spared)

    _run(check, inputs.each_dubious(peer, operation), inputs.dubious(peer, operation), effort)


def check_results(peer: Peer, operation: str, effort: settings) -> None:
    """The same answer below 300 gives the same result, but for `REFUSED`."""

    def check(answer: Answer) -> None:
        assert our_outcome(peer, operation, answer) == expected_result(peer, operation, answer)

    _run(check, answers.each_success(peer, operation), answers.successes(peer, operation), effort)


def check_errors(peer: Peer, operation: str, effort: settings) -> None:
    """The same answer from 300 on gives the same exception, but for `REREAD`."""

    def check(answer: Answer) -> None:
        assert our_outcome(peer, operation, answer) == expected_error(peer, operation, answer)

    _run(check, answers.each_error(peer), answers.errors(peer), effort)


def expected_result(peer: Peer, operation: str, answer: Answer) -> Outcome:
    shape = peer.operation(operation).output_shape
    if any(difference.applies(shape, answer) for difference in REFUSED):
        return Outcome("ResponseParseError", {})
    return peer.outcome(operation, minimal_input(peer, operation), answer)


def expected_error(peer: Peer, operation: str, answer: Answer) -> Outcome:
    instead = answer
    metadata: Params = {}
    for difference in REREAD:
        if difference.applies(peer, instead):
            metadata |= difference.metadata(instead)
            instead = difference.instead(peer, instead)
    outcome = peer.outcome(operation, minimal_input(peer, operation), instead)
    if instead is not answer:
        # What was exchanged for botocore's sake is not what came.
        known = outcome.response["ResponseMetadata"]
        known |= metadata
        known["HTTPStatusCode"] = answer.status
        known["HTTPHeaders"] = {name.lower(): value for name, value in answer.headers.items()}
    return outcome


def minimal_input(peer: Peer, operation: str) -> Params:
    return dict.fromkeys(peer.operation(operation).input_shape.required_members, CALLERS_SECRET)


def our_request(operation: str, params: Params) -> Sent:
    record = operations.OPERATIONS[operation]
    transport = Recorder()
    client = ssooidc.Client("us-east-1", transport=transport)
    function = getattr(operations, xform_name(operation))
    if record.auth == "none":
        function(client, **params)
        [request] = transport.requests
    else:
        # It cannot be signed yet; up to there everything is as for the others.
        with pytest.raises(ConfigError):
            function(client, **params)
        assert transport.requests == []
        body = call_steps.serialize(record, params)
        request = call_steps.address(client, record, body)
    url = urlsplit(request.url)
    return Sent(
        request.method,
        f"{url.path}?{url.query}" if url.query else url.path,
        request.headers.get("Content-Type"),
        json.loads(request.body),
    )


def our_problems(operation: str, params: Params) -> tuple[str, ...]:
    transport = Recorder()
    client = ssooidc.Client("us-east-1", transport=transport)
    try:
        client.call(operation, params)
    except ParamValidationError as error:
        assert transport.requests == []
        return error.problems
    except ConfigError:
        assert operations.OPERATIONS[operation].auth != "none"
    return ()


def our_outcome(peer: Peer, operation: str, answer: Answer) -> Outcome:
    params = minimal_input(peer, operation)
    response = Response(answer.status, answer.headers, answer.body)
    record = operations.OPERATIONS[operation]
    try:
        if record.auth == "none":
            client = ssooidc.Client("us-east-1", transport=Recorder(response), max_attempts=1)
            result = client.call(operation, params)
        else:
            result = _parsed(record, params, response)
    except ClientError as error:
        _check_attributes(peer, error)
        # The peer's retries are off, ours are one attempt, which an answer may note.
        error.response["ResponseMetadata"].pop("MaxAttemptsReached", None)
        return Outcome(type(error).__name__, dict(error.response))
    except ResponseParseError as error:
        _check_paths(peer, operation, answer, str(error))
        return Outcome(type(error).__name__, {})
    return Outcome("result", dict(result))


def _parsed(record: Operation, params: Params, response: Response) -> Any:
    # As `restjson.attempts` does it with the answer to a request that it could send.
    if response.status < attempts._FIRST_REFUSAL:
        return parse_result(record, response)
    raise parse_error(ssooidc.Client._service, record, params, response)


def _check_attributes(peer: Peer, error: ClientError) -> None:
    """The attributes of an exception say what its `response` says."""
    members = dict(error.response)
    metadata = members.pop("ResponseMetadata")
    assert members.pop("Error") == {"Code": error.code, "Message": error.message}
    assert error.fields == members
    assert (error.http_status, error.request_id) == (
        metadata["HTTPStatusCode"],
        metadata.get("RequestId"),
    )
    if type(error) is not ClientError:
        for name in peer.shape(type(error).__name__).members:
            assert getattr(error, name) == members.get(name)


def _check_paths(peer: Peer, operation: str, answer: Answer, text: str) -> None:
    """A refused answer names each member that should be a string and is not."""
    shape = peer.operation(operation).output_shape
    members = answer.json or {}
    for name, member in shape.members.items():
        value = members.get(name)
        if member.type_name == "string" and value is not None and not isinstance(value, str):
            assert f" {name}: expected str, got {type(value).__name__}" in text


def _path_and_kind(problem: str) -> tuple[str, str]:
    path, what = problem.split(": ", 1)
    kinds = [kind for kind in ("required", "unknown member", "expected") if what.startswith(kind)]
    return path, kinds[0]


def _run(
    check: Callable[[Any], None],
    each: Iterable[Any],
    found: st.SearchStrategy[Any],
    effort: settings,
) -> None:
    """Check what must not be left to chance, then what hypothesis finds."""
    for value in each:
        check(value)
    effort(given(found)(check))()
