"""The operations of the access portal: which path is which, and who is let in."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import flask
from werkzeug import Response

from .answers import empty, success
from .assignments import get_role_credentials, list_account_roles, list_accounts
from .portal_errors import (
    InvalidRequestException,
    TooManyRequestsException,
    UnauthorizedException,
)
from .sessions import Grant
from .store import Store, TokenStatus
from .validation import RequestShape, load_schemas

BEARER_TOKEN_HEADER = "x-amz-sso_bearer_token"  # noqa: S105 - the name of a header

# How the model binds members to the query.
_QUERY = {
    "accountId": "account_id",
    "maxResults": "max_result",
    "nextToken": "next_token",
    "roleName": "role_name",
}

# Longer ones are out of any range, and what they are worth takes long to find out.
_INTEGER = re.compile(r"-?[0-9]{1,9}")

_Perform = Callable[[Store, Grant, Mapping[str, Any]], Mapping[str, Any] | None]


def blueprint(store: Store) -> flask.Blueprint:
    """The routes of the service.

    Args:
        store: The state to work on.

    Raises:
        SchemasNotFoundError: The emitted schemas are not installed.
    """
    schemas = load_schemas("ssoportal")
    routes = flask.Blueprint("portal", __name__)

    def operation(method: str, path: str, name: str, perform: _Perform) -> None:
        shape = RequestShape(schemas, f"{name}Request", InvalidRequestException)

        def answer() -> Response:
            flask.g.operation = name
            with store.lock:
                _hold_to_limit(store)
                request = shape.check(_members())
                grant = _authorize(store, request["accessToken"])
                reply = perform(store, grant, request)
            return empty() if reply is None else success(reply)

        routes.add_url_rule(path, name, answer, methods=[method], provide_automatic_options=False)

    operation("GET", "/assignment/accounts", "ListAccounts", list_accounts)
    operation("GET", "/assignment/roles", "ListAccountRoles", list_account_roles)
    operation("GET", "/federation/credentials", "GetRoleCredentials", get_role_credentials)
    operation("POST", "/logout", "Logout", _log_out)
    return routes


def _members() -> dict[str, Any]:
    """The members of the request, from wherever the model binds them to."""
    arguments = flask.request.args
    members: dict[str, Any] = {
        member: arguments[name] for member, name in _QUERY.items() if name in arguments
    }
    if _INTEGER.fullmatch(members.get("maxResults", "")):
        members["maxResults"] = int(members["maxResults"])
    if BEARER_TOKEN_HEADER in flask.request.headers:
        members["accessToken"] = flask.request.headers[BEARER_TOKEN_HEADER]
    return members


def _hold_to_limit(store: Store) -> None:
    if store.throttled > 0:
        store.throttled -= 1
        raise TooManyRequestsException


def _authorize(store: Store, access_token: str) -> Grant:
    """What an access token stands for, if it is good."""
    token = store.access_tokens.get(access_token)
    if token is None or token.status(store.clock()) is not TokenStatus.VALID:
        raise UnauthorizedException
    return token.grant


def _log_out(store: Store, grant: Grant, request: Mapping[str, Any]) -> None:
    """End a sign-in: its access tokens, and its refresh tokens with them."""
    grant.session.revoked = True
