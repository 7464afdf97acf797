"""What becomes of a token that was issued, as a service looks it up that is shown it."""

import pytest

from ssoemulator.oidc.issued_tokens import issue_access_token
from ssoemulator.state.records import AccessToken, TokenStatus
from ssoemulator.state.sessions import Grant
from ssoemulator.state.store import Store
from tests.emulator.clock import Clock

LIFETIME = 3600


@pytest.fixture
def store(clock: Clock) -> Store:
    return Store(clock)


@pytest.fixture
def token(store: Store) -> AccessToken:
    grant = Grant(store.begin_session("lee"), ("sso:account:access",))
    issued = store.access_tokens.get(issue_access_token(store, "client", grant, LIFETIME))
    assert issued is not None
    return issued


def test_a_token_is_found_with_its_client_its_person_and_its_scopes(token: AccessToken) -> None:
    assert token.client_id == "client"
    assert token.grant.session.user == "lee"
    assert token.grant.scopes == ("sso:account:access",)


def test_a_token_is_valid_until_it_expires(token: AccessToken, clock: Clock) -> None:
    clock.advance(LIFETIME - 1)
    assert token.status(clock()) is TokenStatus.VALID
    clock.advance(1)
    assert token.status(clock()) is TokenStatus.EXPIRED


@pytest.mark.parametrize("seconds", [0, LIFETIME])
def test_a_token_whose_session_was_revoked_is_revoked(
    token: AccessToken, clock: Clock, seconds: int
) -> None:
    token.grant.session.revoke(clock())
    clock.advance(seconds)
    assert token.status(clock()) is TokenStatus.REVOKED


def test_a_token_outlives_the_session_that_only_ended(token: AccessToken, clock: Clock) -> None:
    token.grant.session.ends_at = clock() + 1
    clock.advance(2)
    assert token.status(clock()) is TokenStatus.VALID


def test_each_token_is_another(store: Store, token: AccessToken) -> None:
    more = {issue_access_token(store, "client", token.grant, LIFETIME) for _ in range(3)}
    assert len(more) == 3
    assert len(store.access_tokens) == 4
