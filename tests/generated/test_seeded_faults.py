"""The checks find what they are there to find: a fault at a time is seeded, and one must fail.

A fault is a change to what was generated, or to a step of the runtime, of the kind that a
mistake in a template or in the model would make.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.generated import request_faults, response_faults
from tests.generated.checks import (
    FEW,
    check_errors,
    check_refusals,
    check_requests,
    check_results,
)
from tests.generated.masking import check_echo, check_masks
from tests.generated.peer import Peer
from tests.generated.services import OIDC, PORTAL, Service

Patch = pytest.MonkeyPatch
Check = Callable[[Peer, str], None]


def requests(peer: Peer, operation: str) -> None:
    check_requests(peer, operation, FEW)


def refusals(peer: Peer, operation: str) -> None:
    check_refusals(peer, operation, FEW)


def results(peer: Peer, operation: str) -> None:
    check_results(peer, operation, FEW)


def failures(peer: Peer, operation: str) -> None:
    check_errors(peer, operation, FEW)


@dataclass(frozen=True)
class Seeded:
    fault: Callable[[Patch], None]
    found_by: Check
    operation: str
    service: Service = OIDC


SEEDED = (
    Seeded(request_faults.constant_query_dropped, requests, "CreateTokenWithIAM"),
    Seeded(request_faults.other_method, requests, "RegisterClient"),
    Seeded(request_faults.other_content_type, requests, "RegisterClient"),
    Seeded(request_faults.member_not_sent, requests, "CreateToken"),
    Seeded(request_faults.null_sent, requests, "CreateToken"),
    Seeded(request_faults.empty_list_not_sent, requests, "CreateToken"),
    Seeded(request_faults.parameter_under_its_members_name, requests, "ListAccounts", PORTAL),
    Seeded(request_faults.empty_parameter_not_sent, requests, "ListAccounts", PORTAL),
    Seeded(request_faults.parameters_in_another_order, requests, "GetRoleCredentials", PORTAL),
    Seeded(request_faults.query_not_encoded, requests, "GetRoleCredentials", PORTAL),
    Seeded(request_faults.blanks_as_plus_signs, requests, "GetRoleCredentials", PORTAL),
    Seeded(request_faults.slashes_kept_in_the_query, requests, "GetRoleCredentials", PORTAL),
    Seeded(request_faults.query_in_latin_1, requests, "GetRoleCredentials", PORTAL),
    Seeded(request_faults.header_under_another_name, requests, "Logout", PORTAL),
    Seeded(request_faults.header_without_blanks_at_its_ends, requests, "Logout", PORTAL),
    Seeded(request_faults.empty_header_not_sent, requests, "Logout", PORTAL),
    Seeded(request_faults.empty_object_as_body, requests, "Logout", PORTAL),
    Seeded(request_faults.required_not_checked, refusals, "CreateToken"),
    Seeded(request_faults.unknown_not_refused, refusals, "CreateToken"),
    Seeded(request_faults.items_not_checked, refusals, "CreateToken"),
    Seeded(request_faults.only_the_first_problem, refusals, "CreateToken"),
    Seeded(request_faults.minimum_not_checked, refusals, "ListAccounts", PORTAL),
    Seeded(request_faults.minimum_not_included, refusals, "ListAccounts", PORTAL),
    Seeded(request_faults.true_taken_for_a_number, refusals, "ListAccounts", PORTAL),
    Seeded(request_faults.header_text_not_checked, refusals, "Logout", PORTAL),
    Seeded(request_faults.query_text_not_checked, refusals, "GetRoleCredentials", PORTAL),
    Seeded(response_faults.unknown_member_kept, results, "CreateToken"),
    Seeded(response_faults.null_kept, results, "CreateToken"),
    Seeded(response_faults.member_not_read, results, "CreateToken"),
    Seeded(response_faults.nested_member_not_read, results, "GetRoleCredentials", PORTAL),
    Seeded(response_faults.null_items_kept, results, "ListAccounts", PORTAL),
    Seeded(response_faults.response_to_nothing_read, results, "Logout", PORTAL),
    Seeded(response_faults.numeric_strings_not_read, results, "RegisterClient"),
    Seeded(response_faults.wrong_types_passed_on, results, "CreateToken"),
    Seeded(response_faults.redirects_taken_for_results, failures, "RegisterClient"),
    Seeded(response_faults.other_class_for_a_code, failures, "CreateToken"),
    Seeded(response_faults.class_for_a_code_missing, failures, "CreateTokenWithIAM"),
    Seeded(response_faults.other_class_for_an_oauth_value, failures, "CreateToken"),
    Seeded(response_faults.first_class_of_an_oauth_value, failures, "CreateTokenWithIAM"),
    Seeded(response_faults.namespace_cut_before_the_suffix, failures, "CreateToken"),
    Seeded(response_faults.message_from_another_member, failures, "CreateToken"),
    Seeded(response_faults.fields_of_an_error_dropped, failures, "CreateToken"),
    Seeded(response_faults.attribute_reads_another_field, failures, "CreateToken"),
    Seeded(response_faults.request_id_under_another_name, results, "RegisterClient"),
    Seeded(response_faults.secret_not_masked, check_masks, "CreateToken"),
    Seeded(response_faults.nested_secret_not_masked, check_masks, "CreateTokenWithIAM"),
    Seeded(response_faults.nested_key_not_masked, check_masks, "GetRoleCredentials", PORTAL),
    Seeded(response_faults.bearer_token_not_known, check_echo, "GetRoleCredentials", PORTAL),
    Seeded(response_faults.sent_secret_not_known, check_echo, "CreateToken"),
)


_TRIED = {(each.service, each.found_by, each.operation) for each in SEEDED}


@pytest.mark.parametrize(
    ("peer", "check", "operation"),
    [
        pytest.param(service, check, operation, id=f"{check.__name__}-{operation}")
        for service, check, operation in sorted(_TRIED, key=lambda each: str(each[1:]))
    ],
    indirect=["peer"],
)
def test_without_a_fault_nothing_is_found(peer: Peer, check: Check, operation: str) -> None:
    check(peer, operation)


@pytest.mark.parametrize(
    ("peer", "seeded"),
    [pytest.param(each.service, each, id=each.fault.__name__) for each in SEEDED],
    indirect=["peer"],
)
def test_a_seeded_fault_is_found(peer: Peer, seeded: Seeded, monkeypatch: Patch) -> None:
    seeded.fault(monkeypatch)
    # An encoding that fails is found too: no valid input may end so.
    with pytest.raises((AssertionError, UnicodeEncodeError)):
        seeded.found_by(peer, seeded.operation)
