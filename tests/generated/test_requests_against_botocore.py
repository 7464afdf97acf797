"""Hypothesis looks for an input that makes another request than botocore's.

Where we refuse more, and mean to, `input_differences.py` lists it.
"""

import pytest

from tests.generated.checks import FULL, check_refusals, check_requests, our_problems
from tests.generated.input_differences import REFUSED_INPUTS, RefusedInput, unsendable
from tests.generated.peer import Peer, ServerResponse
from tests.generated.services import EACH_OPERATION


@pytest.mark.parametrize(("peer", "operation"), EACH_OPERATION, indirect=["peer"])
def test_the_same_input_makes_the_same_request(peer: Peer, operation: str) -> None:
    check_requests(peer, operation, FULL)


@pytest.mark.parametrize(("peer", "operation"), EACH_OPERATION, indirect=["peer"])
def test_what_botocore_refuses_is_refused_for_the_same_paths(peer: Peer, operation: str) -> None:
    check_refusals(peer, operation, FULL)


@pytest.mark.parametrize(
    ("peer", "difference"),
    [pytest.param(each.service, each, id=each.reason) for each in REFUSED_INPUTS],
    indirect=["peer"],
)
def test_each_listed_difference_in_inputs_is_one(peer: Peer, difference: RefusedInput) -> None:
    operation, example = difference.operation, difference.example
    members = peer.operation(operation).input_shape.members
    [name] = [name for name, value in example.items() if unsendable(members[name], value)]
    [problem] = our_problems(peer, operation, example)
    assert problem.startswith(f"{name}: expected ")
    applying = [each for each in REFUSED_INPUTS if each.applies(members[name], example[name])]
    assert applying == [difference]
    assert (
        peer.outcome(operation, example, ServerResponse(200, {}, b"{}")).kind == difference.theirs
    )
