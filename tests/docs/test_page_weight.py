"""Pages are light."""

from __future__ import annotations

import pytest

from tests.docs.pages import site

PAGES = [name for name in site() if name.endswith(".html")]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_below_30_kb(name: str) -> None:
    assert len(site()[name].encode()) < 30_000


@pytest.mark.parametrize("name", [name for name in site() if not name.endswith(".html")])
def test_what_the_pages_share_is_below_30_kb_each(name: str) -> None:
    assert len(site()[name].encode()) < 30_000
