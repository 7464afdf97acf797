"""What the services' errors mean to a person who signs in."""

from __future__ import annotations

import restjson

from .errors import AccessDenied, ConfigError, Error, NetworkUnavailable, WrongRegion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .session import Session

_THROTTLED = 429
_FAILED = 500


def is_passing(error: restjson.Error) -> bool:
    """Tell whether a later attempt may work."""
    if isinstance(error, restjson.ClientError):
        status = error.http_status or 0
        return status == _THROTTLED or status >= _FAILED
    return isinstance(error, (restjson.TransportError, restjson.ResponseParseError))


def explain(error: restjson.Error, session: Session) -> Error:
    """Return the error to raise from what a call of a service raised."""
    code = error.code if isinstance(error, restjson.ClientError) else ""
    if is_passing(error):
        what = f"the sign-in service in {session.region} failed: {error}"
        return NetworkUnavailable(what, session.command("doctor"))
    if isinstance(error, (restjson.ConfigError, restjson.EndpointResolutionError)):
        return ConfigError(str(error))
    if code in {"InvalidRequestException", "InvalidRequestRegionException"}:
        return WrongRegion(
            f"the service in {session.region} did not take the request: check that "
            f"{session.start_url} is your start URL, and {session.region} its region ({error})",
            session.command("doctor"),
        )
    if code in {"AccessDeniedException", "ForbiddenException"}:
        return AccessDenied(f"the request was refused: {error}", session.command("roles"))
    return Error(f"the sign-in service refused: {error}")
