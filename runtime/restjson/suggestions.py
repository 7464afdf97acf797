"""What to use in the place of a name that is not known, for messages."""

from __future__ import annotations

from difflib import get_close_matches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

_COMPARED = 60  # characters of a name
_NOTHING: Mapping[str, str] = {}


def suggestion(name: object, known: Iterable[str]) -> str:
    """Return ", did you mean x?" for the nearest known name, or nothing."""
    lower = {each.lower(): each for each in known}
    text = str(name)[:_COMPARED].lower()
    nearest = get_close_matches(text, lower, n=3)
    # Of what is about as near, letters that changed places are the likelier slip.
    nearest.sort(key=lambda each: sorted(each) != sorted(text))
    return f", did you mean {lower[nearest[0]]}?" if nearest else ""


def unexpected_keywords(
    function: str,
    unknown: Collection[str],
    known: Collection[str],
    instead: Mapping[str, str] = _NOTHING,
) -> TypeError:
    """Return what Python raises for unknown keywords, with what to use in their place.

    Args:
        function: the name of what was called.
        unknown: the keywords that it does not have, all of them.
        known: those that it has.
        instead: what to do where another keyword would not be enough, by unknown keyword.
    """
    remedies = {
        name: f": {instead[name]}" if name in instead else suggestion(name, known)
        for name in unknown
    }
    kind = (
        "an unexpected keyword argument" if len(remedies) == 1 else "unexpected keyword arguments"
    )
    listed = "; ".join(f"{name!r}{remedy}" for name, remedy in remedies.items())
    taken = "" if all(remedies.values()) else f"; it takes {', '.join(known) or 'none'}"
    return TypeError(f"{function}() got {kind} {listed}{taken}")
