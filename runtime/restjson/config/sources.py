"""Where settings come from: the arguments of a client, the environment, the two files."""

from __future__ import annotations

from .file import Setting, read_config, read_credentials
from .file_reading import expand
from .findings import comment_hint, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from .arguments import Arguments
    from .file import ConfigFile
    from .syntax import Section

_CONFIG = ("AWS_CONFIG_FILE", "~/.aws/config", read_config)
_CREDENTIALS = ("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials", read_credentials)


class Sources:
    """What is set, and where; what is wrong with it gathers in `problems`.

    Args:
        arguments: those of the client.
        environ: the environment.

    Attributes:
        config, credentials: what the two files say.
        profile_name: the profile that settings come from.
        profile: its settings by key, from both files; the credentials file wins.
        unreachable: why files cannot be opened whose absence is not a mistake.
    """

    def __init__(self, arguments: Arguments, environ: Mapping[str, str]) -> None:
        self.arguments = arguments
        self.environ = environ
        self.problems: list[str] = []
        self.unreachable: list[str] = []
        named = self._named_profile()
        self.profile_name = "default" if named is None else named.value
        self.config = self._file(*_CONFIG, named)
        self.credentials = self._file(*_CREDENTIALS, named)
        self.profile = {
            **self.config.profile(self.profile_name),
            **self.credentials.profile(self.profile_name),
        }
        if named is not None and not self.problems and not self._has_profile():
            self.refuse(named, self._no_profile())

    def get(
        self,
        key: str,
        convert: Callable[[str], Any],
        default: Any = None,
        *,
        argument: str | None = None,
        variables: tuple[str, ...] | None = None,
    ) -> Any:
        """Return the first that is set of argument, variables, key in the file, and default.

        Unless they are given, the argument is named as the key is, and the variable AWS_KEY.
        """
        given = getattr(self.arguments, argument or key, None)
        if given is not None:
            return given
        found = self.in_environment(*variables or (f"AWS_{key.upper()}",)) or self.in_profile(key)
        return default if found is None else self.checked(found, convert)

    def checked(self, found: Setting, convert: Callable[[str], Any]) -> Any:
        """Return the converted value, or None and note what was expected."""
        try:
            return convert(found.value)
        except ValueError as error:
            self.refuse(found, str(error))
            return None

    def in_environment(self, *variables: str) -> Setting | None:
        """Return what the first variable says that is set; an empty one counts as unset."""
        for variable in variables:
            if value := self.environ.get(variable):
                return Setting(value, variable)
        return None

    def in_profile(self, key: str) -> Setting | None:
        """Return what the profile says."""
        found = self.profile.get(key)
        return found if found and found.value else None

    def refuse(self, setting: Setting, what: str) -> None:
        """Note what is wrong with a setting."""
        self.problems.append(f"{setting.origin}: {what}{comment_hint(setting.value)}")

    def _file(
        self,
        variable: str,
        default: str,
        read: Callable[[str], ConfigFile],
        profile: Setting | None,
    ) -> ConfigFile:
        path = self.environ.get(variable)
        file = read(expand(path or default))
        self.problems += file.problems
        if file.absence is not None and file.is_unreachable:
            # Where nobody asked for it, as in a container without a home, it is as if not there.
            is_wanted = path or profile is not None
            (self.problems if is_wanted else self.unreachable).append(file.absence)
        return file

    def _named_profile(self) -> Setting | None:
        if self.arguments.profile_name is not None:
            return Setting(self.arguments.profile_name, "profile_name")
        return self.in_environment("AWS_PROFILE", "AWS_DEFAULT_PROFILE")

    def _has_profile(self) -> bool:
        return any(self.profile_name in each.profiles for each in (self.config, self.credentials))

    def _no_profile(self) -> str:
        name, files = self.profile_name, (self.config, self.credentials)
        return (
            f"there is no profile {name!r} in {' or '.join(file.path for file in files)}"
            + self._hint(name)
        )

    def _hint(self, name: str) -> str:
        """Return what may have been meant by a name that no profile has."""
        from ..suggestions import suggestion

        headers = {name.lower(), f"profile {name}".lower()}
        for header, section in self.config.others.items():
            if header.lower() in headers:
                return _misnamed(self.config, section, f"profile {name}")
        in_credentials = self.credentials.profiles.get(f"profile {name}")
        if in_credentials is not None:
            return _misnamed(self.credentials, in_credentials, name)
        return suggestion(name, [*self.config.profiles, *self.credentials.profiles])


def _misnamed(file: ConfigFile, section: Section, right: str) -> str:
    header = shorten(section.header)
    return f"; {file.path}: line {section.line}: [{header}] must be [{right}] there"
