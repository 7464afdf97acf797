"""Hypothesis looks for a response that we read otherwise than botocore.

Where we read more, and mean to, `result_differences.py` and `error_differences.py` list it.
"""

import json

import pytest

from tests.generated.checks import (
    FULL,
    check_errors,
    check_results,
    expected_error,
    expected_result,
    minimal_input,
    our_outcome,
)
from tests.generated.error_differences import REREAD, Reread
from tests.generated.peer import Peer, ServerResponse
from tests.generated.result_differences import REFUSED, Refused
from tests.generated.services import EACH_OPERATION, OIDC, PORTAL

_OF_OIDC = pytest.mark.parametrize("peer", [OIDC], ids=[OIDC.name], indirect=True)


@pytest.mark.parametrize(("peer", "operation"), EACH_OPERATION, indirect=["peer"])
def test_the_same_response_gives_the_same_result(peer: Peer, operation: str) -> None:
    check_results(peer, operation, FULL)


@pytest.mark.parametrize(("peer", "operation"), EACH_OPERATION, indirect=["peer"])
def test_the_same_response_gives_the_same_error(peer: Peer, operation: str) -> None:
    check_errors(peer, operation, FULL)


@_OF_OIDC
@pytest.mark.parametrize("difference", REFUSED, ids=lambda each: each.reason)
def test_each_listed_difference_in_results_is_one(peer: Peer, difference: Refused) -> None:
    shape = peer.operation("CreateToken").output_shape
    response = difference.example
    applying = [each for each in REFUSED if each.applies(shape, response)]
    theirs = peer.outcome("CreateToken", minimal_input(peer, "CreateToken"), response)
    ours = our_outcome(peer, "CreateToken", response)
    assert applying == [difference]
    assert ours == expected_result(peer, "CreateToken", response) != theirs


@pytest.mark.parametrize("peer", [PORTAL], ids=[PORTAL.name], indirect=True)
def test_a_null_in_a_list_is_left_out_where_botocore_passes_it_on(peer: Peer) -> None:
    response = ServerResponse(200, {}, b'{"accountList": [null, {"accountId": "1"}, null]}')
    theirs = peer.outcome("ListAccounts", minimal_input(peer, "ListAccounts"), response)
    ours = our_outcome(peer, "ListAccounts", response)
    assert theirs.response["accountList"] == [None, {"accountId": "1"}, None]
    assert ours.response["accountList"] == [{"accountId": "1"}]


@_OF_OIDC
def test_numbers_and_booleans_in_the_place_of_text_are_read_as_text(peer: Peer) -> None:
    response = ServerResponse(200, {}, b'{"tokenType": 1.5, "refreshToken": true}')
    result = our_outcome(peer, "CreateToken", response).response
    assert (result["tokenType"], result["refreshToken"]) == ("1.5", "true")


@pytest.mark.parametrize(
    ("peer", "difference"),
    [pytest.param(each.service, each, id=each.reason) for each in REREAD],
    indirect=["peer"],
)
def test_each_listed_difference_in_errors_is_one(peer: Peer, difference: Reread) -> None:
    operation, response = difference.service.model.operations[0], difference.example
    applying = [each for each in REREAD if each.applies(peer, response)]
    theirs = peer.outcome(operation, minimal_input(peer, operation), response)
    ours = our_outcome(peer, operation, response)
    assert applying == [difference]
    assert ours == expected_error(peer, operation, response) != theirs


@_OF_OIDC
@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ({}, "InvalidRequestException"),
        ({"reason": "KMS_DisabledException"}, "InvalidRequestException"),
        ({"endpoint": "https://oidc.eu-west-1.amazonaws.com"}, "InvalidRequestRegionException"),
        ({"region": "eu-west-1"}, "InvalidRequestRegionException"),
        ({"reason": None, "region": "eu-west-1"}, "InvalidRequestRegionException"),
    ],
)
def test_two_classes_with_one_oauth_value_are_told_apart_by_their_members(
    peer: Peer, members: dict[str, str | None], kind: str
) -> None:
    body = {"error": "invalid_request", "error_description": "no", **members}
    response = ServerResponse(400, {}, json.dumps(body).encode())
    assert our_outcome(peer, "CreateTokenWithIAM", response).kind == kind
