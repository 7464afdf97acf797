"""What a response looks like on the wire, be it a success or an error."""

import json
import uuid
from collections.abc import Mapping
from typing import Any

from werkzeug import Response

from ..service_error import ServiceError

REQUEST_ID = "x-amzn-RequestId"


def success(body: Mapping[str, Any]) -> Response:
    """Make the response to an operation that went well, as JSON with status 200."""
    return _json_response(body, 200, {})


def empty() -> Response:
    """Make the response to an operation that has nothing to return: status 200, and no body."""
    response = Response(headers=_common_headers())
    del response.headers["Content-Type"]
    return response


def failure(error: ServiceError, headers: Mapping[str, str] | None = None) -> Response:
    """Make the response that carries an error.

    Args:
        error: what went wrong.
        headers: more headers, for an error that HTTP asks some of.
    """
    return _json_response(error.body, error.status, {**error.headers, **(headers or {})})


def _json_response(body: Mapping[str, Any], status: int, headers: Mapping[str, str]) -> Response:
    return Response(
        json.dumps(body, separators=(",", ":")),
        status=status,
        headers={**headers, **_common_headers()},
        content_type="application/json",
    )


def _common_headers() -> dict[str, str]:
    return {
        REQUEST_ID: str(uuid.uuid4()),
        # RFC 6749 section 5.1 asks this of every response that holds a token.
        "Cache-Control": "no-store",
    }
