"""What tests of any folder use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

import tests.effort  # noqa: F401 - loads the profile before any property is made
from tests.browsing import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser; none outlives its module, since asyncio cannot run beside it."""
    with chromium() as running:
        yield running
