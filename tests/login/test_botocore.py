"""botocore on the cache that we write, and we on the one that it writes."""

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest
from botocore.credentials import SSOProvider
from botocore.tokens import SSOTokenProvider
from botocore.utils import JSONFileCache

import ssologin
from ssoemulator import Emulator
from ssologin.times import format_time
from tests.botocore_session import botocore_session
from tests.login.conftest import sign_in
from tests.login.test_refresh import count, due, edit


def _peer(profile: str) -> Any:
    return botocore_session(profile)


def _cache() -> Any:
    # botocore looks for the home when it is imported.
    return JSONFileCache(os.path.expanduser("~/.aws/sso/cache"))


def _token(profile: str) -> Any:
    return SSOTokenProvider(_peer(profile), _cache(), profile_name=profile).load_token()


def _credentials(profile: str) -> Any:
    session = _peer(profile)
    return SSOProvider(
        lambda: session.full_config,
        session.create_client,
        profile,
        token_cache=_cache(),
        token_provider=SSOTokenProvider(session, _cache(), profile_name=profile),
    ).load()


def test_its_token_provider_uses_our_token(signed_in: ssologin.Token) -> None:
    token = _token("reader")
    assert token.get_frozen_token().token == signed_in.access_token


def test_its_token_provider_refreshes_our_token_and_we_use_what_it_wrote(
    idc: Emulator, signed_in: ssologin.Token, home: Path
) -> None:
    due(home)
    new = _token("reader").get_frozen_token().token
    assert new != signed_in.access_token
    assert ssologin.get_token("my-sso").access_token == new
    assert count(idc) == 1


def test_we_refresh_what_it_wrote(idc: Emulator, signed_in: ssologin.Token, home: Path) -> None:
    due(home)
    _token("reader").get_frozen_token()
    due(home)
    ours = ssologin.get_token("my-sso")
    assert count(idc) == 2
    assert _token("reader").get_frozen_token().token == (ours.access_token)


def test_its_credential_provider_uses_our_token(signed_in: ssologin.Token) -> None:
    assert _credentials("reader").get_frozen_credentials().access_key.startswith("ASIA")


def test_its_credential_provider_uses_the_token_of_a_profile_without_a_session(
    idc: Emulator,
) -> None:
    session = ssologin.find_session(profile="old")
    assert session.name is None
    sign_in(idc, session)
    assert _credentials("old").get_frozen_credentials().access_key.startswith("ASIA")


def test_its_clients_sign_with_our_credentials(idc: Emulator, signed_in: ssologin.Token) -> None:
    session = botocore_session()
    ours = ssologin.role_credentials("reader")
    session.get_component("credential_provider").providers.insert(0, _Always(ours))
    client = session.create_client("s3", region_name="us-east-1")
    url = client.generate_presigned_url("get_object", Params={"Bucket": "b", "Key": "k"})
    assert ours.access_key in url


def test_the_aws_clis_role_credentials_are_used_and_ours_have_its_form(
    idc: Emulator, signed_in: ssologin.Token, home: Path
) -> None:
    ours = ssologin.role_credentials("reader")
    assert ours.access_key
    [path] = (home / ".aws/cli/cache").glob("*.json")
    kept = json.loads(path.read_text())
    assert kept["ProviderType"] == "sso"
    assert sorted(kept["Credentials"]) == [
        "AccessKeyId",
        "AccountId",
        "Expiration",
        "SecretAccessKey",
        "SessionToken",
    ]
    del kept["ssologin"]
    kept["Credentials"]["AccessKeyId"] = "ASIAOFTHECLI"
    path.write_text(json.dumps(kept))
    assert ssologin.role_credentials("reader").access_key == "ASIAOFTHECLI"


def test_a_refresh_by_it_keeps_our_file_whole(signed_in: ssologin.Token, home: Path) -> None:
    edit(home, expiresAt=format_time(time.time() + 300))
    _token("reader").get_frozen_token()
    token = ssologin.get_token("my-sso")
    assert token.refreshable


class _Always:
    METHOD = CANONICAL_NAME = "ours"

    def __init__(self, credentials: Any) -> None:
        self._credentials = credentials

    def load(self) -> Any:
        return self._credentials


@pytest.mark.skipif(os.name != "posix", reason="this system has no POSIX file modes")
def test_what_it_wrote_loosely_is_ours_alone_after_a_refresh(
    signed_in: ssologin.Token, home: Path
) -> None:
    [path] = (home / ".aws/sso/cache").glob("0ad3*.json")
    path.chmod(0o644)
    due(home)
    ssologin.get_token("my-sso")
    assert path.stat().st_mode & 0o777 == 0o600
