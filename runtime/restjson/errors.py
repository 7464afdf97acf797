"""Everything a client raises: one root, and a class for each kind of failure.

    Error
    |- ParamValidationError      the arguments are wrong (also a ValueError)
    |- ConfigError               a setting is wrong, or one that is needed is missing
    |- EndpointResolutionError   no endpoint follows from the settings
    |- TransportError            no response came
    |  |- ConnectError, ConnectTimeoutError, TLSError, ProxyError
    |  |- ReadTimeoutError, ConnectionClosedError, DeadlineError
    |- ResponseParseError        what came is not a response, or too large
    |- ClientError               the service said no; under it the errors that a model defines
    |- WaiterError               what was waited for is not there

All of them pickle, and none shows a value that the model marks sensitive.
"""

from __future__ import annotations

from .redaction import MASK, printable
from .result import Result
from .signatures import as_written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

# A server may send a whole page; what is printed is cut, `message` is not.
_SHOWN_MESSAGE = 500


class Error(Exception):
    """The root of every exception that a client raises."""


@as_written
class ParamValidationError(Error, ValueError):
    """The arguments of a call do not fit the model; nothing was sent.

    Attributes:
        operation_name: the operation that was called.
        problems: every problem, each as ``path: what is wrong``; never a value.
    """

    def __init__(self, operation_name: str, problems: Iterable[str]) -> None:
        self.operation_name = operation_name
        self.problems = tuple(problems)
        super().__init__(operation_name, self.problems)

    def __str__(self) -> str:
        return f"{printable(self.operation_name, 100)}: " + "; ".join(self.problems)


class ConfigError(Error):
    """A setting cannot be used, or one that the call needs is missing."""


class EndpointResolutionError(Error):
    """No endpoint follows from the settings; the message is the rule's own."""


class TransportError(Error):
    """No response came. The library's own exception is chained as the cause.

    Attributes:
        may_have_arrived: whether the service may have got the request, and served it.
    """

    may_have_arrived = True


class ConnectError(TransportError):
    """No connection could be made: refused, unreachable, or the name is unknown."""

    may_have_arrived = False


class ConnectTimeoutError(TransportError):
    """No connection was made within `connect_timeout` seconds."""

    may_have_arrived = False


class ReadTimeoutError(TransportError):
    """The server sent nothing for `read_timeout` seconds; the request may have been served."""


class ConnectionClosedError(TransportError):
    """The connection ended before the response was complete; the request may have been served."""


class TLSError(TransportError):
    """The server's certificate or the TLS handshake was not acceptable."""

    may_have_arrived = False


class ProxyError(TransportError):
    """The proxy could not be reached, or did not let the request through."""

    may_have_arrived = False


class DeadlineError(TransportError):
    """The call's `deadline` passed."""


class ResponseParseError(Error):
    """What the service sent is not a response of its protocol, or is too large."""


@as_written
class ClientError(Error):
    """The service refused the call.

    Args:
        response: the response in the form of botocore's `ClientError.response`: `Error` with
            `Code` and `Message`, `ResponseMetadata`, and the members that the model gives.
        operation_name: the operation that was called.
        fields: the modelled members alone.

    Codes and members are as they came. Where they hold a secret that the call sent, they are
    masked when they are shown; in messages and headers it is masked for good.
    """

    # The emitted class of a modelled error reads its members with the function of its shape.
    _parse: Callable[[Any, list[str]], Result] | None = None

    # Whether the model says that trying again may help: "transient", "throttling" or nothing.
    _retry_class = ""

    def __init__(
        self,
        response: Mapping[str, Any],
        operation_name: str,
        fields: Result | None = None,
    ) -> None:
        self.response = response
        self.operation_name = operation_name
        self.fields = Result() if fields is None else fields
        super().__init__(response, operation_name, self.fields)

    @property
    def code(self) -> str:
        """The error's name, as the service or the model gives it."""
        return str(self.response.get("Error", {}).get("Code", ""))

    @property
    def message(self) -> str:
        """What the service said, whole; empty if it said nothing."""
        return str(self.response.get("Error", {}).get("Message", ""))

    @property
    def http_status(self) -> int | None:
        """The HTTP status of the response."""
        status: int | None = self.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
        return status

    @property
    def request_id(self) -> str | None:
        """The service's id of the request, to quote to AWS support."""
        request_id: str | None = self.response.get("ResponseMetadata", {}).get("RequestId")
        return request_id

    def __str__(self) -> str:
        message = printable(self.message, _SHOWN_MESSAGE) or "no message"
        known = [] if self.http_status is None else [f"HTTP {self.http_status}"]
        if self.request_id:
            known.append(f"request id {printable(self.request_id, 100)}")
        where = f" ({', '.join(known)})" if known else ""
        return f"{self.operation_name}: {self._shown_code()}: {message}{where}"

    def _shown_code(self) -> str:
        is_hidden = "Code" in getattr(self.response.get("Error"), "secrets", ())
        return MASK if is_hidden else printable(self.code, 100)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self}>"


@as_written
class WaiterError(Error):
    """What was waited for is not there: it will never be, or the calls are used up.

    Attributes:
        name: what was waited for, as the model calls it.
        reason: why the waiting ended.
        last_response: the last response: a `Result`, or `ClientError.response`.
    """

    def __init__(self, name: str, reason: str, last_response: Mapping[str, Any]) -> None:
        self.name = name
        self.reason = reason
        self.last_response = last_response
        super().__init__(name, reason, last_response)

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"

    def __repr__(self) -> str:
        return f"<WaiterError: {self}>"
