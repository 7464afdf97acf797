"""The paginators of the access portal, ours and botocore's, over one and the same emulator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle, repeat
from typing import Any

import pytest
from botocore import UNSIGNED
from botocore.config import Config
from hypothesis import given, settings
from hypothesis import strategies as st

import ssooidc
import ssoportal
from ssoemulator import Emulator
from tests.botocore_session import botocore_session
from tests.generated.peer import Params
from tests.generated.sign_in import sign_in
from tests.paging import go_over

FEW = settings(max_examples=40)

ACCOUNTS = [f"{100000000000 + number}" for number in range(7)]
ROLES = [f"Role{number}" for number in range(5)]
SEED = {
    "accounts": [
        {"accountId": account, "roles": [{"roleName": role} for role in ROLES]}
        for account in ACCOUNTS
    ]
}


@dataclass(frozen=True)
class Listing:
    """A paginated operation.

    Attributes:
        method: its name as a method of both clients.
        result_key: the member with the items of a page.
        arguments: what it takes beside the access token.
        length: how many items there are.
    """

    method: str
    result_key: str
    arguments: Params
    length: int


LISTINGS = (
    Listing("list_accounts", "accountList", {}, len(ACCOUNTS)),
    Listing("list_account_roles", "roleList", {"accountId": ACCOUNTS[1]}, len(ROLES)),
)
_EACH = pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.method)


class Sides:
    """Our client and botocore's, of one person."""

    def __init__(self, ours: ssoportal.Client, theirs: Any, token: str) -> None:
        self.ours = ours
        self.theirs = theirs
        self._token = token

    def arguments(self, listing: Listing) -> Params:
        return {"accessToken": self._token, **listing.arguments}

    def paginate(self, client: Any, listing: Listing, config: Params) -> Any:
        """The iterator of one of the clients."""
        paginator = client.get_paginator(listing.method)
        return paginator.paginate(**self.arguments(listing), PaginationConfig=config)

    def take_turns(
        self, listing: Listing, configs: Iterable[Params], clients: Iterable[Any]
    ) -> list[Params]:
        """What the clients get, each of which goes on where the one before it has stopped."""
        found: list[Params] = []
        more: Params = {}
        for config, client in zip(configs, clients, strict=False):
            found.append(self.paginate(client, listing, config | more).build_full_result())
            if "NextToken" not in found[-1]:
                break
            more = {"StartingToken": found[-1]["NextToken"]}
        return found


@pytest.fixture(scope="module")
def sides(_no_settings: None) -> Iterator[Sides]:
    with Emulator(seed=SEED, auto_approve=True) as idc:
        theirs = botocore_session().create_client(
            "sso",
            region_name="us-east-1",
            endpoint_url=idc.url,
            config=Config(signature_version=UNSIGNED, proxies={}),
        )
        with (
            ssooidc.Client(endpoint_url=idc.url) as oidc,
            ssoportal.Client(endpoint_url=idc.url) as ours,
        ):
            yield Sides(ours, theirs, sign_in(oidc))
        theirs.close()


_SIZES = {
    "MaxItems": st.integers(0, 9) | st.integers(0, 9).map(str) | st.none(),
    "PageSize": st.integers(1, 9) | st.none(),
}
_CONFIGS: st.SearchStrategy[Params] = st.fixed_dictionaries({}, optional=_SIZES)


@_EACH
def test_pages_are_those_of_botocore(sides: Sides, listing: Listing) -> None:
    @FEW
    @given(_CONFIGS)
    def check(config: Params) -> None:
        ours = go_over(sides.paginate(sides.ours, listing, config))
        theirs = go_over(sides.paginate(sides.theirs, listing, config))
        assert ours == theirs
        assert ours.error is None

    check()


@_EACH
def test_what_one_side_has_begun_the_other_goes_on_with(sides: Sides, listing: Listing) -> None:
    @FEW
    @given(_CONFIGS, st.lists(_CONFIGS, min_size=1, max_size=3))
    def check(first: Params, others: list[Params]) -> None:
        configs = [first, *others]
        found = sides.take_turns(listing, configs, cycle((sides.ours, sides.theirs)))
        assert found == sides.take_turns(listing, configs, cycle((sides.theirs, sides.ours)))

    check()


@_EACH
@pytest.mark.parametrize("size", range(1, 9))
def test_pieces_put_together_are_the_whole(sides: Sides, listing: Listing, size: int) -> None:
    config = {"MaxItems": size, "PageSize": 2}
    clients = cycle((sides.ours, sides.theirs))
    pieces = sides.take_turns(listing, repeat(config, listing.length), clients)
    found = [item for piece in pieces for item in piece[listing.result_key]]
    assert len(found) == listing.length
    whole = getattr(sides.ours, listing.method)(**sides.arguments(listing))
    assert found == whole[listing.result_key]


@_EACH
def test_a_page_token_of_the_service_is_where_both_begin(sides: Sides, listing: Listing) -> None:
    first = getattr(sides.ours, listing.method)(**sides.arguments(listing), maxResults=2)
    config = {"StartingToken": first["nextToken"], "PageSize": 2}
    ours = go_over(sides.paginate(sides.ours, listing, config))
    assert ours == go_over(sides.paginate(sides.theirs, listing, config))
    assert sum(len(page[listing.result_key]) for page in ours.pages) == listing.length - 2


@_EACH
@pytest.mark.parametrize("token", ["odd", "", "eyJuZXh0VG9rZW4iOiAib2RkIn0=", "日本"])
def test_a_token_of_nobody_is_refused_alike(sides: Sides, listing: Listing, token: str) -> None:
    config = {"StartingToken": token}
    ours = go_over(sides.paginate(sides.ours, listing, config))
    assert ours == go_over(sides.paginate(sides.theirs, listing, config))
    assert (ours.pages, ours.error) == ([], "InvalidRequestException")


@_EACH
@pytest.mark.parametrize("size", [None, *range(1, 9)])
def test_the_emitted_functions_go_over_the_same(
    sides: Sides, listing: Listing, size: int | None
) -> None:
    config = {} if size is None else {"PageSize": size}
    theirs = go_over(sides.paginate(sides.theirs, listing, config)).pages
    arguments = {**sides.arguments(listing), "maxResults": size}
    pages = getattr(ssoportal, f"{listing.method}_pages")(sides.ours, **arguments)
    assert [page[listing.result_key] for page in pages] == [
        page[listing.result_key] for page in theirs
    ]
    items = getattr(sides.ours, f"{listing.method}_items")(**arguments)
    assert list(items) == [item for page in theirs for item in page[listing.result_key]]


def test_both_have_paginators_for_the_same_operations(sides: Sides) -> None:
    for operation in ("get_role_credentials", "logout", "list_accounts", "list_account_roles"):
        assert sides.ours.can_paginate(operation) == sides.theirs.can_paginate(operation)
