"""What an answer looks like on the wire, be it a success or an error."""

import json
import uuid
from collections.abc import Mapping
from typing import Any

from werkzeug import Response

from .errors import ServiceError


def success(body: Mapping[str, Any]) -> Response:
    """The answer to an operation that went well, as JSON with status 200."""
    return _json_response(body, 200, {})


def failure(error: ServiceError, headers: Mapping[str, str] | None = None) -> Response:
    """The answer that carries an error.

    The class of the error is in the ``x-amzn-ErrorType`` header alone, as observed: the body has
    only the OAuth members of RFC 6749 section 5.2.

    Args:
        error: What went wrong.
        headers: More headers, for an error that HTTP asks some of.
    """
    body = {"error": error.error, "error_description": error.description}
    return _json_response(
        body, error.status, {"x-amzn-ErrorType": error.error_type, **(headers or {})}
    )


def _json_response(body: Mapping[str, Any], status: int, headers: Mapping[str, str]) -> Response:
    return Response(
        json.dumps(body, separators=(",", ":")),
        status=status,
        headers={
            **headers,
            "x-amzn-RequestId": str(uuid.uuid4()),
            # RFC 6749 section 5.1 asks this of every answer that holds a token.
            "Cache-Control": "no-store",
        },
        content_type="application/json",
    )
