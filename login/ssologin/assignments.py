"""The accounts and roles that are open to who is signed in."""

from __future__ import annotations

import time
from typing import NamedTuple

from .cache import open_store
from .config import find_session
from .portal import Portal
from .source import TokenSource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .cache import Cache
    from .session import Session

# The portal refuses more than some 20 calls a second.
_CALLS_PER_SECOND = 18
_PAGE = 100


class Account(NamedTuple):
    """An account. Name and email address are empty where the portal does not tell them."""

    account_id: str
    name: str
    email_address: str


class Role(NamedTuple):
    """A role in an account."""

    account_id: str
    role_name: str


class Pace:
    """Lets calls begin no faster than the portal serves them."""

    def __init__(
        self,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._monotonic = monotonic
        self._sleep = sleep
        self._next = float("-inf")

    def wait(self) -> None:
        """Wait for the turn of the next call."""
        now = self._monotonic()
        if self._next > now:
            self._sleep(self._next - now)
        self._next = max(self._next, now) + 1 / _CALLS_PER_SECOND


def accounts(
    session: str | Session | None = None,
    *,
    start_url: str | None = None,
    region: str | None = None,
    profile: str | None = None,
    cache: Cache | None = None,
) -> Iterator[Account]:
    """Yield the accounts, as the pages that list them come in.

    Args:
        session, start_url, region, profile, cache: which session, as for `login`.

    Raises:
        SignInRequired: sign in again.
        NetworkUnavailable: the portal cannot be reached, or failed.
    """
    chosen = find_session(session, start_url=start_url, region=region, profile=profile)
    return _accounts(Portal(TokenSource(chosen, open_store(cache))), Pace())


def roles(
    session: str | Session | None = None,
    *,
    account_id: str | None = None,
    start_url: str | None = None,
    region: str | None = None,
    profile: str | None = None,
    cache: Cache | None = None,
) -> Iterator[Role]:
    """Yield the roles in one account, or in all of them, one account after the other.

    Args:
        account_id: the account, 12 digits; None stands for all.
        session, start_url, region, profile, cache: which session, as for `login`.

    Raises:
        SignInRequired: sign in again.
        AccessDenied: the account is not open to who is signed in.
        NetworkUnavailable: the portal cannot be reached, or failed.
    """
    chosen = find_session(session, start_url=start_url, region=region, profile=profile)
    portal, pace = Portal(TokenSource(chosen, open_store(cache))), Pace()
    return _roles(portal, pace, account_id)


def _roles(portal: Portal, pace: Pace, account_id: str | None) -> Iterator[Role]:
    listed = [account_id] if account_id else (each.account_id for each in _accounts(portal, pace))
    for account in listed:
        yield from _roles_of(portal, pace, account)


def _accounts(portal: Portal, pace: Pace) -> Iterator[Account]:
    following: str | None = None
    while True:
        pace.wait()
        page = portal.call(
            lambda client, token, at=following: client.list_accounts(  # type: ignore[misc]
                accessToken=token, nextToken=at, maxResults=_PAGE
            ),
            "the list of accounts",
        )
        for each in page.get("accountList", ()):
            yield Account(
                each.get("accountId", ""), each.get("accountName", ""), each.get("emailAddress", "")
            )
        following = page.get("nextToken")
        if not following:
            return


def _roles_of(portal: Portal, pace: Pace, account_id: str) -> Iterator[Role]:
    following: str | None = None
    while True:
        pace.wait()
        page = portal.call(
            lambda client, token, at=following: client.list_account_roles(  # type: ignore[misc]
                accessToken=token, accountId=account_id, nextToken=at, maxResults=_PAGE
            ),
            f"account {account_id}",
        )
        for each in page.get("roleList", ()):
            yield Role(account_id, each.get("roleName", ""))
        following = page.get("nextToken")
        if not following:
            return
