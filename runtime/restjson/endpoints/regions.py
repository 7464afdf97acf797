"""Regions that look misspelt. One that is not known may be new, so it is only warned of."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection


def warn_if_unlike(region: str, known: Collection[str]) -> None:
    """Warn of a region that is not made of words that known ones are made of, and a number.

    Args:
        region: the name of a region.
        known: the names of all regions that are known; if there are none, nothing is said.
    """
    if not known or region in known:
        return
    *words, number = region.split("-")
    if (
        words
        and number.isdecimal()
        and _places(words) <= set().union(*(_places(each.split("-")) for each in known))
    ):
        return
    import warnings

    from ..suggestions import suggestion

    near = suggestion(region, known)
    warnings.warn(f"region {region!r} is not known here{near} (used as it is)", stacklevel=2)


def _places(words: list[str]) -> set[tuple[bool, str]]:
    """Return words, each with whether it is the first."""
    return {(index == 0, word) for index, word in enumerate(words)}
