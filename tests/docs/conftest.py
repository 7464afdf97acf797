"""A real browser that opens the site from files, and listens for what should not be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag

import pytest

from tests.browsing import DESKTOP
from tests.docs.browsing import Open
from tests.docs.pages import site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("html")
    for name, text in site().items():
        (target / name).write_text(text, encoding="utf-8")
    return target


@pytest.fixture
def visit(browser: Browser, folder: Path) -> Iterator[Open]:
    """Opens a page; afterwards, nothing was asked of a host and no error was logged."""
    faults: list[str] = []
    contexts = []

    def request(asked: Any) -> None:
        if not asked.url.startswith(folder.as_uri()) and not asked.url.startswith("data:"):
            faults.append(f"asked for {asked.url}")

    def log(message: Any) -> None:
        if message.type in ("error", "warning"):
            faults.append(f"logged {message.text}")

    def visit(name: str, viewport: ViewportSize = DESKTOP, **options: Any) -> Page:
        context = browser.new_context(viewport=viewport, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", request)
        page.on("requestfailed", request)
        page.on("console", log)
        page.on("pageerror", lambda error: faults.append(f"raised {error}"))
        file, anchor = urldefrag(name)
        page.goto((folder / file).as_uri() + f"#{anchor}" * bool(anchor))
        return page

    yield visit
    for context in contexts:
        context.close()
    assert not faults
