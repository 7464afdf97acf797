"""One client, many threads: each gets the responses to what it asked."""

from concurrent.futures import ThreadPoolExecutor

import ssooidc
from ssoemulator import Emulator

THREADS = 32
START_URL = "https://example.awsapps.com/start"
DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"


def test_threads_that_share_a_client_get_their_own_responses(idc: Emulator) -> None:
    def sign_in(number: int) -> tuple[str, str, str]:
        # The emulator refuses a device code or a secret that is another client's.
        own = client.register_client(
            clientName=f"tool {number}", clientType="public", scopes=["sso:account:access"]
        )
        device = client.start_device_authorization(
            clientId=own["clientId"], clientSecret=own["clientSecret"], startUrl=START_URL
        )
        tokens = client.create_token(
            clientId=own["clientId"],
            clientSecret=own["clientSecret"],
            grantType=DEVICE_CODE,
            deviceCode=device["deviceCode"],
        )
        return own["clientId"], device["deviceCode"], tokens["accessToken"]

    with (
        ssooidc.Client(endpoint_url=idc.url, max_pool_connections=THREADS) as client,
        ThreadPoolExecutor(THREADS) as pool,
    ):
        responses = list(pool.map(sign_in, range(THREADS * 4)))
    assert all(len(set(values)) == len(responses) for values in zip(*responses, strict=True))
