"""Attempts: a request is sent until it has succeeded, or until a retry makes no sense."""

from __future__ import annotations

import logging

from ..errors import ClientError, DeadlineError, Error, TransportError
from ..messages import read_whole
from ..redaction.masking import Secrets
from ..wire.failures import Failures
from ..wire.responses import metadata, parse_error, parse_result
from .identifiers import uuid4
from .numbering import numbering
from .retries import classify, wait_before

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..auth.protocol import Scheme
    from ..messages import Request, Response, Transport
    from ..result import Result
    from ..wire.operation import Operation
    from .engine import Engine

_log = logging.getLogger("restjson")

_FIRST_REFUSAL = 300


class Attempts:
    """The attempts of one call.

    Args:
        engine: the client's.
        operation: the operation that is called.
        params: its input.
        request: what is sent; each attempt adds what the scheme says, and headers that number it.
        scheme: how the request proves who sends it.
        stop_at: when the time is up, by the monotonic clock; None if the client's deadline, if
            it has one, counts from now on.
    """

    def __init__(
        self,
        engine: Engine,
        operation: Operation,
        params: dict[str, Any],
        request: Request,
        scheme: Scheme,
        stop_at: float | None = None,
    ) -> None:
        self._engine = engine
        self._operation = operation
        self._params = params
        self._request = request
        self._host = request.url.split("/", 3)[2]
        self._wants_plain = "accept-encoding" not in map(str.lower, request.headers)
        self._scheme = scheme
        self._clock = engine.clock
        self._max_attempts = engine.settings.max_attempts
        self._number = 1
        self._paid = 0
        self._hints: Mapping[str, str] = {}  # the headers of the last response
        self._dated: tuple[str, float] | None = None  # the last Date, and when it came
        self._id = uuid4()
        self._stop_at = engine.stop_at() if stop_at is None else stop_at

    def run(self) -> Result:
        """Return the result, or raise what the last attempt met.

        Raises:
            ClientError: the service said no.
            TransportError: no response came.
            ResponseParseError: what came cannot be read as a response.
            Exception: whatever the function raised that fetches the client's credentials.
        """
        while True:
            # Outside of the `try`: what fetching credentials meets, perhaps at another service,
            # is not a failure of this one, and not corrected or tried again here.
            transport = self._engine.get_transport()  # the first time, this takes its time
            request = self._numbered_request()
            try:
                result = self._attempt(transport, request)
            except Error as error:
                if self._corrects_clock(error):
                    continue
                wait = self._wait_after(error)
                if wait is None:
                    raise
            else:
                self._engine.quota.refund(self._paid)
                result["ResponseMetadata"]["RetryAttempts"] = self._number - 1
                return result
            self._clock.sleep(wait)
            self._number += 1

    def _attempt(self, transport: Transport, request: Request) -> Result:
        self._hints = {}
        secrets = self._secrets()
        response = self._send(transport, request)
        known = metadata(response, secrets)
        self._note(known["HTTPHeaders"])
        if _log.isEnabledFor(logging.DEBUG):
            # A server may send back what it got, in this header too.
            self._record(response.status, secrets.masked(known.get("RequestId", "-")))
        failures = Failures(self._engine.service, self._operation.name, secrets, known)
        if response.status < _FIRST_REFUSAL:
            return _result(self._operation, failures, response)
        error = parse_error(failures, response)
        error.response["ResponseMetadata"]["RetryAttempts"] = self._number - 1
        raise error

    def _wait_after(self, failure: Error) -> float | None:
        """Return the seconds to wait before the next attempt, None if there is to be none."""
        kind = classify(failure)
        if kind is None or not self._may_repeat(failure):
            return None
        if self._number >= self._max_attempts:
            _note_end(failure, "MaxAttemptsReached")
            return None
        wait = wait_before(
            self._number + 1,
            kind,
            self._clock.random(),
            self._hints,
            failure.http_status if isinstance(failure, ClientError) else None,
            self._clock.time(),
        )
        if self._is_over_in(wait):
            return None
        self._paid = self._engine.quota.acquire(kind)
        if not self._paid:
            _note_end(failure, "RetryQuotaReached")
            return None
        return wait

    def _corrects_clock(self, failure: Error) -> bool:
        """Tell whether to send the same attempt again, by a clock that is now right.

        That is no retry: it costs no attempt and no token, and does not wait. A service that
        refuses a signature has taken nothing of the request, so that what works only once still
        works.
        """
        if self._dated is None or not self._body_can_be_sent():
            return False
        return self._scheme.correct(failure, *self._dated) and not self._is_over_in(0)

    def _is_over_in(self, seconds: float) -> bool:
        """Tell whether the deadline will have passed."""
        return self._stop_at is not None and self._clock.monotonic() + seconds >= self._stop_at

    def _may_repeat(self, failure: Error) -> bool:
        """Tell whether the request may be sent again.

        One that carries what works only once may not, once it may have reached the service; nor
        one whose body can be read only once, once that was begun.
        """
        if not self._body_can_be_sent():
            return False
        if all(self._params.get(member) is None for member in self._operation.single_use):
            return True
        return isinstance(failure, TransportError) and not failure.may_have_arrived

    def _body_can_be_sent(self) -> bool:
        upload = self._request.upload
        return upload is None or upload.can_be_sent

    def _send(self, transport: Transport, request: Request) -> Response:
        self._sent_at = self._clock.monotonic()
        try:
            response = transport.send(request)
            if not (self._operation.streams and response.status < _FIRST_REFUSAL):
                response = read_whole(response, self._engine.arguments.max_response_bytes)
            return response if self._wants_plain else self._decompressed(response)
        except Error as error:
            self._record(type(error).__name__, "-")
            raise

    def _decompressed(self, response: Response) -> Response:
        from .compression import decompressed  # few operations let their callers ask for it

        return decompressed(response, self._engine.arguments.max_response_bytes, self._host)

    def _numbered_request(self) -> Request:
        """Return the request of this attempt, signed, with the seconds that are left for it."""
        sent = self._scheme.sign(self._request, self._seconds_left())
        # These say how it is sent, not what, and proxies may change them: as with botocore, no
        # signature stands on them.
        numbered = {
            **sent.headers,
            "amz-sdk-invocation-id": self._id,
            "amz-sdk-request": numbering(
                self._number,
                self._max_attempts,
                self._dated,
                self._clock.time(),
                self._engine.arguments.read_timeout,
            ),
        }
        if self._wants_plain:
            numbered["Accept-Encoding"] = "identity"
        request = sent.with_headers(numbered)
        request.timeout = self._seconds_left()
        return request

    def _secrets(self) -> Secrets:
        """Return what was sent and is not shown where the service sends it back."""
        return Secrets(self._params, self._operation.secrets, self._scheme.secrets)

    def _seconds_left(self) -> float | None:
        if self._stop_at is None:
            return None
        left: float = self._stop_at - self._clock.monotonic()
        if left <= 0:
            raise DeadlineError(f"{self._host}: the deadline passed before the request was sent")
        return left

    def _note(self, headers: Mapping[str, str]) -> None:
        """Remember of a response what the next attempt goes by."""
        self._hints = headers
        date = self._hints.get("date")
        self._dated = None if date is None else (date, self._clock.time())

    def _record(self, outcome: int | str, request_id: str) -> None:
        """Log the attempt: one line, and nothing that could be a secret."""
        milliseconds = (self._clock.monotonic() - self._sent_at) * 1000
        _log.debug(
            "%s %s: %s, request id %r, %.1f ms",
            self._operation.name,
            self._host,
            outcome,
            request_id,
            milliseconds,
        )


def _result(operation: Operation, failures: Failures, response: Response) -> Result:
    try:
        return parse_result(operation, failures, response)
    except BaseException:
        if response.source is not None:
            response.source.close()
        raise


def _note_end(failure: Error, reason: str) -> None:
    """Note in the metadata of a response why it was the last, as botocore does."""
    if isinstance(failure, ClientError):
        failure.response["ResponseMetadata"][reason] = True
