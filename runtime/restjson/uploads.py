"""Bodies of requests that are sent in parts, from what a caller gave."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, Protocol, TypeAlias

    class BinaryFile(Protocol):
        """What can be read as a file that was opened in binary mode."""

        def read(self, size: int, /) -> bytes: ...

    # What a caller may give for a body that is a stream.
    Uploadable: TypeAlias = bytes | bytearray | memoryview | str | BinaryFile | Iterable[bytes]
else:
    Uploadable = object

_PART = 256 * 1024

_OCTETS = (bytes, bytearray, memoryview)

_END = object()


class SourceFailure(Exception):
    """What a body is read from failed: by an exception of its own, the cause, or as `what` says.

    Args:
        what: what is wrong with it, if it raised no exception.
    """

    def __init__(self, what: str = "") -> None:
        super().__init__(what)
        self.what = what


class Upload:
    """A body that is sent in parts; each iteration goes over all of it.

    Args:
        name: that of the member, for messages.
        length: in bytes, None if that is not known.
        is_repeatable: whether what it comes from can be read again.
    """

    def __init__(self, name: str, length: int | None, is_repeatable: bool) -> None:
        self.name = name
        self._has_begun = False
        self._digest = ""
        self.length = length
        self.is_repeatable = is_repeatable

    @property
    def can_be_sent(self) -> bool:
        """Whether all of it can be sent, as yet or again."""
        return self.is_repeatable or not self._has_begun

    def __iter__(self) -> Iterator[bytes | bytearray]:
        """Go over the parts, none of which is empty.

        Raises:
            SourceFailure: what it comes from failed, has no bytes, or not as many as it had.
        """
        if not self.can_be_sent:
            raise SourceFailure(f"{self.name}: it can be read only once, and was")
        self._has_begun = True
        count = 0
        for part in self._octets():
            count += len(part)
            if part and (self.length is None or count <= self.length):
                yield part
        if self.length not in (None, count):
            what = f"{self.name}: it had {self.length} bytes, and then there were {count}"
            raise SourceFailure(what)

    def sha256(self) -> str:
        """Return the hash of it all, in hexadecimal digits; the length is known then.

        Raises:
            SourceFailure: as iteration.
        """
        if not self._digest:
            from hashlib import sha256

            digest, count = sha256(), 0
            for part in self:
                digest.update(part)
                count += len(part)
            self._digest, self.length = digest.hexdigest(), count
        return self._digest

    def __repr__(self) -> str:
        return f"<Upload: {'unknown' if self.length is None else self.length} bytes>"

    def _octets(self) -> Iterator[bytes | bytearray]:
        parts = self._parts()
        while (part := self._next(parts)) is not _END:
            if not isinstance(part, _OCTETS):
                raise SourceFailure(f"{self.name}: expected bytes, got {type(part).__name__}")
            yield bytes(part) if isinstance(part, memoryview) else part

    def _next(self, parts: Iterator[Any]) -> Any:
        try:
            return next(parts, _END)
        except Exception as error:
            raise SourceFailure from error

    def _parts(self) -> Iterator[Any]:
        """Go over what is read."""
        raise NotImplementedError


class FileUpload(Upload):
    """A body that is what is left of a file.

    Args:
        name: that of the member, for messages.
        file: has `read`; one that cannot be sought may have a length (`len`).
    """

    def __init__(self, name: str, file: Any) -> None:
        self._file = file
        self._start = _position(file)
        if self._start is None:
            super().__init__(name, len(file) if hasattr(file, "__len__") else None, False)
        else:
            super().__init__(name, max(_end(file) - self._start, 0), True)
            file.seek(self._start)

    def _parts(self) -> Iterator[Any]:
        if self._start is not None:
            self._file.seek(self._start)
        left = self.length
        while left is None or left > 0:
            part = self._file.read(_PART if left is None else min(_PART, left))
            if isinstance(part, _OCTETS):
                if not part:
                    return
                left = None if left is None else left - len(part)
            yield part


class IterableUpload(Upload):
    """A body that is what an iterable yields, one after the other.

    Args:
        name: that of the member, for messages.
        iterable: yields bytes; an iterator can be gone over only once.
    """

    def __init__(self, name: str, iterable: Iterable[Any]) -> None:
        self._iterable = iterable
        length = sum(map(len, iterable)) if isinstance(iterable, (list, tuple)) else None
        super().__init__(name, length, iter(iterable) is not iterable)

    def _parts(self) -> Iterator[Any]:
        return iter(self._iterable)


def upload_of(name: str, source: Any) -> Upload:
    """Return a body that comes from what a caller gave.

    Args:
        name: that of the member, for messages.
        source: a file, or an iterable of bytes.
    """
    return FileUpload(name, source) if hasattr(source, "read") else IterableUpload(name, source)


def is_source(value: object) -> bool:
    """Tell whether a body can come from `value`, which is neither bytes nor text."""
    if hasattr(value, "read"):
        return not hasattr(value, "encoding")  # as files have that were opened as text
    if isinstance(value, (list, tuple)):
        return all(isinstance(each, _OCTETS) for each in value)
    return hasattr(value, "__iter__") and not isinstance(value, dict)


def _position(file: Any) -> int | None:
    """Return where a file stands, None if it cannot be sought."""
    try:
        if hasattr(file, "seekable") and not file.seekable():
            return None
        position: int = file.tell()
        file.seek(position)
    except (AttributeError, OSError, ValueError):
        return None
    return position


def _end(file: Any) -> int:
    end = file.seek(0, os.SEEK_END)
    return end if isinstance(end, int) else int(file.tell())
