"""Signed calls against the emulator, which verifies signatures in its own way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

import restjson
import ssooidc
from ssoemulator import Emulator
from tests.clock import FakeClock

APPLICATION = "arn:aws:sso::123456789012:application/ssoins-EXAMPLE123456789/apl-EXAMPLE987654321"
REDIRECT_URI = "https://app.example.com/oauth/callback"
NOW = 1_700_000_000.0
HOUR = 3600.0

NewClient = Callable[..., ssooidc.Client]


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator(clock=lambda: NOW) as emulator:
        yield emulator


@pytest.fixture
def new_client(emulator: Emulator) -> Iterator[NewClient]:
    clients = []

    def new(*, ahead: float = 0, **arguments: Any) -> ssooidc.Client:
        whole: dict[str, Any] = {"credentials": emulator.credentials, **arguments}
        clock = FakeClock(NOW + ahead)
        clients.append(ssooidc.Client("us-east-1", endpoint_url=emulator.url, clock=clock, **whole))
        return clients[-1]

    yield new
    for client in clients:
        client.close()


def _redeem(emulator: Emulator, client: ssooidc.Client) -> Any:
    return client.create_token_with_iam(
        clientId=APPLICATION,
        grantType="authorization_code",
        code=emulator.issue_code(APPLICATION, REDIRECT_URI, scopes=["openid"]),
        redirectUri=REDIRECT_URI,
    )


def test_a_signed_call_gets_tokens(emulator: Emulator, new_client: NewClient) -> None:
    tokens = _redeem(emulator, new_client())
    assert {"accessToken", "idToken"} < tokens.keys()
    assert tokens["ResponseMetadata"]["RetryAttempts"] == 0


@pytest.mark.parametrize("ahead", [-HOUR, -360, -240, 240, 360, HOUR])
def test_a_wrong_clock_costs_no_code(
    emulator: Emulator, new_client: NewClient, ahead: float
) -> None:
    client = new_client(ahead=ahead, max_attempts=1)
    assert "accessToken" in _redeem(emulator, client)
    assert "accessToken" in _redeem(emulator, client)
    # Services grant five minutes: within them, nobody learns that the clock is wrong.
    assert client._engine.clock_offset == (-ahead if abs(ahead) > 300 else 0)


def test_a_wrong_key_is_refused_once(emulator: Emulator, new_client: NewClient) -> None:
    keys = restjson.Credentials(emulator.credentials.access_key, "another-secret-key")
    with pytest.raises(restjson.ClientError) as caught:
        _redeem(emulator, new_client(credentials=keys))
    assert caught.value.code == "InvalidSignatureException"
    assert caught.value.response["ResponseMetadata"]["RetryAttempts"] == 0
    assert "another-secret-key" not in str(caught.value)


def test_credentials_come_from_the_environment(
    emulator: Emulator, new_client: NewClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", emulator.credentials.access_key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", emulator.credentials.secret_key)
    assert "accessToken" in _redeem(emulator, new_client(credentials=None))
