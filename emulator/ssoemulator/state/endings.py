"""What ends before its time because a test says so."""

from collections.abc import Iterator
from typing import Any

from .sessions import Session
from .store import Store


def revoke(store: Store, user: str | None) -> None:
    """Take back all tokens of a person, or of everybody."""
    now = store.clock()
    for session in _sessions(store):
        if user in {None, session.user}:
            session.revoke(now)


def access_tokens_of(store: Store, user: str) -> list[Any]:
    """Return the access tokens that stand on the sessions of a person."""
    return [token for token in store.access_tokens if token.grant.session.user == user]


def expire(records: list[Any], now: float) -> None:
    """Let records expire now, if they have not yet.

    Raises:
        ValueError: there are none, or one was not found (None).
    """
    if not records or None in records:
        raise ValueError("there is nothing of this name that could expire")
    for record in records:
        record.expires_at = min(record.expires_at, now)


def _sessions(store: Store) -> Iterator[Session]:
    tables = (store.authorizations, store.codes, store.access_tokens, store.refresh_tokens)
    for table in tables:
        yield from (record.grant.session for record in table if record.grant is not None)
