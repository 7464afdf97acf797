"""A real browser that opens the site from files, and listens for what should not be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browsing import Open, visits
from tests.docs.pages import site

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("html")
    for name, text in site().items():
        (target / name).write_text(text, encoding="utf-8")
    return target


@pytest.fixture
def visit(tab: Page, folder: Path) -> Iterator[Open]:
    """Opens a page; afterwards, nothing was asked of a host and no error was logged."""
    with visits(tab, (folder.as_uri(), "data:")) as open_:
        yield lambda name, *where, **options: open_(f"{folder.as_uri()}/{name}", *where, **options)
