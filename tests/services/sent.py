"""Requests in a form that can be compared, whoever made them."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

# What names the client and numbers its attempts, signs what it sends, or belongs to the
# connection.
_OWN_HEADERS = {
    *("user-agent", "amz-sdk-invocation-id", "amz-sdk-request"),
    *("authorization", "x-amz-date", "x-amz-content-sha256"),
    *("content-length", "accept-encoding", "host", "transfer-encoding"),
}


class Sent(NamedTuple):
    """What of a request has to be the same; a body of JSON is compared as JSON.

    The order of different parameters in a query means nothing: ours is the model's, botocore's
    the caller's.
    """

    method: str
    target: str
    query: list[str]
    headers: dict[str, str]
    body: str | bytes


def sent(request: Any) -> Sent:
    """Return what has to be the same of a request, ours or botocore's."""
    headers = {
        name.lower(): value.decode() if isinstance(value, bytes) else str(value)
        for name, value in request.headers.items()
        if name.lower() not in _OWN_HEADERS
    }
    target, _, query = request.url.partition("?")
    parameters = sorted(query.split("&"), key=lambda parameter: parameter.partition("=")[0])
    return Sent(request.method, target, parameters, headers, _comparable(request.body))


def _comparable(body: Any) -> str | bytes:
    if hasattr(body, "read"):
        body.seek(0)  # the other client has read the file
        body = body.read()
    raw = body.encode() if isinstance(body, str) else bytes(body or b"")
    try:
        return json.dumps(json.loads(raw), sort_keys=True)
    except ValueError:
        return raw
