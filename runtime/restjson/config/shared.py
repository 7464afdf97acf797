"""The config and credentials files as they stand, for packages above that know more sections."""

from __future__ import annotations

import os

from ..errors import ConfigError
from ..signatures import as_written
from .file import read_config, read_credentials
from .file_reading import expand
from .findings import shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from .file import ConfigFile, Setting
    from .syntax import Section


@as_written
class ConfigSection:
    """A section of a file.

    Attributes:
        name: what it is called, without its kind.
        origin: its file, line and header, for messages.
        settings: a `Setting` by key, in lower case; each has a `value` and its `origin`.
    """

    def __init__(self, name: str, origin: str, settings: dict[str, Setting]) -> None:
        self.name = name
        self.origin = origin
        self.settings = settings

    def get(self, key: str) -> Setting | None:
        """Return what a key says; an empty value counts as none."""
        found = self.settings.get(key)
        return found if found and found.value else None


@as_written
class SharedConfig:
    """What the two files say.

    Attributes:
        path: where the config file is, or would be.
    """

    def __init__(self, config: ConfigFile, credentials: ConfigFile) -> None:
        self.path = config.path
        self._config = config
        self._credentials = credentials

    @property
    def profiles(self) -> tuple[str, ...]:
        """The names of the profiles, each once."""
        return tuple(dict.fromkeys([*self._config.profiles, *self._credentials.profiles]))

    def profile(self, name: str) -> ConfigSection | None:
        """Return a profile, whose keys in the credentials file win; None if there is none."""
        for file in (self._config, self._credentials):
            section = file.profiles.get(name)
            if section is not None:
                merged = {**self._config.profile(name), **self._credentials.profile(name)}
                return ConfigSection(name, _origin(file, section), merged)
        return None

    def sections(self, kind: str) -> dict[str, ConfigSection]:
        """Return the config file's sections of a kind, such as ``sso-session``, by name."""
        return {
            name: ConfigSection(
                name, _origin(self._config, section), self._config.settings(section)
            )
            for name, section in self._config.sections(kind).items()
        }


@as_written
def read_shared_config(environ: Mapping[str, str] | None = None) -> SharedConfig:
    """Read the config and credentials files of AWS's tools.

    Args:
        environ: the environment, whose ``AWS_CONFIG_FILE`` and ``AWS_SHARED_CREDENTIALS_FILE``
            name other files than those in ``~/.aws``; by default the process's own.

    Raises:
        ConfigError: a file cannot be used; every problem with file and line.
    """
    variables = os.environ if environ is None else environ
    config = read_config(expand(variables.get("AWS_CONFIG_FILE") or "~/.aws/config"))
    credentials = read_credentials(
        expand(variables.get("AWS_SHARED_CREDENTIALS_FILE") or "~/.aws/credentials")
    )
    problems = [*config.problems, *credentials.problems]
    if problems:
        raise ConfigError("; ".join(problems))
    return SharedConfig(config, credentials)


def _origin(file: ConfigFile, section: Section) -> str:
    return f"{file.path}: line {section.line}: [{shorten(section.header)}]"
