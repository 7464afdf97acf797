"""Connecting to a host that may have several addresses, some of which lead nowhere."""

from __future__ import annotations

import socket
from time import monotonic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LEAST_SHARE = 2.0  # seconds, as Go's net.Dialer has it; less would give up on slow networks


def dial(addresses: list[Any], connect_by: float | None) -> socket.socket:
    """Return a socket that is connected to the first address that lets us.

    Each address has an equal share of the time that is left: where IPv6 leads nowhere, there is
    still time for IPv4.

    Args:
        addresses: what `socket.getaddrinfo` returned.
        connect_by: the `time.monotonic` at which it must be done, None if it need not.

    Raises:
        OSError: what the last address met; a TimeoutError if it was too slow.
    """
    failure = OSError("the name has no address")
    for position, (family, kind, protocol, _, address) in enumerate(addresses):
        seconds = None if connect_by is None else _share(connect_by, len(addresses) - position)
        try:
            return _connect(socket.socket(family, kind, protocol), address, seconds)
        except OSError as error:  # also where the system has no sockets of this family
            failure = error
    raise failure


def _connect(sock: socket.socket, address: Any, seconds: float | None) -> socket.socket:
    try:
        sock.settimeout(seconds)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.connect(address)
    except BaseException:
        sock.close()
        raise
    return sock


def _share(connect_by: float, addresses: int) -> float:
    """Return the seconds for the next of so many addresses."""
    left = max(connect_by - monotonic(), 0.001)
    return min(left, max(left / addresses, _LEAST_SHARE))
