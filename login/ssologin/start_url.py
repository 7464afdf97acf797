"""The start URL as it goes to the service. Files are named after it as it is configured."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import restjson

from .errors import WrongRegion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ssooidc import Client

    from .session import Session

# Hosts of AWS. Any other is a company's own name, which redirects to one of these.
_OF_AWS = (
    ".awsapps.com",
    ".awsapps.cn",
    ".app.aws",
    ".portal.amazonaws.com",
    ".portal.amazonaws.com.cn",
    ".portal.amazonaws.eu",
    ".identitycenter.amazonaws.com",
    ".identitycenter.amazonaws.com.cn",
    ".identitycenter.amazonaws.eu",
)
_NO_HEAD = (405, 501)
_SECONDS = 10.0


def resolve_start_url(session: Session, client: Client) -> str:
    """Return what to tell the service: the portal's own address, without a fragment.

    Where the start URL has a name of the company's own, that is asked once where it leads; if it
    does not say, the start URL goes to the service as it is.

    Args:
        session: whose start URL it is.
        client: its TLS and proxies are those by which the company's host is asked.

    Raises:
        WrongRegion: the portal's host says that it is in another region.
        restjson.ConfigError: the settings of TLS or proxies cannot be used.
    """
    address = session.start_url.partition("#")[0]
    if address.startswith("https://") and not _is_of_aws(address):
        target = _redirect(address, client)
        if target is not None and _is_of_aws(target):
            address = target.partition("#")[0]
    region = region_of(address)
    if region not in (None, session.region):
        raise _wrong_region(session, str(region))
    return address


def region_of(address: str) -> str | None:
    """Return the region that a portal's host names, None if it names none.

    The forms are ``<id>.portal.<region>.app.aws`` and ``<id>.<region>.portal.amazonaws.com``.
    """
    labels = _host(address).split(".")
    if labels[-2:] == ["app", "aws"] and len(labels) == 5 and labels[1] == "portal":
        return labels[2]
    if "portal" in labels[2:3] and labels[3:4] == ["amazonaws"]:
        return labels[1]
    return None


def _wrong_region(session: Session, region: str) -> WrongRegion:
    what = f"{session.start_url} is in {region}, and not in {session.region}"
    section = session.section
    if section is None:
        return WrongRegion(what, session.in_region(region).login_command)
    remedy = f"set sso_region to {region} in [{section}] of the config file, and sign in"
    return WrongRegion(f"{what}: {remedy}", session.login_command)


def _is_of_aws(address: str) -> bool:
    return f".{_host(address)}".endswith(_OF_AWS)


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _redirect(address: str, client: Client) -> str | None:
    """Return where an address leads by one redirect, which is not followed."""
    try:
        host = urlsplit(address).netloc
        for method in ("HEAD", "GET"):
            request = restjson.Request(method, address, {"Host": host}, b"", _SECONDS)
            response = client.transport.send(request)
            if response.status not in _NO_HEAD:
                headers = {name.lower(): value for name, value in response.headers.items()}
                location = headers.get("location")
                return urljoin(address, location) if location else None
    except (restjson.TransportError, restjson.ResponseParseError, ValueError):
        return None
    return None
