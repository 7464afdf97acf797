"""What keeps other sites from using the pages: headers, and a token in each form."""

import hmac
import re
import secrets
from urllib.parse import urlsplit

import flask
from werkzeug import Response

from ...oidc.errors import InvalidRequestException
from ..hosts import refuse_foreign_origin

_COOKIE = "ssoemulator"
_FIELD = "csrf_token"
_COOKIE_VALUE = re.compile(r"[A-Za-z0-9_-]{43}")

_AUTHORITY = re.compile(r"[A-Za-z0-9.\[\]:-]+")
_SCHEME = re.compile(r"[a-z][a-z0-9.+-]*")


class Protection:
    """The protection of one blueprint of pages.

    Each form holds a token that goes with a random cookie, so that no page of another site can
    send it. Emulators on other ports share the cookie but not the key.

    Args:
        key: what tokens are made with, in bytes.
        routes: the blueprint.
    """

    def __init__(self, key: bytes, routes: flask.Blueprint) -> None:
        self._key = key
        routes.before_request(self._check)
        routes.after_request(_add_headers)
        routes.context_processor(lambda: {"csrf_token": self._token})
        routes.register_error_handler(InvalidRequestException, _refuse)

    def _check(self) -> None:
        if flask.request.method != "POST":
            return
        refuse_foreign_origin()
        token = flask.request.form.get(_FIELD, "")
        if not hmac.compare_digest(token.encode(), self._token().encode()):
            raise InvalidRequestException(
                "the form is not from this page: load it again", status=403
            )

    def _token(self) -> str:
        cookie = flask.request.cookies.get(_COOKIE, "")
        if not _COOKIE_VALUE.fullmatch(cookie):
            cookie = flask.g.setdefault("csrf_cookie", secrets.token_urlsafe(32))
        return hmac.digest(self._key, cookie.encode(), "sha256").hex()


def allow_redirect(uri: str) -> None:
    """Let the form of this page be followed by a redirect, which a browser takes for its target."""
    url = urlsplit(uri)
    if url.scheme in {"http", "https"} and _AUTHORITY.fullmatch(url.netloc):
        flask.g.form_action = f" {url.scheme}://{url.netloc}"
    elif _SCHEME.fullmatch(url.scheme):
        flask.g.form_action = f" {url.scheme}:"


def _refuse(error: InvalidRequestException) -> tuple[str, int]:
    flask.g.error = type(error).__name__
    page = flask.render_template("outcome.html", outcome="refused", detail=error.description)
    return page, error.status


def _add_headers(response: Response) -> Response:
    form_action = flask.g.get("form_action", "")
    response.headers.update(
        {
            "Cache-Control": "no-store",
            "Content-Security-Policy": (
                "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
                f"img-src data:; base-uri 'none'; form-action 'self'{form_action}; "
                "frame-ancestors 'none'"
            ),
            "Cross-Origin-Opener-Policy": "same-origin",
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        }
    )
    if "csrf_cookie" in flask.g:
        response.set_cookie(_COOKIE, flask.g.csrf_cookie, httponly=True, samesite="Strict")
    return response
