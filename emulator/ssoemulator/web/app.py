"""The Flask app: the services and pages in it, and how an exception becomes a response."""

import logging
import traceback
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

import flask
from werkzeug import Response
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound, RequestEntityTooLarge
from werkzeug.routing import Map, Rule

from ..control import Control
from ..oidc.errors import InternalServerException, InvalidRequestException
from ..service_error import ServiceError
from ..state.store import Store
from . import control_routes, oidc_routes, portal_routes
from .fault_injection import cut
from .front_errors import UnknownOperationException
from .hosts import host_check
from .operation import record
from .pages import authorize, dashboard, device
from .responses import failure

# In bytes. The longest request that makes sense holds a client secret and a token of 2 KB each.
_MAX_BODY = 1024 * 1024

_log = logging.getLogger("ssoemulator")


class _Route(Rule):
    """A path that requests are matched with, and no URL is made from.

    What makes URLs is compiled for each rule, and took most of an app's start. Should Werkzeug
    rename this method, the start is as slow as that again, and nothing else changes.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        return _make_no_url


def _make_no_url(*_: object) -> tuple[str, str]:
    raise NotImplementedError("pages name their paths themselves")


def create_app(
    store: Store | None = None,
    *,
    auto_approve: bool | str = False,
    allowed_hosts: Collection[str] = (),
    public_url: str | None = None,
) -> flask.Flask:
    """Make a WSGI application of the emulator.

    Args:
        store: the state to work on; without one, a new one.
        auto_approve: whether each sign-in is approved at once, or by whom.
        allowed_hosts: names that a Host header may have, besides IP addresses and localhost.
        public_url: where people reach the pages, without a slash at the end; by default where the
            client reaches the app.

    Raises:
        SchemasNotFoundError: the emitted schemas are not installed.
    """
    app = flask.Flask("ssoemulator", static_folder=None, template_folder="web/pages/templates")
    app.config["MAX_CONTENT_LENGTH"] = _MAX_BODY
    app.url_rule_class = _Route
    # `/client//register` is an unknown path, and not a redirect to the known one.
    app.url_map = Map(merge_slashes=False)
    store = store or Store()
    if auto_approve:
        store.switches = replace(store.switches, auto_approve=auto_approve)
    app.before_request(host_check(allowed_hosts))
    app.register_blueprint(oidc_routes.blueprint(store, public_url=public_url))
    app.register_blueprint(portal_routes.blueprint(store))
    app.register_blueprint(control_routes.blueprint(Control(store)))
    for page in (device, authorize, dashboard):
        app.register_blueprint(page.blueprint(store))
    app.register_error_handler(ServiceError, _respond_to_error)
    app.register_error_handler(HTTPException, _respond_to_http_error)
    app.register_error_handler(Exception, _respond_to_unexpected)

    @app.after_request
    def finish(response: Response) -> Response:
        cut(response)
        record(store, response)
        _log_response(response)
        return response

    return app


def _respond_to_error(error: ServiceError, headers: Mapping[str, str] | None = None) -> Response:
    flask.g.error = type(error).__name__
    return failure(error, headers)


def _respond_to_http_error(error: HTTPException) -> Response:
    if isinstance(error, NotFound):
        return _respond_to_error(UnknownOperationException())
    if isinstance(error, MethodNotAllowed):
        allow = ", ".join(sorted(error.valid_methods or ()))
        return _respond_to_error(
            UnknownOperationException("The operation at this path has another method", status=405),
            {"Allow": allow},
        )
    if isinstance(error, RequestEntityTooLarge):
        return _respond_to_error(
            InvalidRequestException(f"the body: is longer than {_MAX_BODY} bytes", status=413)
        )
    return _respond_to_error(InvalidRequestException(status=error.code))


def _respond_to_unexpected(error: Exception) -> Response:
    # Where and what, but not the message: it could quote a secret.
    place = "".join(traceback.format_tb(error.__traceback__))
    _log.error("unexpected %s at\n%s", type(error).__name__, place)
    return _respond_to_error(InternalServerException())


def _log_response(response: Response) -> None:
    # Neither the path nor the query: whatever a client wrongly puts there may be a secret.
    asked = flask.g.get("operation") or flask.request.endpoint or "no operation"
    result = flask.g.get("fault") or flask.g.get("error") or "OK"
    _log.info("%s: %d %s", asked, response.status_code, result)
