"""The authorization endpoint (RFC 6749 section 4.1): what a browser brings, and where it goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit, urlunsplit

from ..state.records import Registration
from ..state.store import Store
from .codes import issue_code
from .pkce import is_code_challenge
from .redirect_uris import allows
from .registration import AUTHORIZATION_CODE

Query = Mapping[str, Sequence[str]]


class UnsafeRedirectError(Exception):
    """A request that must not lead to a redirect (section 4.1.2.1).

    Attributes:
        reason: ``unknown-client`` or ``redirect-uri``.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class AuthorizationRequest:
    """What a client asks for, in the browser of a person.

    Attributes:
        scopes: those that are asked for; by default all that the client registered.
        error: why it is refused, as an OAuth code and a description, if it is.
    """

    client: Registration
    redirect_uri: str
    state: str | None = field(repr=False)
    scopes: tuple[str, ...]
    code_challenge: str
    error: tuple[str, str] | None

    def allow(self, store: Store, user: str | None) -> str:
        """Issue a code, as the person allows it, and return where the browser goes with it.

        Raises:
            ValueError: there is no such user.
        """
        code = issue_code(
            store,
            self.client.client_id,
            self.redirect_uri,
            code_challenge=self.code_challenge,
            scopes=self.scopes,
            user=user,
        )
        return self._address(code=code)

    def refuse(self) -> str:
        """Return where the browser goes when the request is in error, or the person denies it."""
        error, description = self.error or ("access_denied", "The user denied the request")
        return self._address(error=error, error_description=description)

    def _address(self, **parameters: str) -> str:
        state = {} if self.state is None else {"state": self.state}
        scheme, host, path, query, _ = urlsplit(self.redirect_uri)
        added = urlencode({**parameters, **state})
        return urlunsplit((scheme, host, path, f"{query}&{added}" if query else added, ""))


def read_request(store: Store, query: Query) -> AuthorizationRequest:
    """Read the query of an authorization request.

    ``scopes`` is how AWS's own tools call ``scope``; both are taken.

    Args:
        store: where clients are registered.
        query: the values of each parameter.

    Raises:
        UnsafeRedirectError: the client is unknown, or the redirect URI is not its own.
    """
    client = store.registrations.get(_only(query, "client_id") or "")
    if client is None or store.clock() >= client.expires_at:
        raise UnsafeRedirectError("unknown-client")
    redirect_uri = _only(query, "redirect_uri") or ""
    if not any(allows(registered, redirect_uri) for registered in client.redirect_uris):
        raise UnsafeRedirectError("redirect-uri")
    asked = _only(query, "scope") or _only(query, "scopes") or ""
    scopes = tuple(dict.fromkeys(asked.split())) or client.scopes
    challenge = _only(query, "code_challenge") or ""
    error = _error(query, client, challenge, scopes)
    return AuthorizationRequest(
        client, redirect_uri, _only(query, "state"), scopes, challenge, error
    )


def _error(
    query: Query, client: Registration, challenge: str, scopes: Sequence[str]
) -> tuple[str, str] | None:
    twice = sorted(name for name, values in query.items() if len(values) > 1)
    if twice:
        return "invalid_request", f"Given more than once: {', '.join(twice)}"
    if AUTHORIZATION_CODE not in client.grant_types:
        return "unauthorized_client", f"The client did not register {AUTHORIZATION_CODE}"
    if _only(query, "response_type") != "code":
        return "unsupported_response_type", "response_type: is not code"
    if _only(query, "code_challenge_method") != "S256" or not is_code_challenge(challenge):
        return "invalid_request", "code_challenge: is not one of the method S256"
    if not set(scopes) <= set(client.scopes):
        return "invalid_scope", "scope: is more than the client registered"
    return None


def _only(query: Query, name: str) -> str | None:
    """Return the value of a parameter that is given once (section 3.1)."""
    values = query.get(name, ())
    return values[0] if len(values) == 1 else None
