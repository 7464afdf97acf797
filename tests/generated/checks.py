"""The comparisons of our clients with botocore's, and what else holds of every call.

They are functions of their own so that `test_seeded_faults` can show that each finds what it
is there to find.
"""

from collections.abc import Callable, Iterable
from typing import Any

from botocore import xform_name
from hypothesis import given, settings
from hypothesis import strategies as st

from restjson import (
    ClientError,
    Credentials,
    ParamValidationError,
    Response,
    ResponseParseError,
)
from tests.effort import examples
from tests.generated import inputs, responses
from tests.generated.error_differences import REREAD, Reread
from tests.generated.input_differences import spared, unsendable
from tests.generated.peer import Outcome, Params, Peer, Sent, ServerResponse
from tests.generated.result_differences import REFUSED, reread
from tests.recorder import Recorder

FULL = settings(max_examples=examples(200))
# What must not be left to chance finds the seeded faults.
FEW = settings(max_examples=10, derandomize=True)

# Long enough to be masked where a server sends it back, and in no generated response.
CALLERS_SECRET = "the-secret-of-the-caller"
KEYS = Credentials("AKIDEXAMPLE", "the-secret-key-of-the-caller")


def check_requests(peer: Peer, operation: str, effort: settings) -> None:
    """The same valid input makes the same request."""

    def check(params: Params) -> None:
        theirs = peer.request(operation, spared(peer, operation, params))
        assert our_request(peer, operation, params) == theirs

    _run(check, inputs.each_valid(peer, operation), inputs.valid(peer, operation), effort)


def check_refusals(peer: Peer, operation: str, effort: settings) -> None:
    """What botocore refuses we refuse, naming the same paths; and `REFUSED_INPUTS`."""
    members = peer.operation(operation).input_shape.members

    def check(params: Params) -> None:
        ours = our_problems(peer, operation, params)
        found = [_path_and_kind(problem) for problem in ours]
        assert len(found) == len(set(found)), ours
        theirs = peer.problems(operation, spared(peer, operation, params))
        assert set(found) == theirs | {
            (name, "expected")
            for name, value in params.items()
            if name in members and unsendable(members[name], value)
        }

    _run(check, inputs.each_dubious(peer, operation), inputs.dubious(peer, operation), effort)


def check_results(peer: Peer, operation: str, effort: settings) -> None:
    """The same response below 300 gives the same result, but for `REFUSED`."""

    def check(response: ServerResponse) -> None:
        assert our_outcome(peer, operation, response) == expected_result(peer, operation, response)

    _run(
        check, responses.each_success(peer, operation), responses.successes(peer, operation), effort
    )


def check_errors(peer: Peer, operation: str, effort: settings) -> None:
    """The same response from 300 on gives the same exception, but for `REREAD`."""

    def check(response: ServerResponse) -> None:
        assert our_outcome(peer, operation, response) == expected_error(peer, operation, response)

    _run(check, responses.each_error(peer), responses.errors(peer), effort)


def expected_result(peer: Peer, operation: str, response: ServerResponse) -> Outcome:
    shape = peer.operation(operation).output_shape
    if any(difference.applies(shape, response) for difference in REFUSED):
        return Outcome("ResponseParseError", {})
    return peer.outcome(operation, minimal_input(peer, operation), reread(shape, response))


def expected_error(peer: Peer, operation: str, response: ServerResponse) -> Outcome:
    instead = response
    exchanged: list[tuple[Reread, ServerResponse]] = []
    for difference in REREAD:
        if difference.applies(peer, instead):
            exchanged.append((difference, instead))
            instead = difference.instead(peer, instead)
    outcome = peer.outcome(operation, minimal_input(peer, operation), instead)
    if exchanged:
        _restore(peer, outcome, response, exchanged)
    return outcome


def minimal_input(peer: Peer, operation: str) -> Params:
    return dict.fromkeys(peer.operation(operation).input_shape.required_members, CALLERS_SECRET)


def our_client(peer: Peer, transport: Recorder) -> Any:
    """A client of ours for the service of a peer; what it cannot do at once it gives up."""
    return peer.service.package.Client(
        "us-east-1", transport=transport, credentials=KEYS, max_attempts=1
    )


def our_request(peer: Peer, operation: str, params: Params) -> Sent:
    transport = Recorder()
    client = our_client(peer, transport)
    getattr(client, xform_name(operation))(**params)
    [request] = transport.requests
    return Sent.of(request.method, request.url, request.headers, request.body)


def our_problems(peer: Peer, operation: str, params: Params) -> tuple[str, ...]:
    transport = Recorder()
    try:
        our_client(peer, transport).call(operation, params)
    except ParamValidationError as error:
        assert transport.requests == []
        return error.problems
    return ()


def our_outcome(peer: Peer, operation: str, response: ServerResponse) -> Outcome:
    params = minimal_input(peer, operation)
    transport = Recorder(Response(response.status, response.headers, response.body))
    try:
        result = our_client(peer, transport).call(operation, params)
    except ClientError as error:
        _check_attributes(peer, error)
        # The peer's retries are off, ours are one attempt, which a response may note.
        error.response["ResponseMetadata"].pop("MaxAttemptsReached", None)
        return Outcome(type(error).__name__, dict(error.response))
    except ResponseParseError as error:
        _check_paths(peer, operation, response, str(error))
        return Outcome(type(error).__name__, {})
    return Outcome("result", dict(result))


def _restore(
    peer: Peer,
    outcome: Outcome,
    response: ServerResponse,
    exchanged: list[tuple[Reread, ServerResponse]],
) -> None:
    """What was exchanged for botocore's sake is not what came: put that back."""
    known = outcome.response["ResponseMetadata"]
    known["HTTPStatusCode"] = response.status
    known["HTTPHeaders"] = {name.lower(): value for name, value in response.headers.items()}
    shapes = [shape for shape in peer.error_shapes() if shape.name == outcome.kind]
    for difference, before in exchanged:
        known |= difference.metadata(before)
        for shape in shapes:
            outcome.response.update(difference.fields(shape, before))


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
        # What every error has keeps its own meaning.
        for name in peer.shape(type(error).__name__).members.keys() - vars(ClientError).keys():
            assert getattr(error, name) == members.get(name)


def _check_paths(peer: Peer, operation: str, response: ServerResponse, text: str) -> None:
    """A refused response names each member that should be a string and is not."""
    shape = peer.operation(operation).output_shape
    assert shape is not None
    members = response.json or {}
    for name, member in shape.members.items():
        value = members.get(name)
        if member.type_name == "string" and isinstance(value, list | dict):
            assert f" {name}: expected str, got {type(value).__name__}" in text


def _path_and_kind(problem: str) -> tuple[str, str]:
    path, what = problem.split(": ", 1)
    kinds = ("required", "unknown member", "expected at least", "expected")
    return path, next((kind for kind in kinds if what.startswith(kind)), what)


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
