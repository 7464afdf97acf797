"""What tests of any folder use, and how many run at the same time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

import tests.effort  # noqa: F401 - loads the profile before any property is made
from tests.browsing import chromium
from tests.skips import (  # noqa: F401 - hooks
    pytest_make_collect_report,
    pytest_runtest_makereport,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page


def pytest_xdist_auto_num_workers() -> int:
    """Return one more than there are cores: a test often waits for a process or a browser."""
    ours = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (ours or 1) + 1


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    """A tab of a browser, which does not outlive its module: asyncio cannot run beside it."""
    with chromium() as browser:
        yield browser.new_page()
