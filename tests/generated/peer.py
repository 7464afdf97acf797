"""botocore as the running peer: its real client, cut off from the network.

Everything that botocore does to a request or a response runs, its handlers for the service
included; only the sending is ours.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from botocore import UNSIGNED, xform_name
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.config import Config
from botocore.exceptions import ClientError, ParamValidationError

from tests.botocore_session import botocore_session
from tests.generated.services import Service

Params = dict[str, Any]

# What names the client and numbers its attempts, signs what it sends, or belongs to the
# connection.
OWN_HEADERS = {
    *("user-agent", "amz-sdk-invocation-id", "amz-sdk-request"),
    *("authorization", "x-amz-date"),
    *("host", "content-length", "accept-encoding"),
}


class Sent(NamedTuple):
    """What of a request has to be the same."""

    method: str
    url: str
    headers: dict[str, str]
    body: Any

    @classmethod
    def of(
        cls, method: str, url: str, headers: Mapping[str, str | bytes], body: bytes | None
    ) -> "Sent":
        """What has to be the same of a request of either client; botocore's headers are bytes."""
        return cls(
            method,
            url,
            {
                name.lower(): value.decode() if isinstance(value, bytes) else value
                for name, value in headers.items()
                if name.lower() not in OWN_HEADERS
            },
            json.loads(body) if body else None,
        )


@dataclass(frozen=True)
class ServerResponse:
    """An HTTP response."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The JSON object that the body is, None if it is not one."""
        try:
            value = json.loads(self.body.decode())
        except (ValueError, RecursionError):
            return None
        return value if isinstance(value, dict) else None

    @property
    def names(self) -> Iterator[object]:
        """What stands where the name of an error can stand, the first to count first."""
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.json or {}
        yield headers.get("x-amzn-errortype")
        yield from (body.get(name) for name in ("code", "Code", "__type"))


class Outcome(NamedTuple):
    """How a call ends: "result" or the name of an exception, and what it holds."""

    kind: str
    response: dict[str, Any]


class Peer:
    """A botocore client whose requests are kept and whose responses are given.

    Args:
        service: whose client it is.
    """

    def __init__(self, service: Service) -> None:
        self.service = service
        session = botocore_session()
        self._client = session.create_client(
            service.name,
            region_name="us-east-1",
            config=Config(signature_version=UNSIGNED, proxies={}),
        )
        events = self._client.meta.events
        events.register(f"before-send.{service.name}", self._respond_instead)
        # Retries would wait, and note themselves in the response.
        retries = f"retry-config-{service.name}"
        events.unregister(f"needs-retry.{service.name}", unique_id=retries)
        self._response = ServerResponse(200, {}, b"{}")
        self._request: AWSPreparedRequest | None = None

    def close(self) -> None:
        self._client.close()

    def shape(self, name: str) -> Any:
        """A shape of botocore's own model."""
        return self._client.meta.service_model.shape_for(name)

    def operation(self, name: str) -> Any:
        return self._client.meta.service_model.operation_model(name)

    def error_shapes(self) -> list[Any]:
        return list(self._client.meta.service_model.error_shapes)

    def oauth_classes(self, value: str) -> list[str]:
        """The errors whose documentation gives this value of the member `error`."""
        return [shape.name for shape in self.error_shapes() if value == oauth_error(shape)]

    def request(self, operation: str, params: Params) -> Sent:
        self._call(operation, params, ServerResponse(200, {}, b"{}"))
        request = self._request
        assert request is not None
        return Sent.of(request.method, request.url, request.headers, request.body)

    def problems(self, operation: str, params: Params) -> set[tuple[str, str]]:
        """What botocore has against an input: pairs of a path and a kind of problem."""
        try:
            self._call(operation, params, ServerResponse(200, {}, b"{}"))
        except ParamValidationError as error:
            return set(_reported(error.kwargs["report"]))
        return set()

    def outcome(self, operation: str, params: Params, response: ServerResponse) -> Outcome:
        """How the call ends with this response; exceptions that are not ClientError are crashes."""
        try:
            result = self._call(operation, params, response)
        except ClientError as error:
            return Outcome(type(error).__name__, error.response)
        except Exception as error:
            return Outcome(f"crash: {type(error).__name__}", {})
        return Outcome("result", result)

    def _call(self, operation: str, params: Params, response: ServerResponse) -> Any:
        self._response = response
        return getattr(self._client, xform_name(operation))(**params)

    def _respond_instead(self, request: AWSPreparedRequest, **_: object) -> AWSResponse:
        self._request = request
        return AWSResponse(
            request.url, self._response.status, self._response.headers, _Stream(self._response.body)
        )


def oauth_error(shape: Any) -> str | None:
    """The value of an error's member `error`, which only the documentation of it gives.

    None where an error has no such member.
    """
    if "error" not in shape.members:
        return None
    documentation: str = shape.members["error"].documentation
    return documentation.partition("<code>")[2].partition("</code>")[0]


class _Stream:
    def __init__(self, body: bytes) -> None:
        self._body = body

    def stream(self) -> Iterator[bytes]:
        yield self._body


_REPORTS = (
    (re.compile(r'Missing required parameter in (?P<at>\S+): "(?P<name>.*)"'), "required"),
    (re.compile(r'Unknown parameter in (?P<at>\S+): "(?P<name>.*)", must'), "unknown member"),
    (re.compile(r"Invalid type for parameter (?P<at>\S+), value:"), "expected"),
    (re.compile(r"Invalid value for parameter (?P<at>\S+), value:"), "expected at least"),
)


def _reported(report: str) -> Iterator[tuple[str, str]]:
    for line in report.splitlines():
        found = ((pattern.match(line), kind) for pattern, kind in _REPORTS)
        match, kind = next((match, kind) for match, kind in found if match)
        parts = match.groupdict()
        at = "" if parts["at"] == "input" else parts["at"]
        yield ".".join(part for part in (at, parts.get("name")) if part), kind
