"""The operations of SSO OIDC: which path is which, and what it takes to be let in."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

import flask
from werkzeug import Response

from . import sigv4
from .answers import success
from .device import start_device_authorization
from .iam_tokens import create_token_with_iam
from .registration import register_client
from .store import Store
from .tokens import create_token
from .validation import RequestShape, load_schemas

# The name of the service in a signature.
_SIGNING_NAME = "sso-oauth"

_Perform = Callable[[Store, Mapping[str, Any]], Mapping[str, Any]]


def blueprint(store: Store, *, auto_approve: bool) -> flask.Blueprint:
    """The routes of the service.

    Args:
        store: The state to work on.
        auto_approve: Whether each device authorization is approved from the start.

    Raises:
        SchemasNotFoundError: The emitted schemas are not installed.
    """
    schemas = load_schemas("ssooidc")
    routes = flask.Blueprint("oidc", __name__)

    def operation(name: str, perform: _Perform, *, signed: bool = False) -> Callable[[], Response]:
        shape = RequestShape(schemas, f"{name}Request")

        def answer() -> Response:
            flask.g.operation = name
            body = flask.request.get_data(cache=False)
            if signed:
                _verify_signature(store, body)
            request = shape.parse(body)
            with store.lock:
                return success(perform(store, request))

        return answer

    def start(store: Store, request: Mapping[str, Any]) -> Mapping[str, Any]:
        # The Host header says under which address the client reaches us.
        address = f"{flask.request.scheme}://{flask.request.host}/"
        return start_device_authorization(
            store, request, address=address, auto_approve=auto_approve
        )

    plain = operation("CreateToken", create_token)
    with_iam = operation("CreateTokenWithIAM", create_token_with_iam, signed=True)

    def token() -> Response:
        # The two have one path and one method, and differ in the query alone.
        return with_iam() if flask.request.args.get("aws_iam") == "t" else plain()

    views = {
        "/client/register": operation("RegisterClient", register_client),
        "/device_authorization": operation("StartDeviceAuthorization", start),
        "/token": token,
    }
    for path, view in views.items():
        routes.add_url_rule(path, path, view, methods=["POST"], provide_automatic_options=False)
    return routes


def _verify_signature(store: Store, body: bytes) -> None:
    request = flask.request
    signed = sigv4.SignedRequest(
        method=request.method,
        path=quote(request.path),
        query=request.query_string.decode("latin-1"),
        headers={name.lower(): value for name, value in request.headers},
        body=body,
    )
    with store.lock:
        sigv4.verify(signed, store.credentials, service=_SIGNING_NAME, now=store.clock())
