"""Staying signed in: the token that is kept, or one of a new sign-in."""

from __future__ import annotations

from .cache import open_store
from .config import find_session
from .errors import SignInRequired
from .source import TokenSource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .cache import Cache
    from .session import Session
    from .token import Token


def get_token(
    session: str | Session | None = None,
    *,
    interactive: bool = False,
    start_url: str | None = None,
    region: str | None = None,
    profile: str | None = None,
    cache: Cache | None = None,
) -> Token:
    """Return the token of a session from the cache, refreshed if it is due.

    Args:
        session, start_url, region, profile: which one, as for `login`.
        interactive: whether to sign in where nothing else helps. False never asks anybody.
        cache: see `open_store`.

    Raises:
        SignInRequired: nobody is signed in any more, and it is not `interactive`.
        Error: what `login` and `TokenSource.get` raise.
    """
    chosen = find_session(session, start_url=start_url, region=region, profile=profile)
    source = TokenSource(chosen, open_store(cache))
    before = source.kept() if interactive else None
    try:
        return source.get()
    except SignInRequired:
        if not interactive:
            raise
    from .signing_in import sign_in  # loads the client: not before it is needed

    return sign_in(source, before)
