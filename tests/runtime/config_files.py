"""An environment and config files of one's own making."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from restjson.config.arguments import Arguments
from restjson.config.settings import Settings, resolve_settings

SERVICE = "SSO OIDC"

_READ = ("AWS_", "REQUESTS_CA_BUNDLE", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY")


def empty_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the settings of whoever runs the tests; config files stand in `folder`."""
    for name in os.environ:
        if name.upper().startswith(_READ):
            monkeypatch.delenv(name)
    for name, value in Home(folder).environ().items():
        monkeypatch.setenv(name, value)


def arguments_of_client(**given: Any) -> Arguments:
    """The arguments of a client that gets these."""
    return Arguments(**{**dict.fromkeys(Arguments.__slots__), **given})


NO_ARGUMENTS = arguments_of_client()


class Home:
    """A folder with a config and a credentials file that the environment points to."""

    def __init__(self, folder: Path) -> None:
        self.config = folder / "config"
        self.credentials = folder / "credentials"

    def environ(self, variables: Mapping[str, str] | None = None) -> dict[str, str]:
        return {
            "AWS_CONFIG_FILE": str(self.config),
            "AWS_SHARED_CREDENTIALS_FILE": str(self.credentials),
            **(variables or {}),
        }

    def settings(
        self,
        config: str | None = None,
        variables: Mapping[str, str] | None = None,
        credentials: str | None = None,
        **arguments: Any,
    ) -> Settings:
        """What a client goes by, given files, variables and arguments."""
        if config is not None:
            self.config.write_text(config, encoding="utf-8")
        if credentials is not None:
            self.credentials.write_text(credentials, encoding="utf-8")
        return resolve_settings(arguments_of_client(**arguments), SERVICE, self.environ(variables))
