"""R code on pages: skeletons of what is large."""

from __future__ import annotations

from codegen.pages.r.syntax import skeleton
from tests.codegen.models import read, structure, taking


def spelt_out(levels: int, width: int) -> str:
    """The skeleton of structures in structures, each of which has `width` of the next."""
    shapes = {
        f"S{level}": structure({f"m{number}": f"S{level + 1}" for number in range(width)})
        for level in range(1, levels)
    }
    model = taking({"a": "S1"}, **shapes, **{f"S{levels}": structure({"leaf": "Long"})})
    return skeleton(read(model).shapes["Input"])


def test_what_fits_on_a_page_is_spelt_out() -> None:
    assert spelt_out(8, 2).count("leaf = 123") == 2**7


def test_what_is_too_large_is_spelt_out_evenly_and_as_deep_as_a_page_holds() -> None:
    text = spelt_out(30, 3)
    assert text.count("m0 = list()") == text.count("m2 = list()") == 3**6
    assert "leaf" not in text
    assert len(text) < 250_000


def test_a_wide_structure_has_all_its_members() -> None:
    members = dict.fromkeys((f"m{number}" for number in range(20_000)), "Long")
    text = skeleton(
        read(taking({**members, "part": "Part"}, Part=structure(["a"]))).shapes["Input"]
    )
    assert text.count(" = 123") == 20_000
    assert "part = list()" in text
