"""Under which names the emulator may be reached.

A page on the internet can have its own name resolve to a loopback address, and then send requests
here as if they were to itself (DNS rebinding). It cannot choose the Host header.
"""

import ipaddress
import re
from collections.abc import Callable, Collection

import flask

from ..oidc.errors import InvalidRequestException

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?", re.ASCII)


def host_check(names: Collection[str]) -> Callable[[], None]:
    """Make the check that refuses a request for another host.

    Args:
        names: the names that are good; ``localhost`` and each IP address are besides.
    """
    known = {"localhost", *(name.lower() for name in names)}

    def check() -> None:
        match = _HOST.fullmatch(flask.request.headers.get("Host", "localhost"))
        name = match[1].lower() if match else ""
        if name not in known and not _is_address(name.strip("[]")):
            raise InvalidRequestException(
                "the Host header names a host that this emulator does not go by: add it to "
                "allowed_hosts, or start with --allow-host",
                status=421,
            )

    return check


def refuse_foreign_origin() -> None:
    """Refuse what a page of another origin sends.

    Raises:
        InvalidRequestException: the request says that it comes from one.
    """
    headers = flask.request.headers
    foreign = headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"}
    if foreign or headers.get("Origin", own_origin()) != own_origin():
        raise InvalidRequestException("the request comes from a page of another origin", status=403)


def own_origin() -> str:
    """Return the emulator's address as the client reached it, without a slash at the end."""
    return f"{flask.request.scheme}://{flask.request.host}"


def _is_address(text: str) -> bool:
    try:
        return bool(ipaddress.ip_address(text))
    except ValueError:
        return False
