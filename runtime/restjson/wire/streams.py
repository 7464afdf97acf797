"""Streams: bodies of requests that are sent in parts."""

from __future__ import annotations

from ..uploads import is_source, upload_of
from .blobs import blob_problems
from .problems import mismatch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_AT_ONCE = (str, bytes, bytearray, memoryview)


def stream_problems(value: Any, path: str) -> list[str]:
    """Return the problems of a value as a body; what is read of it, is read when it is sent."""
    if isinstance(value, _AT_ONCE):
        return blob_problems(value, path)
    if is_source(value):
        return []
    return [mismatch(path, "bytes, a binary file or an iterable of bytes", value)]


def sized_stream_problems(value: Any, path: str) -> list[str]:
    """Return the problems of a value as a body whose length must be known before it is sent."""
    problems = stream_problems(value, path)
    if problems or isinstance(value, _AT_ONCE) or upload_of(path, value).length is not None:
        return problems
    return [f"{path}: expected bytes or a file that can be sought: its length must be known"]
