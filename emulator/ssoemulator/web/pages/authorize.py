"""The authorization page: a client sends a browser here, and gets it back with a code."""

import flask
from werkzeug import Response

from ...oidc.authorization import AuthorizationRequest, UnsafeRedirectError, read_request
from ...state.store import Store
from .consent import ask, decision
from .protection import Protection, allow_redirect


def blueprint(store: Store) -> flask.Blueprint:
    """Make the routes of the page.

    Args:
        store: the state to work on.
    """
    routes = flask.Blueprint("authorize", __name__)
    Protection(store.page_key, routes)

    def read() -> AuthorizationRequest:
        request = read_request(store, dict(flask.request.args.lists()))
        allow_redirect(request.redirect_uri)
        return request

    @routes.get("/authorize")
    def show() -> str | Response:
        with store.lock:
            request = read()
            if request.error is not None:
                return flask.redirect(request.refuse(), 303)
            if store.switches.auto_approve:
                return flask.redirect(request.allow(store, store.automatic_user()), 303)
            return ask(store.directory, request.client, request.scopes)

    @routes.post("/authorize")
    def decide() -> Response:
        user = decision(store.directory)
        with store.lock:
            request = read()
            if user is None or request.error is not None:
                return flask.redirect(request.refuse(), 303)
            return flask.redirect(request.allow(store, user), 303)

    @routes.errorhandler(UnsafeRedirectError)
    def refuse(error: UnsafeRedirectError) -> tuple[str, int]:
        return flask.render_template("outcome.html", outcome=error.reason, client=None), 400

    return routes
