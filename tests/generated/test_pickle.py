"""A client goes where pickle goes."""

import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor

import pytest

import restjson
import ssooidc
import ssoportal
from restjson import Response
from ssoemulator import Emulator
from tests.recorder import Recorder

START_URL = "https://example.awsapps.com/start"


@pytest.mark.parametrize("kind", [ssooidc.Client, ssoportal.Client])
@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_client_pickles_with_its_settings(protocol: int, kind: type[restjson.Client]) -> None:
    client = kind(
        "eu-west-1",
        use_dualstack_endpoint=True,
        read_timeout=5,
        deadline=20,
        max_attempts=2,
        verify="ca.pem",
        proxies={"https": "http://127.0.0.1:3128"},
        user_agent_extra="tool/1",
    )
    copied = pickle.loads(pickle.dumps(client, protocol))  # noqa: S301
    assert type(copied) is kind
    assert (copied.region_name, copied.endpoint_url) == (client.region_name, client.endpoint_url)
    assert copied.__getstate__() == client.__getstate__()


def test_a_copy_has_its_own_connections_and_the_same_transport() -> None:
    transport = Recorder()
    client = ssooidc.Client("eu-west-1", transport=transport)
    copied = pickle.loads(pickle.dumps(client))  # noqa: S301
    copied.register_client(clientName="tool", clientType="public")
    assert transport.requests == []
    client.register_client(clientName="tool", clientType="public")
    assert len(transport.requests) == 1


def test_a_used_client_works_in_another_process(idc: Emulator) -> None:
    spawn = multiprocessing.get_context("spawn")
    with ssooidc.Client(endpoint_url=idc.url) as client, ProcessPoolExecutor(1, spawn) as pool:
        here = client.register_client(clientName="here", clientType="public")
        call = pool.submit(ssooidc.register_client, client, clientName="there", clientType="public")
        there = call.result()
    assert type(there) is restjson.Result
    assert there["clientId"] != here["clientId"]
    assert there["clientSecret"] not in repr(there)


def test_an_error_comes_back_from_another_process(idc: Emulator) -> None:
    spawn = multiprocessing.get_context("spawn")
    with ssooidc.Client(endpoint_url=idc.url) as client, ProcessPoolExecutor(1, spawn) as pool:
        call = pool.submit(
            ssooidc.start_device_authorization,
            client,
            clientId="unknown",
            clientSecret="unknown-client-secret",
            startUrl=START_URL,
        )
        with pytest.raises(ssooidc.errors.InvalidClientException) as caught:
            call.result()
    assert caught.value.http_status == 401
    assert caught.value.error == "invalid_client"


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_nested_secrets_are_masked_in_a_copy_too(protocol: int) -> None:
    response = Response(200, {}, b'{"roleCredentials": {"sessionToken": "the-token"}}')
    client = ssoportal.Client("us-east-1", transport=Recorder(response))
    result = client.get_role_credentials(roleName="a", accountId="b", accessToken="c")
    copied = pickle.loads(pickle.dumps(result, protocol))  # noqa: S301
    assert copied == result
    assert copied["roleCredentials"]["sessionToken"] == "the-token"
    assert "the-token" not in f"{copied}{copied['roleCredentials']}"
