"""The Flask app: the services in it, and how an exception becomes an answer."""

import logging
import traceback
from collections.abc import Mapping

import flask
from werkzeug import Response
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound, RequestEntityTooLarge
from werkzeug.routing import Map

from . import oidc, portal
from .answers import failure
from .errors import InternalServerException, InvalidRequestException, ServiceError
from .front_errors import UnknownOperationException
from .store import Store

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
    store = store or Store()
    app.register_blueprint(oidc.blueprint(store, auto_approve=auto_approve))
    app.register_blueprint(portal.blueprint(store))
    app.register_error_handler(ServiceError, _answer_error)
    app.register_error_handler(HTTPException, _answer_http_error)
    app.register_error_handler(Exception, _answer_unexpected)
    app.after_request(_log_answer)
    return app


def _answer_error(error: ServiceError, headers: Mapping[str, str] | None = None) -> Response:
    flask.g.result = type(error).__name__
    return failure(error, headers)


def _answer_http_error(error: HTTPException) -> Response:
    if isinstance(error, NotFound):
        return _answer_error(UnknownOperationException())
    if isinstance(error, MethodNotAllowed):
        allow = ", ".join(sorted(error.valid_methods or ()))
        return _answer_error(
            UnknownOperationException("The operation at this path has another method", status=405),
            {"Allow": allow},
        )
    if isinstance(error, RequestEntityTooLarge):
        return _answer_error(
            InvalidRequestException(f"the body: is longer than {_MAX_BODY} bytes", status=413)
        )
    return _answer_error(InvalidRequestException(status=error.code))


def _answer_unexpected(error: Exception) -> Response:
    # Where and what, but not the message: it could quote a secret.
    place = "".join(traceback.format_tb(error.__traceback__))
    _log.error("unexpected %s at\n%s", type(error).__name__, place)
    return _answer_error(InternalServerException())


def _log_answer(response: Response) -> Response:
    # Neither the path nor the query: whatever a client wrongly puts there may be a secret.
    operation = flask.g.get("operation", "no operation")
    _log.debug("%s: %d %s", operation, response.status_code, flask.g.get("result", "OK"))
    return response
