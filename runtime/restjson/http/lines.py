"""Lines of heads and trailers, bounded all together."""

from __future__ import annotations

import re

from ..errors import ResponseParseError
from .bounds import ReadFailure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .receiver import Receiver

# Heads, those of 1xx responses and trailers included; AWS's are below 2 kB.
_LARGEST_HEAD = 64 * 1024

# Some servers end lines with LF alone (RFC 9112 section 2.2).
_EMPTY_LINE = re.compile(rb"(?:\A|\r?\n)\r?\n")


class Lines:
    """The lines of the response to one request.

    Args:
        receiver: where they come from.
    """

    def __init__(self, receiver: Receiver) -> None:
        self._receiver = receiver
        self._bytes = 0

    def read(self) -> bytes:
        """Return the lines up to an empty one: those of a head, or trailers.

        Raises:
            ReadFailure: they are incomplete, too large, or too slow.
        """
        searched = 0
        buffer = self._receiver.buffer
        while not (end := _EMPTY_LINE.search(buffer, searched)):
            searched = max(len(buffer) - 3, 0)
            self._check(len(buffer))
            self._receiver.more()
        size = end.start()
        self.count(end.end())
        return self._receiver.take(end.end())[:size]

    def count(self, size: int) -> None:
        """Count bytes as a part of the head.

        Raises:
            ReadFailure: they are too many.
        """
        self._check(size)
        self._bytes += size

    def _check(self, size: int) -> None:
        if self._bytes + size > _LARGEST_HEAD:
            raise ReadFailure(
                ResponseParseError,
                f"the head of the response is larger than {_LARGEST_HEAD} bytes",
            )
