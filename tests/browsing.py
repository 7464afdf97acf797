"""A real browser, the windows and schemes it is tried in, and what is asked of every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

import pytest

from tests.tools import find

if TYPE_CHECKING:
    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        Error,
        Page,
        Request,
        ViewportSize,
    )

Open = Callable[..., "Page"]

PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")

_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

# The least contrast of any text with what is behind it (WCAG 2.2, 1.4.3).
CONTRAST = """() => {
  const numbers = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (color) => {
    const [r, g, b] = numbers(color).slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const color = getComputedStyle(each).backgroundColor;
      if (numbers(color)[3] !== 0) return color;
    }
    return "rgb(255, 255, 255)";
  };
  let least = 21;
  for (const element of document.querySelectorAll("body *")) {
    const words = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!words) continue;
    const both = [light(getComputedStyle(element).color), light(ground(element))].sort();
    least = Math.min(least, (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05));
  }
  return least;
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's chromium, without a window."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.skip("playwright is not installed: pip install playwright")
    program = find("chromium", "apt-get install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=_QUIET)
        yield running
        running.close()


@contextmanager
def visits(tab: Page, allowed: tuple[str, ...]) -> Iterator[Open]:
    """What opens an address; afterwards, nothing was asked of others and nothing went wrong.

    Args:
        tab: what tests use one after the other: to open one costs more than what they do in it.
        allowed: how every URL begins that a page may ask for.
    """
    faults: list[str] = []
    others: list[BrowserContext] = []

    def request(asked: Request) -> None:
        if not asked.url.startswith(allowed):
            faults.append(f"asked for {asked.url}")

    def log(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "the server responded with" not in message.text:
            faults.append(f"logged {message.text}")

    def fail(error: Error) -> None:
        faults.append(f"raised {error}")

    handlers = {"request": request, "requestfailed": request, "console": log, "pageerror": fail}

    def listen(page: Any) -> None:  # its types want each event by itself
        for event, handler in handlers.items():
            page.on(event, handler)

    def visit(address: str, viewport: ViewportSize = DESKTOP, **options: Any) -> Page:
        page = tab
        if options:  # they are those of a whole context
            assert tab.context.browser is not None
            others.append(tab.context.browser.new_context(**options))
            page = others[-1].new_page()
            listen(page)
        page.set_viewport_size(viewport)
        page.goto(address)
        return page

    tab.context.clear_cookies()
    tab.emulate_media(media="null", color_scheme="light")
    listen(tab)
    yield visit
    tab.goto("about:blank")
    for event, handler in handlers.items():
        tab.remove_listener(event, handler)
    for context in others:
        context.close()
    assert not faults
