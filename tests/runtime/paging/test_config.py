"""What boto3's paginators take as `PaginationConfig`, and the tokens in it."""

import base64
import json

import pytest

from restjson import ParamValidationError
from restjson.paging.config import PaginationConfig, encode_token
from tests.runtime.listing import pagination


def _token(content: object) -> str:
    return base64.b64encode(json.dumps(content).encode()).decode()


def test_nothing_given_asks_for_nothing() -> None:
    for given in ({}, {"MaxItems": None, "PageSize": None, "StartingToken": None}):
        config = PaginationConfig(pagination(), given)
        assert (config.max_items, config.params, config.is_resumed) == (None, {}, False)


@pytest.mark.parametrize(
    ("limit_type", "given", "sent"), [(int, 5, 5), (int, "5", 5), (str, 5, "5"), (str, "5", "5")]
)
def test_the_size_of_a_page_has_the_type_of_its_member(
    limit_type: type, given: object, sent: object
) -> None:
    config = PaginationConfig(pagination(limit_type=limit_type), {"PageSize": given})
    assert config.params == {"maxResults": sent}
    assert type(config.params["maxResults"]) is limit_type


def test_every_problem_is_listed() -> None:
    given = {"MaxItems": -1, "PageSize": "many", "StartingToken": 5, "Maxitems": 3}
    with pytest.raises(ParamValidationError) as caught:
        PaginationConfig(pagination(), given)
    assert caught.value.operation_name == "ListThings"
    assert caught.value.problems == (
        "PaginationConfig.Maxitems: unknown member, did you mean MaxItems?",
        "PaginationConfig.MaxItems: expected a whole number of at least 0",
        "PaginationConfig.PageSize: expected a whole number of at least 1",
        "PaginationConfig.StartingToken: expected str, got int",
    )


@pytest.mark.parametrize("number", [True, 1.5, "", "1.0", "9" * 5000, [1], b"1"])
def test_what_is_no_whole_number_is_refused(number: object) -> None:
    for name in ("MaxItems", "PageSize"):
        with pytest.raises(ParamValidationError, match=f"{name}: expected a whole number"):
            PaginationConfig(pagination(), {name: number})


def test_a_size_is_refused_where_the_service_takes_none() -> None:
    how = pagination(limit_key=None, limit_type=None)
    with pytest.raises(ParamValidationError, match="the service lets nobody choose the size"):
        PaginationConfig(how, {"PageSize": 5})


@pytest.mark.parametrize("given", [[], "MaxItems", 5])
def test_what_is_no_dict_is_refused(given: object) -> None:
    with pytest.raises(ParamValidationError, match="PaginationConfig: expected dict, got"):
        PaginationConfig(pagination(), given)  # type: ignore[arg-type]


@pytest.mark.parametrize(("token", "skip"), [(None, 0), (None, 3), ("a/\u00e9", 2), ("", 1)])
def test_a_token_is_read_as_it_was_made(token: str | None, skip: int) -> None:
    made = encode_token(pagination(), token, skip)
    config = PaginationConfig(pagination(), {"StartingToken": made})
    assert (config.token, config.skip, config.is_resumed) == (token, skip, True)
    assert config.params == {"nextToken": token}


def test_tokens_have_the_form_of_botocores() -> None:
    # What botocore 1.44.5 makes of the same.
    assert encode_token(pagination(), "abc", 2) == (
        "eyJuZXh0VG9rZW4iOiAiYWJjIiwgImJvdG9fdHJ1bmNhdGVfYW1vdW50IjogMn0="
    )
    assert encode_token(pagination(), "abc") == "eyJuZXh0VG9rZW4iOiAiYWJjIn0="


@pytest.mark.parametrize(
    "token",
    [
        "plain",
        "",
        "\u00e9",
        "MTIz",
        _token([1]),
        _token({"other": "x"}),
        _token({"nextToken": "x", "other": "y"}),
        _token({"nextToken": 5}),
        _token({"nextToken": "x", "boto_truncate_amount": -1}),
        _token({"nextToken": "x", "boto_truncate_amount": True}),
        _token({"boto_truncate_amount": 1}),
        base64.b64encode(b"[" * 200_000).decode(),
    ],
)
def test_a_token_of_another_form_is_the_services_own(token: str) -> None:
    config = PaginationConfig(pagination(), {"StartingToken": token})
    assert (config.token, config.skip, config.params) == (token, 0, {"nextToken": token})
