"""Bodies of responses that are not JSON, as callers get them."""

from __future__ import annotations

from .signatures import as_written


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
