"""The operations of SSO OIDC: which path is which, and what it takes to be let in."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

import flask
from werkzeug import Response

from ..oidc.device import find, start_device_authorization
from ..oidc.errors import InvalidRequestRegionException
from ..oidc.iam_tokens import create_token_with_iam
from ..oidc.registration import register_client
from ..oidc.tokens import create_token
from ..state.store import Store
from . import sigv4
from .hosts import own_origin
from .operation import Members, View, operation
from .validation import RequestShape, load_schemas

# The name of the service in a signature.
_SIGNING_NAME = "sso-oauth"

_Perform = Callable[[Store, Mapping[str, Any]], Mapping[str, Any]]


def blueprint(store: Store, *, public_url: str | None = None) -> flask.Blueprint:
    """Make the routes of the service.

    Args:
        store: the state to work on.
        public_url: where people reach the pages; by default where the client reaches us.

    Raises:
        SchemasNotFoundError: the emitted schemas are not installed.
    """
    schemas = load_schemas("ssooidc")
    routes = flask.Blueprint("oidc", __name__)

    def view(name: str, perform: _Perform, *, signed: bool = False) -> View:
        shape = RequestShape(schemas, f"{name}Request")

        def read() -> Members:
            body = flask.request.get_data(cache=False)
            if signed:
                _verify_signature(store, body)
            return shape.parse(body)

        return operation(store, name, read, lambda request: perform(store, request))

    def start(store: Store, request: Members) -> Members:
        result = start_device_authorization(store, request, address=public_url or own_origin())
        flask.g.user_code = result["userCode"]
        return result

    started = view("StartDeviceAuthorization", start)
    plain = view("CreateToken", create_token)
    with_iam = view("CreateTokenWithIAM", create_token_with_iam, signed=True)

    def device_authorization() -> Response:
        response = started()
        _announce(store)
        return response

    def token() -> Response:
        # The two have one path and one method, and differ in the query alone.
        return with_iam() if flask.request.args.get("aws_iam") == "t" else plain()

    views = {
        "/client/register": view("RegisterClient", register_client),
        "/device_authorization": device_authorization,
        "/token": token,
    }
    for path, each in views.items():
        routes.add_url_rule(path, path, each, methods=["POST"], provide_automatic_options=False)
    return routes


def _announce(store: Store) -> None:
    """Tell those who listen of a device authorization. They may decide it: the lock is free."""
    if "user_code" not in flask.g:
        return
    with store.lock:
        authorization = find(store, flask.g.user_code)
    if authorization is not None:
        for listener in store.listeners:
            listener(authorization)


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
        known, now, region = store.credentials, store.clock(), store.switches.region
        signed_for = sigv4.verify(signed, known, service=_SIGNING_NAME, now=now)
    if region is not None and signed_for != region:
        raise InvalidRequestRegionException(region)
