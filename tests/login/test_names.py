"""Names of cache files, as botocore 1.44.5 makes them of the same sessions."""

from ssologin import Session
from ssologin.names import registration_key, role_key, token_key

START_URL = "https://my-sso-portal.awsapps.com/start"
NAMED = Session(START_URL, "us-east-1", "my-sso")
LEGACY = Session(START_URL, "us-east-1", scopes=())


def test_a_token_is_named_after_its_session() -> None:
    assert token_key(NAMED) == "sso/cache/0ad374308c5a4e22f723adf10145eafad7c4031c"


def test_a_token_without_a_session_name_is_named_after_the_start_url() -> None:
    assert token_key(LEGACY) == "sso/cache/c7aaaf71fcc8777ae2475525ed049d39fe16c484"


def test_a_registration_is_named_after_all_that_it_is_for() -> None:
    assert registration_key(NAMED) == "sso/cache/c5cfae6e3e4f067423a532368c8b514b6a4b0ace"


def test_a_registration_without_scopes_and_name_says_so_by_null() -> None:
    assert registration_key(LEGACY) == "sso/cache/0e093f10f65cee6c5c1898a8e240f5726875bf08"


def test_role_credentials_are_named_after_account_role_and_session() -> None:
    key = role_key(NAMED, "123456789011", "readOnly")
    assert key == "cli/cache/6a8f0fab0cd09b123b2c5687c0b9da5841584626"


def test_role_credentials_without_a_session_name_are_named_after_the_start_url() -> None:
    key = role_key(LEGACY, "123456789011", "readOnly")
    assert key == "cli/cache/e6c38d13746a0ff2113aac795b3d5362ea323b71"


def test_the_start_url_is_hashed_as_it_is_written() -> None:
    spellings = ("", "/", "#", "/#/")
    keys = {token_key(Session(START_URL + end, "us-east-1")) for end in spellings}
    assert len(keys) == len(spellings)
