from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.runtime.servers import Server, Talk, serving

Serve = Callable[[Talk], Server]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start servers that end with the test."""
    with ExitStack() as servers:
        yield lambda talk: servers.enter_context(serving(talk))
