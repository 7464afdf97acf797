"""What an exchange may take, and how it fails when it takes more."""

from __future__ import annotations

from time import monotonic

from ..errors import DeadlineError, ReadTimeoutError, ResponseParseError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..errors import Error


class ReadFailure(Exception):
    """A response could not be read.

    Args:
        kind: the class of the exception that the caller of the client gets.
        what: what happened, without the server's name.
    """

    def __init__(self, kind: type[Error], what: str) -> None:
        super().__init__(kind, what)
        self.kind = kind
        self.what = what


class Bounds:
    """What an exchange may take.

    Args:
        read_timeout: seconds that the server may be silent.
        stop_at: the `time.monotonic` at which the call must end, None if it need not.
        max_body: the most bytes of a body, None if any number will do.
    """

    __slots__ = ("max_body", "read_timeout", "stop_at")

    def __init__(self, read_timeout: float, stop_at: float | None, max_body: int | None) -> None:
        self.read_timeout = read_timeout
        self.stop_at = stop_at
        self.max_body = max_body

    def wait(self) -> float:
        """Return the seconds that the next step may take.

        Raises:
            ReadFailure: none are left.
        """
        if self.stop_at is None:
            return self.read_timeout
        left = self.stop_at - monotonic()
        if left <= 0:
            raise self.too_slow()
        return min(self.read_timeout, left)

    def check_body(self, size: int) -> None:
        """Make sure that a body of this many bytes is not too large.

        Raises:
            ReadFailure: it is.
        """
        if self.max_body is not None and size > self.max_body:
            raise ReadFailure(
                ResponseParseError,
                f"the response is larger than max_response_bytes ({self.max_body})",
            )

    def too_slow(self) -> ReadFailure:
        """Return the failure of a step that took too long: which of the two limits it was."""
        if self.stop_at is not None and self.stop_at <= monotonic():
            return ReadFailure(
                DeadlineError, "the deadline passed before the response was complete"
            )
        return ReadFailure(
            ReadTimeoutError,
            f"no response within read_timeout ({self.read_timeout} s): try again, or raise it",
        )
