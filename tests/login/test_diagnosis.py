"""What the doctor finds, trouble by trouble, and what it says to do."""

import os
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import ssologin
from ssoemulator import Emulator
from ssologin import diagnosis
from ssologin.clients import portal_client
from ssologin.diagnosis import Finding, examine
from tests.emulator.peers.connect_proxy import Proxy
from tests.login.conftest import START_URL

TOKEN = ".aws/sso/cache/0ad374308c5a4e22f723adf10145eafad7c4031c.json"


def _found(**which: Any) -> dict[str, Finding]:
    return {each.subject: each for each in examine(**which)}


def test_nothing_is_wrong(signed_in: ssologin.Token) -> None:
    found = _found()
    assert {each.state for each in found.values()} == {"ok"}
    subjects = ["config file", "scopes", "proxies", "cache", "service", "clock", "token"]
    assert list(found) == subjects


def test_it_leaves_no_trace(idc: Emulator, home: Path) -> None:
    found = _found()
    assert found["token"].state == "warning"
    assert found["token"].text.endswith("run: ssologin login --session my-sso")
    assert not (home / ".aws/sso").exists()


def test_a_config_file_that_cannot_be_used(home: Path) -> None:
    (home / ".aws/config").write_text("[sso-session my-sso]\n")
    [finding] = examine()
    assert (finding.subject, finding.state) == ("config file", "failed")
    assert "line 1" in finding.text


def test_a_start_url_whose_host_names_another_region(idc: Emulator, home: Path) -> None:
    config = home / ".aws/config"
    elsewhere = "https://ssoins-1.portal.eu-west-1.app.aws"
    config.write_text(config.read_text().replace(START_URL, elsewhere))
    finding = _found()["service"]
    assert finding.state == "failed"
    assert "set sso_region to eu-west-1 in [sso-session my-sso]" in finding.text


def test_a_start_url_or_region_that_the_service_does_not_know(idc: Emulator) -> None:
    idc.fail_next(1, code="InvalidRequestException", operation="StartDeviceAuthorization")
    found = _found()
    assert found["service"].state == "failed"
    assert f"check that {START_URL} is your start URL, and us-east-1" in found["service"].text
    assert found["clock"].state == "ok"  # its response has the time all the same


def test_a_token_of_another_region(idc: Emulator, signed_in: ssologin.Token, home: Path) -> None:
    config = home / ".aws/config"
    config.write_text(config.read_text().replace("us-east-1", "eu-west-1"))
    idc.expire(access_token=signed_in.access_token)
    finding = _found()["token"]
    assert finding.state == "failed"
    assert "is of us-east-1: set sso_region to that" in finding.text


def test_a_session_that_was_revoked(idc: Emulator, signed_in: ssologin.Token) -> None:
    idc.revoke()
    finding = _found()["token"]
    assert finding.state == "failed"
    assert finding.text.endswith("run: ssologin login --session my-sso")


def test_scopes_that_give_no_refresh_token(idc: Emulator) -> None:
    finding = _found(profile="old")["scopes"]
    assert finding.state == "warning"
    assert "use an [sso-session]" in finding.text


@pytest.mark.parametrize(("seconds", "way"), [(3600, "behind"), (-3600, "ahead of")])
def test_a_clock_that_is_wrong(
    idc: Emulator, monkeypatch: pytest.MonkeyPatch, seconds: float, way: str
) -> None:
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() - seconds)
    finding = _found()["clock"]
    assert finding.state == "failed"
    assert way in finding.text
    assert "set the clock" in finding.text


def test_a_service_that_does_not_say_the_time() -> None:
    assert diagnosis._clock({}).state == "warning"
    assert diagnosis._clock({"date": "soon"}).state == "warning"


def test_a_cache_that_cannot_be_read(
    signed_in: ssologin.Token, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    access = os.access
    path = str(home / TOKEN)
    monkeypatch.setattr(os, "access", lambda at, mode: at != path and access(at, mode))
    finding = _found()["cache"]
    assert (finding.state, finding.text) == (
        "failed",
        f"{path} cannot be read: check whose it is",
    )


def test_a_cache_that_cannot_be_written(
    idc: Emulator, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda at, mode: False)
    finding = _found()["cache"]
    assert finding.state == "failed"
    assert "SSOLOGIN_CACHE" in finding.text


def test_a_cache_that_is_no_folder(
    idc: Emulator, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "file").write_text("")
    monkeypatch.setenv("SSOLOGIN_CACHE", str(home / "file"))
    finding = _found()["cache"]
    assert finding.state == "failed"
    assert "Not a directory" in finding.text


def test_a_cache_that_is_no_file(
    idc: Emulator, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSOLOGIN_CACHE", "redis://127.0.0.1:9")
    found = _found()
    assert found["cache"].state == "failed"
    assert "Redis cannot be used" in found["cache"].text
    assert found["service"].state == "ok"
    monkeypatch.setattr(diagnosis, "open_store", ssologin.MemoryStore)
    assert _found()["cache"].text == "<MemoryStore: 0 entries>"


def test_a_cache_whose_package_is_not_installed(
    idc: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSOLOGIN_CACHE", "keyring")
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert 'pip install "ssooidc[keyring]"' in _found()["cache"].text


@pytest.mark.skipif(os.name != "posix", reason="this system has no POSIX file modes")
def test_a_token_that_others_may_read(signed_in: ssologin.Token, home: Path) -> None:
    (home / TOKEN).chmod(0o644)
    finding = _found()["cache"]
    assert finding.state == "warning"
    assert "chmod 600" in finding.text


def test_a_file_that_holds_no_token(idc: Emulator, home: Path) -> None:
    (home / TOKEN).parent.mkdir(parents=True)
    (home / TOKEN).write_text("{")
    (home / TOKEN).chmod(0o600)
    finding = _found()["cache"]
    assert finding.state == "warning"
    assert "holds no token" in finding.text


def test_authorities_that_cannot_be_read(idc: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_CA_BUNDLE", "/no/such")
    found = _found()
    assert found["certificates"].state == "failed"
    assert found["certificates"].text == "AWS_CA_BUNDLE: /no/such cannot be read"
    assert "AWS_CA_BUNDLE" in found["service"].text


def test_a_proxy_that_opens_tls(far: Proxy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", far.url)
    found = _found()
    assert found["proxies"].text == "set by HTTPS_PROXY"
    assert found["service"].state == "failed"
    assert "name its authority in AWS_CA_BUNDLE" in found["service"].text


def test_a_proxy_that_is_not_there(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://user:secret@127.0.0.1:9")
    found = _found()
    assert found["service"].state == "failed"
    assert "check HTTPS_PROXY and NO_PROXY" in found["service"].text
    assert "secret" not in str(found)


def test_a_proxy_of_the_session(home: Path) -> None:
    session = ssologin.find_session("my-sso", proxies={"https": "http://127.0.0.1:9"})
    assert _found(session=session)["proxies"].text == "set by the session"


def test_a_service_that_cannot_be_reached(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ENDPOINT_URL_SSO_OIDC", "AWS_ENDPOINT_URL_SSO"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    found = _found(session=ssologin.find_session("my-sso"))
    assert found["service"].state == "failed"
    assert "could not connect" in found["service"].text


def test_a_portal_that_cannot_be_reached(
    signed_in: ssologin.Token, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_SSO", "http://127.0.0.1:9")
    monkeypatch.setattr("ssologin.portal.portal_client", partial(portal_client, max_attempts=1))
    found = _found()
    assert found["service"].state == "ok"
    assert "could not connect" in found["token"].text
    assert "ssologin doctor" not in found["token"].text  # which runs already
