"""The clients of the two services, for a session."""

from __future__ import annotations

import restjson

from .errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ssooidc import Client as OIDCClient
    from ssoportal import Client as PortalClient

    from .session import Session

# The portal serves some 20 calls a second, so a long list of accounts meets refusals.
_PORTAL_ATTEMPTS = 8


def oidc_client(session: Session, deadline: float = 60) -> OIDCClient:
    """Return a client of SSO OIDC; a call takes so many seconds at most.

    Raises:
        ConfigError: it cannot be reached in the way that the session says.
    """
    import ssooidc

    try:
        return ssooidc.Client(session.region, deadline=deadline, **session.network)
    except restjson.ConfigError as error:
        raise ConfigError(str(error)) from None


def portal_client(
    session: Session, deadline: float = 60, max_attempts: int = _PORTAL_ATTEMPTS
) -> PortalClient:
    """Return a client of the access portal; a call takes so many seconds at most.

    Raises:
        ConfigError: it cannot be reached in the way that the session says.
    """
    import ssoportal

    try:
        return ssoportal.Client(
            session.region, deadline=deadline, max_attempts=max_attempts, **session.network
        )
    except restjson.ConfigError as error:
        raise ConfigError(str(error)) from None
