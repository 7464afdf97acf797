"""How the services are reached: certificates and proxies by argument, environment and profile."""

import pickle
import ssl
from pathlib import Path
from typing import Any

import pytest

import ssologin
from ssoemulator import Emulator
from ssologin.clients import oidc_client, portal_client
from tests.emulator.peers.connect_proxy import Proxy
from tests.login.conftest import OIDC, PORTAL, START_URL
from tests.login.test_refresh import due

MY_SSO = (START_URL, "us-east-1", "my-sso")


def _sign_in(session: ssologin.Session | str) -> ssologin.Token:
    return ssologin.login(session, flow="device", open_browser=False, prompt=lambda _: None)


def test_a_session_takes_its_way_along_to_every_call(far: Proxy, home: Path) -> None:
    session = ssologin.Session(*MY_SSO, verify=far.bundle, proxies={"https": far.url})
    first = _sign_in(session)
    due(home, -1)
    assert ssologin.get_token(session).access_token != first.access_token
    assert len(list(ssologin.accounts(session))) == 3
    assert len(list(ssologin.roles(session))) == 5
    keys = ssologin.role_credentials(
        session=session, account_id="111122223333", role_name="ReadOnlyAccess"
    )
    assert keys.access_key.startswith("ASIA")
    assert ssologin.logout(session)
    assert set(far.hosts) == {OIDC, PORTAL}


def test_a_session_of_the_config_file_is_given_a_way(far: Proxy) -> None:
    trusted = ssl.create_default_context(cafile=str(far.bundle))
    session = ssologin.find_session("my-sso", verify=trusted, proxies={"https": far.url})
    assert _sign_in(session).refreshable
    assert session == ssologin.find_session("my-sso")


def test_the_environment_says_the_way(far: Proxy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", far.url)
    monkeypatch.setenv("AWS_CA_BUNDLE", str(far.bundle))
    assert _sign_in("my-sso").refreshable


def test_the_profile_that_is_named_says_the_way(
    far: Proxy, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", far.url)
    config = home / ".aws/config"
    config.write_text(
        config.read_text().replace("eu-central-1", f"eu-central-1\nca_bundle = {far.bundle}")
    )
    assert _sign_in(ssologin.find_session(profile="reader")).refreshable
    assert ssologin.role_credentials("reader").access_key.startswith("ASIA")


def test_the_services_of_a_profile_say_where_they_are(home: Path) -> None:
    config = home / ".aws/config"
    with Emulator(auto_approve=True) as idc:
        services = "".join(
            f"{each} =\n  endpoint_url = {idc.url}\n" for each in ("sso_oidc", "sso")
        )
        text = config.read_text().replace("eu-central-1", "eu-central-1\nservices = local")
        config.write_text(f"{text}\n[services local]\n{services}")
        assert _sign_in(ssologin.find_session(profile="reader")).refreshable
        assert ssologin.role_credentials("reader").access_key.startswith("ASIA")


@pytest.mark.parametrize(
    ("variable", "hosts"),
    [
        (
            "AWS_USE_FIPS_ENDPOINT",
            [
                "https://oidc-fips.us-east-1.amazonaws.com",
                "https://portal.sso-fips.us-east-1.amazonaws.com",
            ],
        ),
        (
            "AWS_USE_DUALSTACK_ENDPOINT",
            ["https://oidc.us-east-1.api.aws", "https://portal.sso.us-east-1.api.aws"],
        ),
    ],
)
def test_fips_and_dual_stack_hosts_are_settings(
    home: Path, monkeypatch: pytest.MonkeyPatch, variable: str, hosts: list[str]
) -> None:
    monkeypatch.setenv(variable, "true")
    session = ssologin.find_session("my-sso")
    clients = [oidc_client(session), portal_client(session)]
    assert [each.endpoint_url for each in clients] == hosts


def test_a_certificate_of_nobody_known_is_told_with_what_to_do(
    far: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", far.url)
    with pytest.raises(ssologin.NetworkUnavailable, match="check the certificate") as caught:
        _sign_in("my-sso")
    assert caught.value.command == "ssologin doctor --session my-sso"


@pytest.mark.parametrize(
    ("way", "what"),
    [({"proxies": {"https": "no proxy"}}, "proxies"), ({"verify": "/no/such"}, "verify")],
)
def test_a_way_that_cannot_be_is_an_error_of_ours(
    home: Path, way: dict[str, Any], what: str
) -> None:
    with pytest.raises(ssologin.ConfigError, match=what):
        _sign_in(ssologin.Session(*MY_SSO, **way))


def test_the_way_is_pickled_along_and_makes_no_other_session() -> None:
    session = ssologin.Session(*MY_SSO, verify="/ca.pem", proxies={"https": "http://p:1"})
    again = pickle.loads(pickle.dumps(session))  # noqa: S301 - our own
    assert (again, again.verify, again.proxies) == (session, "/ca.pem", {"https": "http://p:1"})
    assert session == ssologin.Session(*MY_SSO)
    assert session.in_region("eu-west-1").proxies == session.proxies
