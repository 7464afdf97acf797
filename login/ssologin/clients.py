"""The clients of the two services, for a session."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ssooidc import Client as OIDCClient
    from ssoportal import Client as PortalClient

    from .session import Session

# The portal serves some 20 calls a second, so a long list of accounts meets refusals.
_PORTAL_ATTEMPTS = 8


def oidc_client(session: Session, deadline: float = 60) -> OIDCClient:
    """Return a client of SSO OIDC; a call takes so many seconds at most."""
    import ssooidc

    return ssooidc.Client(session.region, deadline=deadline)


def portal_client(session: Session, deadline: float = 60) -> PortalClient:
    """Return a client of the access portal; a call takes so many seconds at most."""
    import ssoportal

    return ssoportal.Client(session.region, deadline=deadline, max_attempts=_PORTAL_ATTEMPTS)
