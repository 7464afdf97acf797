"""Signing out of one session."""

from __future__ import annotations

import restjson

from .cache import open_store
from .clients import portal_client
from .config import find_session
from .config.profiles import profiles_of
from .errors import CacheError, ConfigError
from .names import role_key, token_key
from .session import Session
from .source import TokenSource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .cache import Cache
    from .token import Token

# Who signs out does not want to wait for a network that is not there.
_SECONDS = 10.0
_ATTEMPTS = 2


def logout(
    session: str | Session | None = None,
    *,
    start_url: str | None = None,
    region: str | None = None,
    profile: str | None = None,
    cache: Cache | None = None,
) -> bool:
    """End a session at the service, and remove its token and the credentials of its profiles.

    Other sessions stay. What is kept is removed without a network, too. Role credentials that were
    given out live on at AWS until they end.

    Args:
        session, start_url, region, profile, cache: which one, as for `login`.

    Returns:
        Whether the service ended a session; False if there was none, or it was not reached.

    Raises:
        ConfigError: the session cannot be used.
    """
    chosen = find_session(session, start_url=start_url, region=region, profile=profile)
    store = open_store(cache)
    token = TokenSource(chosen, store).kept()
    try:
        with store.lock(token_key(chosen), _SECONDS):
            store.delete(token_key(chosen))
    except TimeoutError as error:
        raise CacheError(f"the token was not removed: {error}") from None
    for profile_ in profiles_of(chosen):
        if profile_.account_id and profile_.role_name:
            store.delete(role_key(chosen, profile_.account_id, profile_.role_name))
    return token is not None and _end(chosen, token)


def _end(session: Session, token: Token) -> bool:
    # The file says which region gave the token, if the config file was changed since.
    region = token.region or session.region
    try:
        with portal_client(session.in_region(region), _SECONDS, _ATTEMPTS) as portal:
            portal.logout(accessToken=token.access_token)
    except (restjson.Error, ConfigError) as error:
        import logging

        logging.getLogger("ssologin").warning("the session lives on at the service: %s", error)
        return False
    return True
