"""Signature Version 4 as a scheme: with which credentials, for whom, and by whose clock."""

from __future__ import annotations

from ..errors import ClientError, ConfigError
from .signing import sign
from .skew import is_wrong_time, skew

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..errors import Error
    from ..messages import Request
    from ..wire.endpoints import Endpoint
    from .protocol import Caller


class SigV4:
    """Signs each attempt of a call anew.

    Args:
        caller: the client that sends; its credentials are asked for each signature, since they
            may have been refreshed.
        operation_name: what is called, for messages.
        endpoint: where the requests go; it may say how to sign.

    Attributes:
        secrets: what it has put into requests and nobody may see.

    Raises:
        ConfigError: it is not known for which region to sign, or the service wants another
            kind of signature.
    """

    signs_body = True

    def __init__(self, caller: Caller, operation_name: str, endpoint: Endpoint) -> None:
        self._caller = caller
        self._service, self._region = signing_scope(caller, operation_name, endpoint)
        self._offset = 0.0
        self._has_corrected = False
        self.secrets: set[str] = set()

    def sign(self, request: Request, seconds: float | None = None) -> Request:
        """Return `request` with a signature of this moment, by the service's clock.

        Args:
            request: what is to be sent.
            seconds: how long to wait for another thread that fetches the credentials.

        Raises:
            ConfigError: there are no credentials.
            DeadlineError: it took longer.
            Exception: whatever the function raised that fetches them.
        """
        credentials = self._caller.get_credentials(seconds)
        self._offset = self._caller.clock_offset
        signed = sign(
            request,
            credentials,
            service=self._service,
            region=self._region,
            now=self._caller.clock.time() + self._offset,
            unsigned_payload=self._leaves_out_body(request),
        )
        self.secrets.add(signed.headers["Authorization"].rpartition("=")[2])
        if credentials.token:
            self.secrets.add(credentials.token)
        return signed

    def _leaves_out_body(self, request: Request) -> bool:
        return False

    def correct(self, failure: Error, date: str, came: float) -> bool:
        """Set the client's clock by the service's if that refused a signature for its time.

        Args:
            failure: what the call met.
            date: the Date header of the response.
            came: when the response came, in seconds since the epoch.

        Returns:
            Whether to sign and send again. That is once a call: a service that refuses the time
            that it gave itself will not change its mind.
        """
        offset = skew(date, came)
        if self._has_corrected or offset is None or not isinstance(failure, ClientError):
            return False
        if not is_wrong_time(failure, offset - self._offset):
            return False
        self._caller.clock_offset = offset  # one assignment: threads need no lock
        self._has_corrected = True
        return True


class SigV4UnsignedPayload(SigV4):
    """Signs without the body, where nobody on the way can change it."""

    signs_body = False

    def _leaves_out_body(self, request: Request) -> bool:
        upload = request.upload
        is_private = request.url.lower().startswith("https://")
        return is_private or (upload is not None and not upload.is_repeatable)


def signing_scope(caller: Caller, operation_name: str, endpoint: Endpoint) -> tuple[str, str]:
    """Return the service and the region to sign for: those of the endpoint, else the client's.

    Raises:
        ConfigError: there is no region, or the endpoint does not take Signature Version 4.
    """
    schemes = endpoint.properties.get("authSchemes", [])
    scheme = next((each for each in schemes if each.get("name") == "sigv4"), None)
    if schemes and scheme is None:
        names = ", ".join(str(each.get("name")) for each in schemes)
        raise ConfigError(
            f"{operation_name}: the endpoint takes requests that are signed by {names}, and this "
            "client signs by sigv4 alone"
        )
    scheme = scheme or {}
    region = scheme.get("signingRegion") or caller.settings.region_name
    if not region:
        raise ConfigError(
            f"{operation_name}: a signature names a region, and endpoint_url gives none: set "
            "region_name, AWS_REGION, AWS_DEFAULT_REGION or region in the profile"
        )
    return scheme.get("signingName") or caller.service.signing_name, region
