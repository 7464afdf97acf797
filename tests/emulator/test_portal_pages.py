"""Pages of the access portal: together they are the seed, and their tokens are good for nothing
else.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ssoportal
from ssoemulator import Emulator
from tests.emulator.clients import Response, connect, request
from tests.emulator.portal_clients import (
    BEARER_TOKEN,
    ask,
    botocore_portal_client,
    error_code,
    sign_in,
)

FIRST, SECOND = "100000000000", "100000000001"
ACCOUNTS = "/assignment/accounts"
ROLES = "/assignment/roles"


def seed_of(accounts: int, roles: int) -> dict[str, Any]:
    """So many accounts with so many roles each."""
    names = [{"roleName": f"Role{number}"} for number in range(roles)]
    ids = [str(int(FIRST) + number) for number in range(accounts)]
    return {"accounts": [{"accountId": account, "roles": names} for account in ids]}


@pytest.fixture(scope="module")
def idc() -> Iterator[Emulator]:
    """It changes by no test here, but for who has signed in."""
    with Emulator(seed=seed_of(7, 5)) as emulator:
        yield emulator


@pytest.fixture(scope="module")
def token(idc: Emulator) -> str:
    access_token: str = sign_in(idc)["accessToken"]
    return access_token


# Every page, whatever the size.

roles = st.builds(
    lambda name, users: {"roleName": name, **users},
    st.text("aZ9_+=,.@-", min_size=1, max_size=32),
    st.sampled_from([{}, {"users": []}, {"users": ["jane.doe", "eve"]}, {"users": ["eve"]}]),
)
accounts: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"accountId": st.text("0123456789", min_size=12, max_size=12)},
    optional={
        "accountName": st.text(st.characters(exclude_categories=["Cs"]), max_size=9),
        "emailAddress": st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=9),
        "roles": st.lists(roles, max_size=6, unique_by=lambda role: role["roleName"]),
    },
)
seeds = st.builds(
    lambda listed: {"accounts": listed},
    st.lists(accounts, max_size=8, unique_by=lambda account: account["accountId"]),
)


def paged(url: str, path: str, token: str, member: str, **query: object) -> list[Any]:
    """What all pages list, each of which has to be as long as it can."""
    listed: list[Any] = []
    connection = connect(url)
    while True:
        parameters = "&".join(f"{name}={value}" for name, value in query.items())
        response = request(
            connection, f"{path}?{parameters}", method="GET", **{BEARER_TOKEN: token}
        )
        assert response.status == 200
        page = response.json
        listed += page[member]
        if page["nextToken"] is None:
            connection.close()
            return listed
        assert len(page[member]) == query["max_result"]
        query["next_token"] = page["nextToken"]


def assigned(account: dict[str, Any]) -> list[dict[str, Any]]:
    """The roles of the person in the seed, found without the emulator."""
    return [
        {"roleName": role["roleName"], "accountId": account["accountId"]}
        for role in account.get("roles", [])
        if "jane.doe" in role.get("users", ["jane.doe"])
    ]


@given(seed=seeds, size=st.integers(1, 9))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_all_pages_together_are_the_seed(seed: dict[str, Any], size: int) -> None:
    with Emulator(seed=seed) as idc:
        token = sign_in(idc)["accessToken"]
        found = paged(idc.url, ACCOUNTS, token, "accountList", max_result=size)
        roles = [
            paged(idc.url, ROLES, token, "roleList", account_id=each["accountId"], max_result=size)
            for each in found
        ]
    open_to_jane = [account for account in seed["accounts"] if assigned(account)]
    assert found == [
        {name: value for name, value in account.items() if name != "roles"}
        for account in open_to_jane
    ]
    assert roles == [assigned(account) for account in open_to_jane]


@pytest.mark.parametrize("size", range(1, 9))
def test_the_paginators_of_botocore_and_of_the_emitted_client_see_the_same_pages(
    idc: Emulator, token: str, size: int
) -> None:
    theirs = botocore_portal_client(idc.url)
    with ssoportal.Client("us-east-1", endpoint_url=idc.url) as ours:
        for name, member, arguments in (
            ("list_accounts", "accountList", {}),
            ("list_account_roles", "roleList", {"accountId": SECOND}),
        ):
            pages = [
                [
                    (page[member], page.get("nextToken"))
                    for page in client.get_paginator(name).paginate(
                        accessToken=token, PaginationConfig={"PageSize": size}, **arguments
                    )
                ]
                for client in (theirs, ours)
            ]
            assert pages[0] == pages[1]
            assert len(pages[0]) == -(-(7 if member == "accountList" else 5) // size)
            assert all(len(listed) == size for listed, _ in pages[0][:-1])
    theirs.close()


def test_a_page_that_nobody_sizes_has_a_hundred() -> None:
    with Emulator(seed=seed_of(101, 101)) as idc:
        token = sign_in(idc)["accessToken"]
        first = ask(idc.url, ACCOUNTS, token).json
        second = ask(idc.url, ACCOUNTS, token, next_token=first["nextToken"]).json
        largest = ask(idc.url, ROLES, token, account_id=FIRST, max_result=100).json
    assert (len(first["accountList"]), len(second["accountList"])) == (100, 1)
    assert second["nextToken"] is None
    assert len(largest["roleList"]) == 100
    assert largest["nextToken"]


def test_who_has_no_account_gets_one_empty_page() -> None:
    with Emulator(seed={"accounts": []}) as idc:
        response = ask(idc.url, ACCOUNTS, sign_in(idc)["accessToken"], max_result=1)
    assert response.json == {"nextToken": None, "accountList": []}


# What the token of a page is good for.


def first_page(idc: Emulator, token: str, path: str = ACCOUNTS, **query: str) -> str:
    """The token after a first page of two."""
    found: str = ask(idc.url, path, token, max_result="2", **query).json["nextToken"]
    return found


def test_the_same_page_always_has_the_same_token(idc: Emulator, token: str) -> None:
    assert first_page(idc, token) == first_page(idc, token)
    assert first_page(idc, token, ROLES, account_id=FIRST) != first_page(idc, token)


def test_pages_may_differ_in_size(idc: Emulator, token: str) -> None:
    rest = ask(idc.url, ACCOUNTS, token, next_token=first_page(idc, token), max_result=100).json
    assert [account["accountId"][-1] for account in rest["accountList"]] == list("23456")


def test_another_access_token_of_the_same_person_goes_on(idc: Emulator, token: str) -> None:
    response = ask(
        idc.url, ACCOUNTS, sign_in(idc)["accessToken"], next_token=first_page(idc, token)
    )
    assert len(response.json["accountList"]) == 5


def test_a_restarted_emulator_goes_on() -> None:
    idc = Emulator(seed=seed_of(3, 1))
    with idc:
        token = sign_in(idc)["accessToken"]
        following = first_page(idc, token)
    with idc:
        response = ask(idc.url, ACCOUNTS, token, next_token=following)
    assert len(response.json["accountList"]) == 1


def assert_refused(response: Response) -> None:
    assert (response.status, error_code(response)) == (400, "InvalidRequestException")
    assert response.json["message"] == "nextToken: is not from a response to this request"


def test_a_token_is_refused_for_another_list(idc: Emulator, token: str) -> None:
    of_accounts = first_page(idc, token)
    of_roles = first_page(idc, token, ROLES, account_id=FIRST)
    somebody = sign_in(idc, user="eve")["accessToken"]
    assert_refused(ask(idc.url, ACCOUNTS, token, next_token=of_roles))
    assert_refused(ask(idc.url, ROLES, token, account_id=FIRST, next_token=of_accounts))
    assert_refused(ask(idc.url, ROLES, token, account_id=SECOND, next_token=of_roles))
    assert_refused(ask(idc.url, ACCOUNTS, somebody, next_token=of_accounts))
    with Emulator(seed=seed_of(7, 5)) as other:
        foreign = sign_in(other)["accessToken"]
        assert_refused(ask(other.url, ACCOUNTS, foreign, next_token=of_accounts))


@pytest.mark.parametrize("made_up", ["", "2", "AAAC", "=", "\xe9", "A" * 28, "A" * 10_000, "\x00"])
def test_a_made_up_token_is_refused(idc: Emulator, token: str, made_up: str) -> None:
    assert_refused(ask(idc.url, ACCOUNTS, token, next_token=made_up))


def test_a_token_that_was_altered_anywhere_is_refused(idc: Emulator, token: str) -> None:
    good = first_page(idc, token)
    for index, letter in enumerate(good):
        other = "A" if letter != "A" else "B"
        altered = good[:index] + other + good[index + 1 :]
        assert_refused(ask(idc.url, ACCOUNTS, token, next_token=altered))
    for altered in (good[:-1], f"{good}A", f"{good}====", f" {good}", f"{good}\n", good.lower()):
        assert_refused(ask(idc.url, ACCOUNTS, token, next_token=altered))
