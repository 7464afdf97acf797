"""Checks that what the model marks sensitive does not show, and that the rest does."""

import json

import pytest

import ssooidc
from restjson import ParamValidationError, Response
from restjson.parse import parse_error, parse_result
from ssooidc import operations
from tests.generated import model


def check_masks(operation: str) -> None:
    """A result's repr shows every member but the sensitive ones, nested ones included."""
    shape = f"{operation}Response"
    body = json.dumps(model.filled(shape)).encode()
    result = parse_result(operations.OPERATIONS[operation], Response(200, {}, body))
    for name in _names(shape):
        assert (f"value-of-{name}." in repr(result)) == (name not in model.secrets(shape)), name


def check_echo(operation: str) -> None:
    """An error does not show the secrets of its request that the server sent back."""
    shape = f"{operation}Request"
    params = model.filled(shape)
    body = json.dumps({"error": "invalid_grant", "error_description": json.dumps(params)})
    response = Response(400, {"X-Echo": json.dumps(params)}, body.encode())
    record = operations.OPERATIONS[operation]
    error = parse_error(ssooidc.Client._service, record, params, response)
    shown = f"{error} {error!r} {error.response} {error.fields}"
    for name in _names(shape):
        assert (f"value-of-{name}." in shown) == (name not in model.secrets(shape)), name


def check_problems_hide_values(operation: str) -> None:
    """What is wrong with an input is said without its values."""
    shape = f"{operation}Request"
    params = {name: [{"value": f"value-of-{name}"}] for name in model.filled(shape)}
    with pytest.raises(ParamValidationError) as caught:
        ssooidc.Client("us-east-1").call(operation, params)
    assert len(caught.value.problems) == len(params)
    assert "value-of" not in str(caught.value) + repr(caught.value)


def _names(shape: str) -> list[str]:
    """The members that hold strings, nested ones included."""
    text = json.dumps(model.filled(shape))
    return [part.partition(".")[0] for part in text.split("value-of-")[1:]]
