"""Checks that what the model marks sensitive does not show, and that the rest does."""

import json

import pytest

from restjson import ClientError, ParamValidationError, Response
from tests.generated.checks import our_client
from tests.generated.peer import Params, Peer
from tests.recorder import Recorder


def check_masks(peer: Peer, operation: str) -> None:
    """A result's repr shows every member but the sensitive ones, nested ones included."""
    shape = peer.service.model.output(operation)
    if shape is None:
        return
    value = peer.service.model.filled(shape)
    transport = Recorder(Response(200, {}, json.dumps(value).encode()))
    result = our_client(peer, transport).call(operation, _input(peer, operation))
    _check_shown(repr(result), value, peer.service.model.secrets(shape))


def check_echo(peer: Peer, operation: str) -> None:
    """An error does not show the secrets of its request that the server sent back."""
    params = _input(peer, operation)
    body = json.dumps({"error": "invalid_grant", "error_description": json.dumps(params)})
    transport = Recorder(Response(400, {"X-Echo": json.dumps(params)}, body.encode()))
    with pytest.raises(ClientError) as caught:
        our_client(peer, transport).call(operation, params)
    error = caught.value
    shown = f"{error} {error!r} {error.response} {error.fields}"
    model = peer.service.model
    _check_shown(shown, params, model.secrets(model.input(operation)))


def check_problems_hide_values(peer: Peer, operation: str) -> None:
    """What is wrong with an input is said without its values."""
    params = {name: [{"value": f"value-of-{name}"}] for name in _input(peer, operation)}
    with pytest.raises(ParamValidationError) as caught:
        our_client(peer, Recorder()).call(operation, params)
    assert len(caught.value.problems) == len(params)
    assert "value-of" not in str(caught.value) + repr(caught.value)


def _input(peer: Peer, operation: str) -> Params:
    model = peer.service.model
    params: Params = model.filled(model.input(operation))
    return params


def _check_shown(shown: str, value: Params, secrets: set[str]) -> None:
    """Every string of a filled value is shown, but for the secrets."""
    parts = json.dumps(value).split("value-")[1:]
    for name in (part.partition(".")[0] for part in parts):
        assert (f"value-{name}." in shown) == (name not in secrets), name
