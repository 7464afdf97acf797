"""The verification page (RFC 8628 section 3.3): a person types a code, and allows or denies."""

from pathlib import Path
from urllib.parse import quote

import flask
from werkzeug import Response

from ...oidc.device import approve, deny, find
from ...state.records import Authorization, Status
from ...state.store import Store
from .consent import ask, decision
from .protection import Protection

_ASSETS = Path(__file__).with_name("assets")

# What a person is told of a code that is not to be decided any more.
_OUTCOMES = {Status.APPROVED: "allowed", Status.REDEEMED: "allowed", Status.DENIED: "denied"}


def blueprint(store: Store) -> flask.Blueprint:
    """Make the routes of the page.

    Args:
        store: the state to work on.
    """
    routes = flask.Blueprint("device", __name__)
    Protection(store.page_key, routes)

    @routes.get("/start/")
    def start() -> str:
        # The code is in the fragment, which the browser keeps to itself: a script takes it on.
        return flask.render_template("device.html", message=None)

    @routes.get("/device")
    def show() -> str | tuple[str, int]:
        user_code = flask.request.args.get("user_code", "").strip()
        with store.lock:
            authorization = find(store, user_code)
            waits = authorization is not None and authorization.awaits_decision(store.clock())
            if authorization is not None and waits:
                client, typed = authorization.client, authorization.user_code
                return ask(store.directory, client, client.scopes, user_code=typed)
        if authorization is not None:
            return _outcome(authorization)
        if not user_code:
            return flask.render_template("device.html", message=None)
        message = "This code is unknown. Compare it with the one that your device shows."
        return flask.render_template("device.html", message=message, typed=user_code), 404

    @routes.post("/device")
    def decide() -> Response:
        user_code, user = flask.request.form.get("user_code", ""), decision(store.directory)
        try:
            with store.lock:
                if user is None:
                    deny(store, user_code)
                else:
                    approve(store, user_code, user=user)
        except ValueError:
            pass  # the page that follows says what has become of the code
        return flask.redirect(f"/device?user_code={quote(user_code)}", 303)

    @routes.get("/assets/<any('style.css', 'device.js', 'dashboard.js'):name>")
    def asset(name: str) -> Response:
        return flask.send_from_directory(_ASSETS, name)

    return routes


def _outcome(authorization: Authorization) -> str:
    outcome = _OUTCOMES.get(authorization.status, "expired")
    return flask.render_template(
        "outcome.html", outcome=outcome, client=authorization.client.client_name
    )
