"""From an HTTP response to a result or an error (AWS rest-json, RFC 6749 section 5.2)."""

from __future__ import annotations

import re
from http import HTTPStatus

from ..errors import ClientError
from ..result import Received, Result
from .content import COMPRESSED, foreign_content, redirection
from .failures import message_of
from .incoming import NOT_JSON, Incoming, decode
from .scalars import json_to_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..messages import Response
    from ..redaction.masking import Secrets
    from .failures import Failures, ModelledErrors
    from .operation import Operation

_SERVER_ERRORS = 500

# What RFC 6749 section 5.2 defines and the IANA registry lists; a sentence is not a code.
_OAUTH_CODE = re.compile(r"[A-Za-z0-9_.-]{1,100}")


def parse_result(operation: Operation, failures: Failures, response: Response) -> Result:
    """Return the result of a successful response.

    Args:
        operation: the operation that was called.
        failures: of the call.
        response: what came.

    Raises:
        ResponseParseError: the body is not what it must be, or members have types that the
            model does not give them; what is wrong is listed, no value.
    """
    known = failures.known
    if operation.parse is None:
        result = Result()
    else:
        problems: list[str] = []
        incoming = Incoming(operation.name, response, known["HTTPHeaders"], failures=failures)
        result = operation.parse(incoming, problems)
        if problems:
            raise failures.misfit("the response", problems)
    result["ResponseMetadata"] = known
    return result


def parse_error(failures: Failures, response: Response) -> ClientError:
    """Return the exception for a response that says no.

    The class is that of the first name found: header ``x-amzn-errortype``, `code`, `Code`,
    `__type`; where none is given, the OAuth `error` decides among the classes that the model
    gives this value, and is the code itself where the model has none.

    All that programs go by is as it came: the class, the code, the modelled members. Free text
    and headers are masked; a code or a member that holds a secret is hidden when it is shown.

    Args:
        failures: of the call.
        response: what came.
    """
    service, headers = failures.service, failures.known["HTTPHeaders"]
    body, text = _error_body(response, headers)
    incoming = Incoming(failures.operation_name, response, headers, body)
    code = _error_code(headers, body)
    if code:
        kind = service.errors.get(code, ClientError)
        fields = _fields(kind, incoming)
    else:
        error = json_to_text(body.get("error"))
        kind, fields = _by_oauth_error(service, error, incoming)
        code = kind.__name__ if kind is not ClientError else _oauth_code(error)
        text = text or _reason_alone(response)
    message = ": ".join(filter(None, (redirection(response.status, headers), message_of(body))))
    return failures.told(kind, code or str(response.status), message or text, fields)


def metadata(response: Response, secrets: Secrets) -> Received:
    """Return what is known of the response itself, under the names that boto3 uses."""
    headers = Received({name.lower(): value for name, value in response.headers.items()}, secrets)
    known = Received((), secrets)
    if "x-amzn-requestid" in headers:
        known["RequestId"] = headers["x-amzn-requestid"]
    elif "x-amz-request-id" in headers:
        known["RequestId"] = headers["x-amz-request-id"]
        known["HostId"] = headers.get("x-amz-id-2", "")
    known["HTTPStatusCode"] = response.status
    known["HTTPHeaders"] = headers
    known["RetryAttempts"] = 0
    return known


def _error_body(response: Response, headers: Mapping[str, str]) -> tuple[dict[str, Any], str]:
    """Return the JSON object of an error, or the text that stands in its place."""
    stripped = response.body.strip()
    if response.status >= _SERVER_ERRORS and (not stripped or stripped.startswith(b"<html>")):
        return {}, _reason(response.status) if stripped else ""
    decoded = decode(response.body)
    if isinstance(decoded, dict):
        return decoded, ""
    found = foreign_content(headers, response.body) if decoded is NOT_JSON else ""
    if found == COMPRESSED:
        return {}, found
    text = response.body.decode("utf-8", "replace")
    return {}, f"{found}: {text}" if found else text


def _reason_alone(response: Response) -> str:
    """Return what the status means of a server's error that says nothing besides."""
    is_alone = response.status >= _SERVER_ERRORS and not response.body.strip()
    return _reason(response.status) if is_alone else ""


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _error_code(headers: dict[str, str], body: dict[str, Any]) -> str:
    """Return the first name of the error that the response gives, or nothing."""
    for name in (
        headers.get("x-amzn-errortype"),
        body.get("code"),
        body.get("Code"),
        body.get("__type"),
    ):
        if isinstance(name, str):
            # Both `ns#Name` and `Name:http://...#...` occur, so the colon comes first.
            code = name.partition(":")[0].rpartition("#")[2]
            if code:
                return code
    return ""


def _by_oauth_error(
    service: ModelledErrors, error: object, incoming: Incoming
) -> tuple[type[ClientError], Result]:
    """Return the class that the OAuth `error` means.

    Where classes share a value, the one most of whose own members are present.
    """
    classes = service.oauth_errors.get(error, ()) if isinstance(error, str) else ()
    read = [(kind, _fields(kind, incoming)) for kind in classes]
    return max(read, key=lambda each: len(each[1]), default=(ClientError, Result()))


def _oauth_code(error: object) -> str:
    """Return the OAuth `error` that the model does not know, nothing if that is not a code."""
    return error if isinstance(error, str) and _OAUTH_CODE.fullmatch(error) else ""


def _fields(kind: type[ClientError], incoming: Incoming) -> Result:
    # Members of the wrong type are left out: an error must be raised as what it is.
    return Result() if kind._parse is None else kind._parse(incoming, [])
