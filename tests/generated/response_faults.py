"""Faults that change what is read from a response, or what of it is shown."""

from collections.abc import Callable
from typing import Any

import pytest

from restjson import ClientError, Result
from restjson.call import attempts
from restjson.wire import kinds, responses
from restjson.wire.codecs import Structure
from restjson.wire.incoming import Incoming
from restjson.wire.operation import Operation
from ssooidc import codecs, errors, operations
from ssoportal import codecs as portal_codecs
from ssoportal import operations as portal_operations
from tests.generated.peer import Params

Patch = pytest.MonkeyPatch


def unknown_member_kept(patch: Patch) -> None:
    _change_result(patch, lambda value, result: result.update(value | result))


def null_kept(patch: Patch) -> None:
    def add(value: Params, result: Result) -> None:
        if "idToken" in value:
            result.setdefault("idToken", None)

    _change_result(patch, add)


def member_not_read(patch: Patch) -> None:
    _leave_out(patch, codecs.CREATE_TOKEN_RESPONSE, "tokenType")


def _change_result(patch: Patch, change: Callable[[Params, Result], object]) -> None:
    _change(patch, operations.CREATE_TOKEN, change)


def _change(patch: Patch, record: Operation, change: Callable[[Params, Result], object]) -> None:
    read = record.parse
    assert read is not None

    def mistaken(incoming: Incoming, problems: list[str]) -> Result:
        result = read(incoming, problems)
        change(incoming.members(), result)
        return result

    patch.setattr(record, "parse", mistaken)


def nested_member_not_read(patch: Patch) -> None:
    _leave_out(patch, portal_codecs.ROLE_CREDENTIALS, "expiration")


def _leave_out(patch: Patch, codec: Structure, member: str) -> None:
    # As if the table had no such row: what is made of the rows is made anew.
    rows = tuple(row for row in codec._members if row[0] != member)
    assert len(rows) == len(codec._members) - 1
    patch.setattr(codec, "_members", rows)
    patch.setattr(codec, "_received", ())


def null_items_kept(patch: Patch) -> None:
    def keep(value: Params, result: Result) -> None:
        if "accountList" in result:
            result["accountList"] += [None] * value["accountList"].count(None)

    _change(patch, portal_operations.LIST_ACCOUNTS, keep)


def response_to_nothing_read(patch: Patch) -> None:
    parse = portal_codecs.INVALID_REQUEST_EXCEPTION.parse
    patch.setattr(portal_operations.LOGOUT, "parse", parse)


def numeric_strings_not_read(patch: Patch) -> None:
    patch.setattr(kinds._SCALARS[int], "_lenient", lambda value: value)


def wrong_types_passed_on(patch: Patch) -> None:
    parse = codecs.CREATE_TOKEN_RESPONSE.parse
    patch.setattr(operations.CREATE_TOKEN, "parse", lambda incoming, _: parse(incoming, []))


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

    patch.setattr(responses, "_error_code", mistaken)


def message_from_another_member(patch: Patch) -> None:
    patch.setattr(responses, "message_of", lambda body: str(body.get("error_description") or ""))


def fields_of_an_error_dropped(patch: Patch) -> None:
    patch.setattr(errors.InvalidRequestException, "_parse", None)


def attribute_reads_another_field(patch: Patch) -> None:
    def reason(self: ClientError) -> Any:
        return self.fields.get("error")

    patch.setattr(errors.AccessDeniedException, "reason", property(reason))


def request_id_under_another_name(patch: Patch) -> None:
    metadata = responses.metadata

    def mistaken(response: Any, secrets: Any) -> Any:
        known = metadata(response, secrets)
        if "RequestId" in known:
            known["requestId"] = known.pop("RequestId")
        return known

    patch.setattr(attempts, "metadata", mistaken)


def secret_not_masked(patch: Patch) -> None:
    names = codecs.CREATE_TOKEN_RESPONSE._secrets - {"accessToken"}
    patch.setattr(codecs.CREATE_TOKEN_RESPONSE, "_secrets", names)


def nested_secret_not_masked(patch: Patch) -> None:
    patch.setattr(codecs.AWS_ADDITIONAL_DETAILS, "_secrets", frozenset())


def nested_key_not_masked(patch: Patch) -> None:
    patch.setattr(portal_codecs.ROLE_CREDENTIALS, "_secrets", frozenset({"sessionToken"}))


def bearer_token_not_known(patch: Patch) -> None:
    patch.setattr(portal_operations.GET_ROLE_CREDENTIALS, "secrets", ())


def sent_secret_not_known(patch: Patch) -> None:
    names = [name for name in operations.CREATE_TOKEN.secrets if name != "deviceCode"]
    patch.setattr(operations.CREATE_TOKEN, "secrets", tuple(names))
