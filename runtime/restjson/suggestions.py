"""The nearest known name to one that is not known, for messages."""

from __future__ import annotations

from difflib import get_close_matches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_COMPARED = 60  # characters of a name


def suggestion(name: object, known: Iterable[str]) -> str:
    """Return ", did you mean x?" for the nearest known name, or nothing."""
    lower = {each.lower(): each for each in known}
    nearest = get_close_matches(str(name)[:_COMPARED].lower(), lower, n=1)
    return f", did you mean {lower[nearest[0]]}?" if nearest else ""
