"""When credentials expire and servers respond, as seconds since the epoch."""

from __future__ import annotations

EXPECTED = "expected a time such as 2030-01-31T12:00:00Z"


def parse_time(text: str) -> float | None:
    """Return the seconds since the epoch that a time with its zone means, or None.

    A fraction of a second is left out: what ends then ends no later so.

    Args:
        text: as `restjson.times` reads it.
    """
    from ..times import parse_moment  # not before there is a time to read

    moment = parse_moment(text)
    if moment is None or moment.tzinfo is None:
        return None
    return max(0.0, moment.replace(microsecond=0).timestamp())
