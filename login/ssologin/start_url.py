"""The start URL as it goes to the service. Files are named after it as it is configured."""

from __future__ import annotations

import os
import ssl
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from .errors import WrongRegion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

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


def resolve_start_url(session: Session) -> str:
    """Return what to tell the service: the portal's own address, without a fragment.

    Where the start URL has a name of the company's own, that is asked once where it leads; if it
    does not say, the start URL goes to the service as it is.

    Raises:
        WrongRegion: the portal's host says that it is in another region.
    """
    address = session.start_url.partition("#")[0]
    if address.startswith("https://") and not _is_of_aws(address):
        target = _redirect(address)
        if target is not None and _is_of_aws(target):
            address = target.partition("#")[0]
    region = region_of(address)
    if region not in (None, session.region):
        raise WrongRegion(
            f"{session.start_url} is in {region}, and not in {session.region}: set sso_region to "
            f"{region}"
        )
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


def _is_of_aws(address: str) -> bool:
    return f".{_host(address)}".endswith(_OF_AWS)


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").lower()


def _redirect(address: str) -> str | None:
    """Return where an address leads by one redirect, which is not followed."""
    bundle = os.environ.get("AWS_CA_BUNDLE") or None
    for method in ("HEAD", "GET"):
        try:
            context = ssl.create_default_context(cafile=bundle)
            opener = build_opener(_Stay, HTTPSHandler(context=context))
            opener.open(Request(address, method=method), timeout=_SECONDS).close()  # noqa: S310
        except HTTPError as response:
            location = response.headers.get("Location")
            response.close()
            if response.code in _NO_HEAD:
                continue
            return urljoin(address, location) if location else None
        except (OSError, HTTPException, ValueError):
            return None
        else:
            return None
    return None


class _Stay(HTTPRedirectHandler):
    """Follows no redirect: it comes as an error, with its Location."""

    def redirect_request(self, *arguments: Any) -> None:
        return None
