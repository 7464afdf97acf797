"""The Flask app: which path is which operation, and how an exception becomes an answer."""

import logging
import traceback
from collections.abc import Callable, Mapping
from typing import Any

import flask
from werkzeug import Response
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound, RequestEntityTooLarge
from werkzeug.routing import Map

from .answers import failure, success
from .device import start_device_authorization
from .errors import (
    InternalServerException,
    InvalidRequestException,
    ServiceError,
    UnknownOperationException,
)
from .registration import register_client
from .store import Store
from .tokens import create_token
from .validation import RequestShape, load_schemas

# In bytes. The longest request that makes sense holds a client secret and a token of 2 KB each.
_MAX_BODY = 1024 * 1024

_log = logging.getLogger(__package__)


def create_app(store: Store | None = None, *, auto_approve: bool = False) -> flask.Flask:
    """The service as a WSGI application.

    Args:
        store: The state to work on; without one, a new one.
        auto_approve: Whether each device authorization is approved from the start, so that the
            first poll gets tokens.

    Raises:
        SchemasNotFoundError: The emitted schemas are not installed.
    """
    app = flask.Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = _MAX_BODY
    # `/client//register` is an unknown path, and not a redirect to the known one.
    app.url_map = Map(merge_slashes=False)
    _add_operations(app, store or Store(), auto_approve)
    app.before_request(_refuse_iam)
    app.register_error_handler(ServiceError, failure)
    app.register_error_handler(HTTPException, _answer_http_error)
    app.register_error_handler(Exception, _answer_unexpected)
    app.after_request(_log_answer)
    return app


def _add_operations(app: flask.Flask, store: Store, auto_approve: bool) -> None:
    schemas = load_schemas()

    def add(path: str, name: str, perform: Callable[..., Mapping[str, Any]]) -> None:
        shape = RequestShape(schemas, f"{name}Request")

        def view() -> Response:
            request = shape.parse(flask.request.get_data(cache=False))
            with store.lock:
                return success(perform(store, request))

        app.add_url_rule(path, name, view, methods=["POST"], provide_automatic_options=False)

    def start(store: Store, request: Mapping[str, Any]) -> Mapping[str, Any]:
        # The Host header says under which address the client reaches us.
        address = f"{flask.request.scheme}://{flask.request.host}/"
        return start_device_authorization(
            store, request, address=address, auto_approve=auto_approve
        )

    add("/client/register", "RegisterClient", register_client)
    add("/device_authorization", "StartDeviceAuthorization", start)
    add("/token", "CreateToken", create_token)


def _refuse_iam() -> None:
    """CreateTokenWithIAM shares its path with CreateToken and differs in the query alone."""
    if flask.request.endpoint == "CreateToken" and flask.request.args.get("aws_iam") == "t":
        raise InvalidRequestException("CreateTokenWithIAM is not served")


def _answer_http_error(error: HTTPException) -> Response:
    if isinstance(error, NotFound):
        return failure(UnknownOperationException())
    if isinstance(error, MethodNotAllowed):
        allow = ", ".join(error.valid_methods or ())
        return failure(
            UnknownOperationException("The operation at this path has another method", status=405),
            {"Allow": allow},
        )
    if isinstance(error, RequestEntityTooLarge):
        return failure(
            InvalidRequestException(f"the body: is longer than {_MAX_BODY} bytes", status=413)
        )
    return failure(InvalidRequestException(status=error.code))


def _answer_unexpected(error: Exception) -> Response:
    # Where and what, but not the message: it could quote a secret.
    place = "".join(traceback.format_tb(error.__traceback__))
    _log.error("unexpected %s at\n%s", type(error).__name__, place)
    return failure(InternalServerException())


def _log_answer(response: Response) -> Response:
    # Neither the path nor the query: whatever a client wrongly puts there may be a secret.
    operation = flask.request.endpoint or "no operation"
    result = response.headers.get("x-amzn-ErrorType", "OK").partition(":")[0]
    _log.debug("%s: %d %s", operation, response.status_code, result)
    return response
