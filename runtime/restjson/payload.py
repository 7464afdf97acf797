"""Bodies of responses that are not JSON, as callers get them."""

from __future__ import annotations

import io

from .signatures import as_written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, NoReturn

    from .messages import Source

_PART = 64 * 1024

# What boto3 goes by.
_CHUNK = 1024


@as_written
class PayloadBytes(bytes):
    """A body that is a blob: its bytes, which can also be read as a file, as boto3 has it."""

    _position = 0

    def read(self, size: int | None = None) -> bytes:
        """Return what was not read yet, `size` bytes at most; nothing at the end."""
        end = len(self) if size is None or size < 0 else self._position + size
        part = self[self._position : end]
        self._position += len(part)
        return part


@as_written
class StreamingBody(io.RawIOBase):
    """The body of a response, read as it comes: a file that can be read once.

    The connection goes back to the client at the end of the body. It is closed where the body is
    closed before, as it is at the end of a `with` block, or let go of. Each read may take
    `read_timeout` seconds; neither `deadline` nor `max_response_bytes` bounds it.

    Only one thread may read at a time.

    Args:
        source: what has the bytes.
    """

    # An interrupt may come before `__init__` has done its work, and then the destructor.
    _source: Source | None = None
    _position = 0

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source

    def read(self, size: int | None = -1) -> bytes:
        """Return the next `size` bytes, fewer only at the end; all that are left without a size.

        Raises:
            TransportError: the rest does not come.
            ResponseParseError: what comes is not a response.
            ValueError: the body was closed.
        """
        if size is None or size < 0:
            return b"".join(self)
        part = self._some(size) if size else b""
        if len(part) == size:
            return part
        parts = [part]
        while part and (size := size - len(part)):
            part = self._some(size)
            parts.append(part)
        return b"".join(parts)

    def readall(self) -> bytes:
        """Return all that is left; raises as `read`."""
        return self.read()

    def readinto(self, buffer: Any) -> int:
        """Read into a buffer, and return how many bytes; raises as `read`."""
        view = memoryview(buffer).cast("B")
        part = self._some(len(view)) if view else b""
        view[: len(part)] = part
        return len(part)

    def __iter__(self) -> Iterator[bytes]:
        """Go over what is left in parts of any size, as they come; raises as `read`."""
        while part := self._some(_PART):
            yield part

    def iter_chunks(self, chunk_size: int = _CHUNK) -> Iterator[bytes]:
        """Go over what is left in parts of `chunk_size` bytes; raises as `read`."""
        while chunk := self.read(chunk_size):
            yield chunk

    def iter_lines(self, chunk_size: int = _CHUNK, keepends: bool = False) -> Iterator[bytes]:
        """Go over the lines of what is left; raises as `read`.

        Args:
            chunk_size: how many bytes to read at a time.
            keepends: keep the ends of lines.
        """
        rest = b""
        for chunk in self.iter_chunks(chunk_size):
            *lines, rest = (rest + chunk).splitlines(keepends=True)
            for line in lines:
                yield line if keepends else line.splitlines()[0]
        if rest:
            yield rest if keepends else rest.splitlines()[0]

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self._position

    def close(self) -> None:
        """Close the connection, unless the body was read to its end."""
        if not self.closed:
            super().close()
            if self._source is not None:
                self._source.close()

    def __reduce__(self) -> NoReturn:
        raise TypeError("what is read as it comes cannot be pickled: pickle what was read")

    def __repr__(self) -> str:
        return f"<StreamingBody: {self._position} bytes read>"

    def _some(self, size: int) -> bytes:
        """Return some bytes, `size` at most; none at the end."""
        if self.closed or self._source is None:
            raise ValueError("the body was closed before it was read to its end")
        try:
            part = self._source.read(size)
        except BaseException:
            self.close()
            raise
        self._position += len(part)
        return part
