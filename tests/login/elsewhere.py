"""A browser that does not reach the machine which it is sent back to."""

import urllib.error
import urllib.request
from typing import Any

import pytest


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments: Any) -> None:
        return None


def end_of(address: str) -> str:
    """The address that it shows in the end, where it finds nothing."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay)
    with pytest.raises(urllib.error.HTTPError) as caught:
        opener.open(address, timeout=30)
    with caught.value as response:
        return str(response.headers["Location"])
