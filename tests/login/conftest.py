"""A home of one's own, an emulator, and a config file that names a session there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import ssologin
from ssoemulator import Emulator
from tests import environment
from tests.emulator.peers.connect_proxy import Proxy, proxy_to

START_URL = "https://my-sso-portal.awsapps.com/start"

# AWS's own hosts.
OIDC, PORTAL = "oidc.us-east-1.amazonaws.com", "portal.sso.us-east-1.amazonaws.com"

CONFIG = f"""\
[sso-session my-sso]
sso_start_url = {START_URL}
sso_region = us-east-1

[default]
region = eu-west-1

[profile reader]
sso_session = my-sso
sso_account_id = 111122223333
sso_role_name = ReadOnlyAccess
region = eu-central-1

[profile old]
sso_start_url = {START_URL}
sso_region = us-east-1
sso_account_id = 111122223333
sso_role_name = ReadOnlyAccess
"""

# What makes `choose_flow` choose.
_PLACES = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "CI", "DISPLAY", "WAYLAND_DISPLAY")
_OTHERS = ("container", "KUBERNETES_SERVICE_HOST", "WSL_DISTRO_NAME", "BROWSER", "SSOLOGIN_FLOW")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of a person, with a config file."""
    environment.clear(monkeypatch, tmp_path)
    for name in (*_PLACES, *_OTHERS, "SSOLOGIN_CACHE"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / ".aws"
    folder.mkdir()
    (folder / "config").write_text(CONFIG)
    return tmp_path


@pytest.fixture
def idc(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Emulator]:
    """An emulator, at which AWS's variables point."""
    with Emulator() as emulator:
        for name, value in emulator.environment.items():
            monkeypatch.setenv(name, value)
        yield emulator


@pytest.fixture
def far(home: Path) -> Iterator[Proxy]:
    """AWS's own hosts, behind a proxy, with certificates of an authority that nobody knows."""
    with (
        Emulator(allowed_hosts=[OIDC, PORTAL], auto_approve=True) as idc,
        proxy_to(idc.url, home) as proxy,
    ):
        yield proxy


@pytest.fixture
def signed_in(idc: Emulator) -> ssologin.Token:
    """The token of somebody who has signed in to the session ``my-sso``."""
    return sign_in(idc, "my-sso")


def sign_in(idc: Emulator, session: str | ssologin.Session) -> ssologin.Token:
    """Sign in by device code; the emulator allows it at once."""
    idc.switch(auto_approve=True)
    try:
        return ssologin.login(session, flow="device", open_browser=False, prompt=lambda _: None)
    finally:
        idc.switch(auto_approve=False)
