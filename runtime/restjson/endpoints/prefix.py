"""Host prefixes: what an operation puts before the host of the client's endpoint."""

from __future__ import annotations

from ..errors import EndpointResolutionError
from ..wire.endpoints import Endpoint


def with_host_prefix(endpoint: Endpoint, prefix: str) -> Endpoint:
    """Return an endpoint whose host begins with more.

    Args:
        endpoint: the client's.
        prefix: text that the names of hosts are made of, such as ``data.``.

    Raises:
        EndpointResolutionError: the host is an address, so that nothing can stand before it.
    """
    scheme, _, rest = endpoint.url.partition("://")
    host = rest.partition("/")[0]
    if host.startswith("[") or host.partition(":")[0].replace(".", "").isdigit():
        raise EndpointResolutionError(
            f"the host prefix {prefix!r} cannot stand before the address {host}: use a name, or "
            "set inject_host_prefix=False or AWS_DISABLE_HOST_PREFIX_INJECTION=true"
        )
    return Endpoint(f"{scheme}://{prefix}{rest}", endpoint.properties, endpoint.headers)
