"""Faults that change what is sent, or what is refused before that."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, quote_plus

import pytest

from restjson import Request
from restjson.call import steps
from restjson.wire.records import Operation
from ssooidc import codecs, operations, validators
from ssoportal import codecs as portal_codecs
from ssoportal import operations as portal_operations
from tests.generated.peer import Params

Patch = pytest.MonkeyPatch


def constant_query_dropped(patch: Patch) -> None:
    patch.setattr(operations.CREATE_TOKEN_WITH_IAM, "target", "/token")


def other_method(patch: Patch) -> None:
    patch.setattr(operations.REGISTER_CLIENT, "method", "PUT")


def other_content_type(patch: Patch) -> None:
    address = steps.address

    def mistaken(*args: Any) -> Request:
        request = address(*args)
        request.headers["Content-Type"] = "application/x-amz-json-1.1"
        return request

    patch.setattr(steps, "address", mistaken)


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
    serialize = codecs.CREATE_TOKEN_REQUEST.write

    def mistaken(params: Params) -> Params:
        body = serialize(params)
        change(params, body)
        return body

    patch.setattr(operations.CREATE_TOKEN, "serialize", mistaken)


def parameter_under_its_members_name(patch: Patch) -> None:
    _change_query(patch, lambda name, value: (name.replace("max_result", "maxResults"), value))


def empty_parameter_not_sent(patch: Patch) -> None:
    _change_query(patch, lambda name, value: (name, value) if value else None)


def parameters_in_another_order(patch: Patch) -> None:
    query = portal_codecs.query_get_role_credentials_request
    record = portal_operations.GET_ROLE_CREDENTIALS
    patch.setattr(record, "query", lambda params: query(params)[::-1])


def _change_query(patch: Patch, change: Callable[[str, str], tuple[str, str] | None]) -> None:
    query = portal_codecs.query_list_accounts_request

    def mistaken(params: Params) -> list[tuple[str, str]]:
        changed = (change(*parameter) for parameter in query(params))
        return [parameter for parameter in changed if parameter is not None]

    patch.setattr(portal_operations.LIST_ACCOUNTS, "query", mistaken)


def query_not_encoded(patch: Patch) -> None:
    _quote_query(patch, lambda text: text)


def blanks_as_plus_signs(patch: Patch) -> None:
    _quote_query(patch, quote_plus)


def slashes_kept_in_the_query(patch: Patch) -> None:
    _quote_query(patch, quote)


def query_in_latin_1(patch: Patch) -> None:
    _quote_query(patch, lambda text: quote(text, "", "latin-1", "replace"))


def _quote_query(patch: Patch, quote_text: Callable[[str], str]) -> None:
    def mistaken(target: str, parameters: list[tuple[str, str]]) -> str:
        query = "&".join(f"{name}={quote_text(value)}" for name, value in parameters)
        return f"{target}?{query}" if query else target

    patch.setattr(steps, "with_query", mistaken)


def header_under_another_name(patch: Patch) -> None:
    _change_headers(patch, lambda token: {"x-amz-sso-bearer-token": token})


def header_without_blanks_at_its_ends(patch: Patch) -> None:
    _change_headers(patch, lambda token: {"x-amz-sso_bearer_token": token.strip()})


def empty_header_not_sent(patch: Patch) -> None:
    _change_headers(patch, lambda token: {"x-amz-sso_bearer_token": token} if token else {})


def _change_headers(patch: Patch, change: Callable[[str], dict[str, str]]) -> None:
    record = portal_operations.LOGOUT
    patch.setattr(record, "headers", lambda params: change(params["accessToken"]))


def empty_object_as_body(patch: Patch) -> None:
    patch.setattr(portal_operations.LOGOUT, "serialize", lambda _: {})


def required_not_checked(patch: Patch) -> None:
    _drop_problems(patch, operations.CREATE_TOKEN, "clientSecret: required")


def unknown_not_refused(patch: Patch) -> None:
    _drop_problems(patch, operations.CREATE_TOKEN, "unknown member")


def items_not_checked(patch: Patch) -> None:
    _drop_problems(patch, operations.CREATE_TOKEN, "]: ")


def minimum_not_checked(patch: Patch) -> None:
    _drop_problems(patch, portal_operations.LIST_ACCOUNTS, "at least")


def true_taken_for_a_number(patch: Patch) -> None:
    _drop_problems(patch, portal_operations.LIST_ACCOUNTS, "expected int, got bool")


def header_text_not_checked(patch: Patch) -> None:
    _drop_problems(patch, portal_operations.LOGOUT, "line breaks")


def query_text_not_checked(patch: Patch) -> None:
    _drop_problems(patch, portal_operations.GET_ROLE_CREDENTIALS, "surrogates")


def minimum_not_included(patch: Patch) -> None:
    record = portal_operations.LIST_ACCOUNTS
    validate = record.validate
    assert validate is not None

    def mistaken(value: Any) -> list[str]:
        more = ["maxResults: expected at least 2"] if value.get("maxResults") == 1 else []
        return validate(value) + more

    patch.setattr(record, "validate", mistaken)


def only_the_first_problem(patch: Patch) -> None:
    validate = validators.validate_create_token_request
    patch.setattr(operations.CREATE_TOKEN, "validate", lambda value: validate(value)[:1])


def _drop_problems(patch: Patch, record: Operation, text: str) -> None:
    validate = record.validate
    assert validate is not None
    patch.setattr(
        record, "validate", lambda value: [each for each in validate(value) if text not in each]
    )
