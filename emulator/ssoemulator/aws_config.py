"""A config file as AWS's tools read it."""

import os
from collections.abc import Iterator
from pathlib import Path

from .state.directory import Directory

_SESSION = "ssoemulator"


def write_config(path: str | os.PathLike[str], url: str, directory: Directory, region: str) -> None:
    """Write a config file for an emulator.

    Args:
        path: the file to write, or to replace.
        url: where the emulator is.
        directory: the accounts and roles to write profiles for.
        region: the region of the session.
    """
    sections = [*_session(url, region), *_profiles(directory, region)]
    Path(path).write_text("\n\n".join(sections) + "\n", encoding="utf-8")


def _session(url: str, region: str) -> Iterator[str]:
    yield (
        f"[sso-session {_SESSION}]\n"
        f"sso_start_url = {url}/start\n"
        f"sso_region = {region}\n"
        "sso_registration_scopes = sso:account:access"
    )
    yield (
        f"[services {_SESSION}]\nsso =\n  endpoint_url = {url}\nsso_oidc =\n  endpoint_url = {url}"
    )


def _profiles(directory: Directory, region: str) -> Iterator[str]:
    roles = [
        (account.account_id, role.name) for account in directory.accounts for role in account.roles
    ]
    for account_id, role in roles[:1]:
        yield _profile("default", account_id, role, region)
    for account_id, role in roles:
        yield _profile(f"profile {role}-{account_id}", account_id, role, region)


def _profile(section: str, account_id: str, role: str, region: str) -> str:
    return (
        f"[{section}]\n"
        f"sso_session = {_SESSION}\n"
        f"sso_account_id = {account_id}\n"
        f"sso_role_name = {role}\n"
        f"region = {region}\n"
        f"services = {_SESSION}"
    )
