"""What tests in the browser share."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from playwright.sync_api import Page

LARGEST = "ssooidc_create_token_with_iam.html"


def place(page: Page) -> str:
    """The file and the anchor that a page is at."""
    return unquote(page.url.rpartition("/")[2])


def focused(page: Page) -> str:
    found: str = page.evaluate("document.activeElement.id || document.activeElement.className")
    return found
