"""The checks find what they are there to find: a fault at a time is seeded, and one must fail.

A fault is a change to what was generated, or to a step of the runtime, of the kind that a
mistake in a template or in the model would make.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from restjson import ClientError, Request, Result, attempts, call, parse
from ssooidc import codecs, errors, operations, validators
from tests.generated.checks import (
    FEW,
    check_errors,
    check_refusals,
    check_requests,
    check_results,
)
from tests.generated.masking import check_echo, check_masks
from tests.generated.peer import Params, Peer

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


def masks(_: Peer, operation: str) -> None:
    check_masks(operation)


def echo(_: Peer, operation: str) -> None:
    check_echo(operation)


def constant_query_dropped(patch: Patch) -> None:
    patch.setattr(operations.CREATE_TOKEN_WITH_IAM, "target", "/token")


def other_method(patch: Patch) -> None:
    patch.setattr(operations.REGISTER_CLIENT, "method", "PUT")


def other_content_type(patch: Patch) -> None:
    address = call.address

    def mistaken(*args: Any) -> Request:
        request = address(*args)
        request.headers["Content-Type"] = "application/x-amz-json-1.1"
        return request

    patch.setattr(call, "address", mistaken)


def member_not_sent(patch: Patch) -> None:
    _change_body(patch, lambda params, body: body.pop("codeVerifier", None))


def null_sent(patch: Patch) -> None:
    _change_body(patch, lambda params, body: body.update(params))


def empty_list_not_sent(patch: Patch) -> None:
    def drop(params: Params, body: Params) -> None:
        for name in [name for name, value in body.items() if value in ([], ())]:
            del body[name]

    _change_body(patch, drop)


def _change_body(patch: Patch, change: Callable[[Params, Params], object]) -> None:
    serialize = codecs.serialize_create_token_request

    def mistaken(params: Params) -> Params:
        body = serialize(params)
        change(params, body)
        return body

    patch.setattr(operations.CREATE_TOKEN, "serialize", mistaken)


def required_not_checked(patch: Patch) -> None:
    _keep_problems(patch, lambda problem: problem != "clientSecret: required")


def unknown_not_refused(patch: Patch) -> None:
    _keep_problems(patch, lambda problem: "unknown member" not in problem)


def items_not_checked(patch: Patch) -> None:
    _keep_problems(patch, lambda problem: "]" not in problem.partition(":")[0])


def only_the_first_problem(patch: Patch) -> None:
    validate = validators.validate_create_token_request
    patch.setattr(operations.CREATE_TOKEN, "validate", lambda value: validate(value)[:1])


def _keep_problems(patch: Patch, keep: Callable[[str], bool]) -> None:
    validate = validators.validate_create_token_request
    patch.setattr(
        operations.CREATE_TOKEN, "validate", lambda value: list(filter(keep, validate(value)))
    )


def unknown_member_kept(patch: Patch) -> None:
    _change_result(patch, lambda value, result: result.update(value | result))


def null_kept(patch: Patch) -> None:
    def add(value: Params, result: Result) -> None:
        if "idToken" in value:
            result.setdefault("idToken", None)

    _change_result(patch, add)


def member_not_read(patch: Patch) -> None:
    _change_result(patch, lambda value, result: result.pop("tokenType", None))


def _change_result(patch: Patch, change: Callable[[Params, Result], object]) -> None:
    parse_shape = codecs.parse_create_token_response

    def mistaken(value: Params, path: str, problems: list[str]) -> Result:
        result = parse_shape(value, path, problems)
        change(value, result)
        return result

    patch.setattr(operations.CREATE_TOKEN, "parse", mistaken)


def numeric_strings_not_read(patch: Patch) -> None:
    patch.setattr(codecs, "json_to_int", lambda value: value)


def wrong_types_passed_on(patch: Patch) -> None:
    read = codecs.parse_create_token_response
    patch.setattr(operations.CREATE_TOKEN, "parse", lambda value, path, _: read(value, path, []))


def redirects_taken_for_results(patch: Patch) -> None:
    patch.setattr(attempts, "_FIRST_REFUSAL", 400)


def other_class_for_a_code(patch: Patch) -> None:
    patch.setitem(errors.ERRORS, "SlowDownException", errors.AuthorizationPendingException)


def class_for_a_code_missing(patch: Patch) -> None:
    patch.delitem(errors.ERRORS, "InvalidRequestRegionException")


def other_class_for_an_oauth_value(patch: Patch) -> None:
    patch.setitem(errors.OAUTH_ERRORS, "invalid_grant", (errors.InvalidClientException,))


def first_class_of_an_oauth_value(patch: Patch) -> None:
    first = errors.OAUTH_ERRORS["invalid_request"][:1]
    patch.setitem(errors.OAUTH_ERRORS, "invalid_request", first)


def namespace_cut_before_the_suffix(patch: Patch) -> None:
    def mistaken(headers: dict[str, str], body: Params) -> str:
        return headers.get("x-amzn-errortype", "").rpartition("#")[2].partition(":")[0]

    patch.setattr(parse, "_error_code", mistaken)


def message_from_another_member(patch: Patch) -> None:
    patch.setattr(parse, "_message", lambda body: str(body.get("error_description") or ""))


def fields_of_an_error_dropped(patch: Patch) -> None:
    patch.setattr(errors.InvalidRequestException, "_parse", None)


def attribute_reads_another_field(patch: Patch) -> None:
    def reason(self: ClientError) -> Any:
        return self.fields.get("error")

    patch.setattr(errors.AccessDeniedException, "reason", property(reason))


def request_id_under_another_name(patch: Patch) -> None:
    metadata = parse.metadata

    def mistaken(response: Any) -> Params:
        known = metadata(response)
        return {name.replace("RequestId", "requestId"): known[name] for name in known}

    patch.setattr(parse, "metadata", mistaken)


def secret_not_masked(patch: Patch) -> None:
    names = codecs.CREATE_TOKEN_RESPONSE_SECRETS - {"refreshToken"}
    patch.setattr(codecs, "CREATE_TOKEN_RESPONSE_SECRETS", names)


def nested_secret_not_masked(patch: Patch) -> None:
    patch.setattr(codecs, "AWS_ADDITIONAL_DETAILS_SECRETS", frozenset())


def sent_secret_not_known(patch: Patch) -> None:
    names = [name for name in operations.CREATE_TOKEN.secrets if name != "deviceCode"]
    patch.setattr(operations.CREATE_TOKEN, "secrets", tuple(names))


@dataclass(frozen=True)
class Seeded:
    fault: Callable[[Patch], None]
    found_by: Check
    operation: str


SEEDED = (
    Seeded(constant_query_dropped, requests, "CreateTokenWithIAM"),
    Seeded(other_method, requests, "RegisterClient"),
    Seeded(other_content_type, requests, "RegisterClient"),
    Seeded(member_not_sent, requests, "CreateToken"),
    Seeded(null_sent, requests, "CreateToken"),
    Seeded(empty_list_not_sent, requests, "CreateToken"),
    Seeded(required_not_checked, refusals, "CreateToken"),
    Seeded(unknown_not_refused, refusals, "CreateToken"),
    Seeded(items_not_checked, refusals, "CreateToken"),
    Seeded(only_the_first_problem, refusals, "CreateToken"),
    Seeded(unknown_member_kept, results, "CreateToken"),
    Seeded(null_kept, results, "CreateToken"),
    Seeded(member_not_read, results, "CreateToken"),
    Seeded(numeric_strings_not_read, results, "RegisterClient"),
    Seeded(wrong_types_passed_on, results, "CreateToken"),
    Seeded(redirects_taken_for_results, failures, "RegisterClient"),
    Seeded(other_class_for_a_code, failures, "CreateToken"),
    Seeded(class_for_a_code_missing, failures, "CreateTokenWithIAM"),
    Seeded(other_class_for_an_oauth_value, failures, "CreateToken"),
    Seeded(first_class_of_an_oauth_value, failures, "CreateTokenWithIAM"),
    Seeded(namespace_cut_before_the_suffix, failures, "CreateToken"),
    Seeded(message_from_another_member, failures, "CreateToken"),
    Seeded(fields_of_an_error_dropped, failures, "CreateToken"),
    Seeded(attribute_reads_another_field, failures, "CreateToken"),
    Seeded(request_id_under_another_name, results, "RegisterClient"),
    Seeded(secret_not_masked, masks, "CreateToken"),
    Seeded(nested_secret_not_masked, masks, "CreateTokenWithIAM"),
    Seeded(sent_secret_not_known, echo, "CreateToken"),
)


@pytest.mark.parametrize(
    ("check", "operation"), sorted({(each.found_by, each.operation) for each in SEEDED}, key=str)
)
def test_without_a_fault_nothing_is_found(peer: Peer, check: Check, operation: str) -> None:
    check(peer, operation)


@pytest.mark.parametrize("seeded", SEEDED, ids=lambda each: each.fault.__name__)
def test_a_seeded_fault_is_found(peer: Peer, seeded: Seeded, monkeypatch: Patch) -> None:
    seeded.fault(monkeypatch)
    with pytest.raises(AssertionError):
        seeded.found_by(peer, seeded.operation)
