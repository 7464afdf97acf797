"""What stands before the host of an endpoint."""

from __future__ import annotations

import pytest

from restjson import Endpoint, EndpointResolutionError
from restjson.endpoints.prefix import with_host_prefix


@pytest.mark.parametrize(
    ("url", "prefixed"),
    [
        ("https://example.com", "https://data.example.com"),
        ("http://localhost:8080/base", "http://data.localhost:8080/base"),
        ("https://1.example.com", "https://data.1.example.com"),
    ],
)
def test_the_host_begins_with_the_prefix_and_all_else_stays(url: str, prefixed: str) -> None:
    properties, headers = {"a": 1}, {"b": ["c"]}
    endpoint = with_host_prefix(Endpoint(url, properties, headers), "data.")
    assert (endpoint.url, endpoint.properties, endpoint.headers) == (prefixed, properties, headers)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:80", "[::1]", "[::1]:80"])
def test_an_address_has_no_prefix(host: str) -> None:
    with pytest.raises(EndpointResolutionError) as caught:
        with_host_prefix(Endpoint(f"https://{host}/base"), "data.")
    assert str(caught.value) == (
        f"the host prefix 'data.' cannot stand before the address {host}: use a name, or set "
        "inject_host_prefix=False or AWS_DISABLE_HOST_PREFIX_INJECTION=true"
    )
