"""What a server sends beyond its response is nobody's, whichever layer of TLS holds it."""

from __future__ import annotations

import threading

import pytest

import ssooidc
from tests.faults.conftest import Authority
from tests.faults.server import GOOD, PRELUDES, Hear, Send, Step, Tell, Together, fault_server

_BODY = b'{"accessToken":"another call\'s"}'
EXTRA = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(_BODY), _BODY)
PART_OF_A_RECORD = b"\x17\x03\x03"

SAYS: dict[str, tuple[Step, ...]] = {
    "nothing more": (Send(GOOD),),
    "one more in the same record": (Send(GOOD + EXTRA),),
    "one more in the next record": (Send(GOOD), Send(EXTRA)),
    "one more in large records": (Send(GOOD), Send(EXTRA * 500)),
}

SAYS_IN_TLS: dict[str, tuple[Step, ...]] = {
    "one more in the same outer record": (Together((GOOD, EXTRA)),),
    "several more in the same outer record": (Together((GOOD, *[EXTRA] * 50)),),
    "a part of a record in the same outer record": (Together((GOOD,), PART_OF_A_RECORD),),
    "nothing more, in one outer record": (Together((GOOD,)),),
}

CASES = [(kind, what, steps) for kind in PRELUDES for what, steps in SAYS.items()]
CASES += [("https proxy", what, steps) for what, steps in SAYS_IN_TLS.items()]


@pytest.mark.parametrize(
    ("kind", "what", "steps"), CASES, ids=[f"{kind}: {what}" for kind, what, _ in CASES]
)
def test_the_next_call_gets_its_own_response(
    authority: Authority, kind: str, what: str, steps: tuple[Step, ...]
) -> None:
    said = threading.Event()
    script = (*PRELUDES[kind], Hear(), *steps, Tell(said))
    with fault_server(kind, script, authority.contexts) as server:
        address, proxies = server.address, {}
        if kind.endswith("proxy"):
            address = "127.0.0.1:1"  # where nobody listens
            proxies = {
                "https": f"{kind.removesuffix('proxy').strip() or 'http'}://{server.address}"
            }
        with ssooidc.Client(
            endpoint_url=f"{'http' if kind == 'http' else 'https'}://{address}",
            verify=authority.path,
            proxies=proxies,
            max_attempts=1,
        ) as client:
            assert _token(client) == "granted"
            assert said.wait(30)
            assert _token(client) == "granted"
        assert server.connections == (1 if what.startswith("nothing") else 2)
        assert server.has_no_connection()


def _token(client: ssooidc.Client) -> str:
    result = client.create_token(clientId="a", clientSecret="b", grantType="refresh_token")
    return result["accessToken"]
