"""A config file as AWS's tools read it."""

import os
from collections.abc import Iterator
from pathlib import Path

from .state.directory import Directory

SESSION = "ssoemulator"


def write_config(path: str | os.PathLike[str], url: str, directory: Directory, region: str) -> None:
    """Write a config file for an emulator.

    Args:
        path: The file to write, or to replace.
        url: Where the emulator is.
        directory: The accounts and roles to write profiles for.
        region: The region of the session.
    """
    Path(path).write_text("\n".join(_lines(url, directory, region)) + "\n", encoding="utf-8")


def _lines(url: str, directory: Directory, region: str) -> Iterator[str]:
    yield f"[sso-session {SESSION}]"
    yield f"sso_start_url = {url}/start"
    yield f"sso_region = {region}"
    yield "sso_registration_scopes = sso:account:access"
    yield ""
    yield f"[services {SESSION}]"
    for service in ("sso", "sso_oidc"):
        yield f"{service} ="
        yield f"  endpoint_url = {url}"
    profiles = [(account.account_id, role.name) for account in directory.accounts
                for role in account.roles]  # fmt: skip
    sections = [f"profile {role}-{account}" for account, role in profiles]
    for section, (account, role) in zip(
        ["default", *sections], [*profiles[:1], *profiles], strict=False
    ):
        yield ""
        yield f"[{section}]"
        yield f"sso_session = {SESSION}"
        yield f"sso_account_id = {account}"
        yield f"sso_role_name = {role}"
        yield f"region = {region}"
        yield f"services = {SESSION}"
