"""The operations of the access portal: which path is which, and who is let in."""

import re
from collections.abc import Callable
from typing import Any

import flask

from ..portal.assignments import get_role_credentials, list_account_roles, list_accounts
from ..portal.errors import InvalidRequestException, UnauthorizedException
from ..portal.rate_limit import hold_to_limit
from ..state.records import TokenStatus
from ..state.sessions import Grant
from ..state.store import Store
from .operation import Members, operation
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

_Perform = Callable[[Store, Grant, Members], Members | None]


def blueprint(store: Store) -> flask.Blueprint:
    """Make the routes of the service.

    Args:
        store: the state to work on.

    Raises:
        SchemasNotFoundError: the emitted schemas are not installed.
    """
    schemas = load_schemas("ssoportal")
    routes = flask.Blueprint("portal", __name__)

    def serve(method: str, path: str, name: str, perform: _Perform) -> None:
        shape = RequestShape(schemas, f"{name}Request", InvalidRequestException)

        def read() -> Members:
            with store.lock:
                hold_to_limit(store)
            return shape.check(_members())

        def authorized(request: Members) -> Members | None:
            return perform(store, _authorize(store, request["accessToken"]), request)

        view = operation(store, name, read, authorized)
        routes.add_url_rule(path, name, view, methods=[method], provide_automatic_options=False)

    serve("GET", "/assignment/accounts", "ListAccounts", list_accounts)
    serve("GET", "/assignment/roles", "ListAccountRoles", list_account_roles)
    serve("GET", "/federation/credentials", "GetRoleCredentials", get_role_credentials)
    serve("POST", "/logout", "Logout", _log_out)
    return routes


def _members() -> dict[str, Any]:
    """Read the members of the request, from wherever the model binds them to."""
    arguments = flask.request.args
    members: dict[str, Any] = {
        member: arguments[name] for member, name in _QUERY.items() if name in arguments
    }
    if _INTEGER.fullmatch(members.get("maxResults", "")):
        members["maxResults"] = int(members["maxResults"])
    if BEARER_TOKEN_HEADER in flask.request.headers:
        members["accessToken"] = flask.request.headers[BEARER_TOKEN_HEADER]
    return members


def _authorize(store: Store, access_token: str) -> Grant:
    """Return what an access token stands for, if it is good."""
    token = store.access_tokens.get(access_token)
    if token is None or token.status(store.clock()) is not TokenStatus.VALID:
        raise UnauthorizedException
    return token.grant


def _log_out(store: Store, grant: Grant, request: Members) -> None:
    """End a sign-in: its access tokens, and its refresh tokens with them."""
    grant.session.revoke(store.clock())
