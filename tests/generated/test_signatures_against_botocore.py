"""A signed call, from its input to the signature, is botocore's; but for blanks in its JSON.

botocore is given our body before it signs, where that has the same content.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from typing import Any

import botocore.auth
import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSRequest, AWSResponse
from botocore.config import Config
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import restjson
import ssooidc
from restjson import Request
from tests.botocore_session import botocore_session
from tests.clock import FakeClock
from tests.effort import examples
from tests.generated import inputs
from tests.generated.peer import Params, Peer
from tests.generated.services import OIDC
from tests.recorder import Recorder

OPERATION = "CreateTokenWithIAM"
FULL = settings(
    max_examples=examples(150),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
# What botocore leaves to its connection, what names the client, and what each call makes up.
OTHERS = {"Accept-Encoding", "Content-Length", "Host", "User-Agent", "amz-sdk-invocation-id"}


class SigningPeer:
    """botocore's client, which signs what it would send."""

    def __init__(self, keys: Any, region: str) -> None:
        session = botocore_session()
        session.set_credentials(keys.access_key, keys.secret_key, keys.token)
        config = Config(proxies={}, retries={"mode": "standard", "total_max_attempts": 3})
        self._client = session.create_client("sso-oidc", region_name=region, config=config)
        events = self._client.meta.events
        events.register_first("before-sign.sso-oidc", self._take_over)
        events.register("before-send.sso-oidc", self._respond)

    def request(self, params: Params, ours: Request) -> AWSPreparedRequest:
        self._ours = ours
        self._client.create_token_with_iam(**params)
        return self._sent

    def close(self) -> None:
        self._client.close()

    def _take_over(self, request: AWSRequest, **_: object) -> None:
        assert json.loads(request.data) == json.loads(self._ours.body)
        request.data = self._ours.body

    def _respond(self, request: AWSPreparedRequest, **_: object) -> AWSResponse:
        self._sent = request
        return AWSResponse(request.url, 200, {}, _Empty())


class _Empty:
    def stream(self) -> Iterator[bytes]:
        yield b"{}"


def _headers(request: Request | AWSPreparedRequest) -> dict[str, str]:
    return {
        name: value.decode() if isinstance(value, bytes) else value
        for name, value in request.headers.items()
        if name not in OTHERS
    }


KEYS = [
    restjson.Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
    restjson.Credentials("ASIDEXAMPLE", "a-secret-key", "a/session+token=="),
]
REGIONS = ["us-east-1", "us-gov-west-1", "cn-north-1"]

NewPeer = Callable[[restjson.Credentials, str], SigningPeer]


@pytest.fixture
def new_peer(monkeypatch: pytest.MonkeyPatch) -> Iterator[NewPeer]:
    # Only with it, botocore says in the first attempt how many there may be.
    monkeypatch.setenv("AWS_NEW_RETRIES_2026", "true")
    peers = []

    def new(keys: restjson.Credentials, region: str) -> SigningPeer:
        peers.append(SigningPeer(keys, region))
        return peers[-1]

    yield new
    for each in peers:
        each.close()


@pytest.mark.parametrize("peer", [OIDC], ids=[OIDC.name], indirect=True)
@pytest.mark.parametrize("keys", KEYS, ids=["lasting", "temporary"])
@pytest.mark.parametrize("region", REGIONS)
def test_the_same_input_makes_the_same_signed_request(
    peer: Peer,
    new_peer: NewPeer,
    keys: restjson.Credentials,
    region: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    transport, clock = Recorder(), FakeClock()
    client = ssooidc.Client(region, credentials=keys, transport=transport, clock=clock)
    signing = new_peer(keys, region)
    now = lambda: datetime.fromtimestamp(clock.now, timezone.utc)  # noqa: E731
    monkeypatch.setattr(botocore.auth, "get_current_datetime", now)

    def check(params: Params, seconds: int) -> None:
        clock.now = float(seconds)
        client.create_token_with_iam(**params)
        ours = transport.requests.pop()
        spared = {name: value for name, value in params.items() if value is not None}
        theirs = signing.request(spared, ours)
        assert (ours.method, ours.url, ours.body) == (theirs.method, theirs.url, theirs.body)
        assert _headers(ours) == _headers(theirs)
        assert "Authorization" in ours.headers

    for params in inputs.each_valid(peer, OPERATION):
        check(params, 1_700_000_000)
    FULL(given(inputs.valid(peer, OPERATION), st.integers(10**6, 2**33))(check))()
