"""Hypothesis looks for an input that makes another request than botocore's."""

import pytest

from tests.generated.checks import FULL, check_refusals, check_requests
from tests.generated.peer import OPERATIONS, Peer


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_same_input_makes_the_same_request(peer: Peer, operation: str) -> None:
    check_requests(peer, operation, FULL)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_botocore_refuses_is_refused_for_the_same_paths(peer: Peer, operation: str) -> None:
    check_refusals(peer, operation, FULL)
