"""The schemes of authentication, by the names that emitted code has for them."""

from __future__ import annotations

from ..errors import ConfigError
from .unsigned import Unsigned

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ..wire.endpoints import Endpoint
    from ..wire.operation import Operation
    from .protocol import Caller, Scheme


def choose_scheme(caller: Caller, operation: Operation, endpoint: Endpoint) -> Scheme:
    """Return the first scheme of an operation that there is here, for one call.

    A client that has a bearer token uses that, wherever it stands in the order; one that has none
    uses the first of the others.

    Args:
        caller: the client that sends.
        operation: what is called.
        endpoint: where the request goes; it may say how to sign.

    Raises:
        ConfigError: there is none, or the client lacks what it needs.
    """
    usable = [name for name in operation.auth if name in _SCHEMES]
    if len(usable) > 1 and _BEARER in usable:
        usable.sort(key=lambda name: (name == _BEARER) is not caller.has_token)
    if usable:
        return _SCHEMES[usable[0]](caller, operation.name, endpoint)
    raise ConfigError(
        f"{operation.name}: the service takes {' or '.join(operation.auth)} as authentication, and "
        f"this client has {', '.join(_SCHEMES)}"
    )


def _unsigned(caller: Caller, operation_name: str, endpoint: Endpoint) -> Scheme:
    return Unsigned()


def _sigv4(caller: Caller, operation_name: str, endpoint: Endpoint) -> Scheme:
    from .sigv4 import SigV4  # loads hashlib and hmac: not for calls that are not signed

    return SigV4(caller, operation_name, endpoint)


def _sigv4_unsigned_payload(caller: Caller, operation_name: str, endpoint: Endpoint) -> Scheme:
    from .sigv4 import SigV4UnsignedPayload

    return SigV4UnsignedPayload(caller, operation_name, endpoint)


def _bearer(caller: Caller, operation_name: str, endpoint: Endpoint) -> Scheme:
    from .bearer import Bearer

    return Bearer(caller, operation_name)


_BEARER = "bearer"
_SCHEMES: dict[str, Callable[[Caller, str, Endpoint], Scheme]] = {
    "none": _unsigned,
    "sigv4": _sigv4,
    "sigv4-unsigned-payload": _sigv4_unsigned_payload,
    _BEARER: _bearer,
}
