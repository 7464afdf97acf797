"""Which attempt a request is, and until when its response is waited for, as AWS's SDKs tell it."""

from __future__ import annotations

import time

from ..auth.skew import skew


def numbering(
    number: int, most: int, dated: tuple[str, float] | None, now: float, read_timeout: float
) -> str:
    """Return what the header ``amz-sdk-request`` says.

    Args:
        number: that of the attempt, the first being 1.
        most: how many attempts there may be.
        dated: the Date header of the last response, and when that came; None if there is none.
        now: the time.
        read_timeout: how long the client waits, in seconds.
    """
    parts = [f"attempt={number}", f"max={most}"]
    if dated is not None:
        parts[:0] = _ttl(*dated, now, read_timeout)
    return "; ".join(parts)


def _ttl(date: str, came: float, now: float, read_timeout: float) -> list[str]:
    """Return until when the client waits, by the server's clock; nothing if that is unknown.

    Args:
        date: the Date header of the last response.
        came: when that response came.
        now: the time.
        read_timeout: how long the client waits, in seconds.
    """
    ahead = skew(date, came)
    if ahead is None:
        return []
    ends = time.gmtime(now + ahead + read_timeout)
    return [time.strftime("ttl=%Y%m%dT%H%M%SZ", ends)]
