"""NO_PROXY: the hosts that a request goes to without a proxy.

No standard says what may stand there. All names count that `urllib.request` takes, and what curl
and other tools take besides.
"""

from __future__ import annotations

from ipaddress import ip_address, ip_network

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv6Address


def is_excepted(host: str, port: int, exceptions: str) -> bool:
    """Tell whether a host is among the exceptions.

    Args:
        host: a name or an address, an IPv6 one without brackets.
        port: where on it.
        exceptions: what is separated by commas or blanks: ``*`` for every host; a name, for
            itself and what is below it, perhaps after ``.`` or ``*.``; an address; a network
            such as ``10.0.0.0/8``. Of a name or an address with ``:port`` (an IPv6 one stands
            in brackets then) only that port.
    """
    host = host.lower()
    return any(
        _matches(host, port, entry) for entry in exceptions.lower().replace(",", " ").split()
    )


def _matches(host: str, port: int, entry: str) -> bool:
    if entry == "*":
        return True
    address = _address(host)
    if address is not None and "/" in entry:
        return _is_within(address, entry)
    name, its_port = _split(entry)
    if its_port not in ("", str(port)):
        return False
    if address is not None:
        return address == _address(name)
    name = name.removeprefix("*").lstrip(".")
    return name != "" and (host == name or host.endswith(f".{name}"))


def _split(entry: str) -> tuple[str, str]:
    """Return what stands before and behind the colon of a port."""
    if entry.startswith("["):
        name, _, port = entry[1:].partition("]")
        return name, port.removeprefix(":")
    if entry.count(":") > 1:
        return entry, ""  # an IPv6 address without brackets
    name, _, port = entry.partition(":")
    return name, port


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None


def _is_within(address: IPv4Address | IPv6Address, network: str) -> bool:
    try:
        return address in ip_network(network, strict=False)
    except ValueError:
        return False
