"""The config and credentials files of AWS's tools: profiles and sections of services."""

from __future__ import annotations

from ..errors import ConfigError
from .file_reading import IrregularFileError, read_text
from .findings import shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .syntax import Section

_QUOTES = ('"', "'")


class Setting:
    """A value and where it stands; only the place is shown, for a value may be a secret."""

    __slots__ = ("origin", "value")

    def __init__(self, value: str, origin: str) -> None:
        self.value = value
        self.origin = origin

    def __repr__(self) -> str:
        return f"<Setting: {self.origin}>"


class ConfigFile:
    """What one of the two files says.

    Attributes:
        path: where it is.
        profiles: a section by the profile's name.
        services: a section of services by the name that profiles call it.
        others: every other section, by its header.
        problems: why it cannot be used.
        absence: why nothing can be read from it, None if it was read.
        is_unreachable: whether that is for another reason than that there is none.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.profiles: dict[str, Section] = {}
        self.services: dict[str, Section] = {}
        self.others: dict[str, Section] = {}
        self.problems: list[str] = []
        self.absence: str | None = None
        self.is_unreachable = False

    def profile(self, name: str) -> dict[str, Setting]:
        """Return the settings of a profile, by key."""
        return self.settings(self.profiles.get(name))

    def service_settings(self, name: str) -> dict[str, Setting]:
        """Return what a section of services says, by key."""
        return self.settings(self.services.get(name))

    def sections(self, kind: str) -> dict[str, Section]:
        """Return the further sections of a kind, such as sso-session, by name."""
        named = (_kind_and_name(header) for header in self.others)
        pairs = zip(named, self.others.values(), strict=True)
        return {name: section for (each, name), section in pairs if each == kind}

    def settings(self, section: Section | None) -> dict[str, Setting]:
        """Return the settings of a section, by key."""
        if section is None:
            return {}
        header = shorten(section.header)
        return {
            key: Setting(entry.value, f"{self.path}: line {entry.line}: [{header}] {shorten(key)}")
            for key, entry in section.entries.items()
        }


def read_config(path: str) -> ConfigFile:
    """Return what the config file says: ``[default]``, ``[profile x]``, ``[services y]``.

    Args:
        path: where it is; if nothing is there, it says nothing.
    """
    return _read(path, _kind_and_name)


def read_credentials(path: str) -> ConfigFile:
    """Return what the credentials file says, whose sections are profiles.

    Args:
        path: where it is; if nothing is there, it says nothing.
    """
    return _read(path, lambda header: ("profile", header))


def nested(setting: Setting) -> dict[str, Setting] | None:
    """Return the settings that stand indented below a key, or None if something else does."""
    if not setting.value.startswith("\n"):
        return None
    settings = {}
    for line in filter(None, map(str.strip, setting.value.split("\n"))):
        name, separator, value = line.partition("=")
        if not separator:
            return None
        key = name.strip().lower()
        settings[key] = Setting(value.strip(), f"{setting.origin}: {key}")
    return settings


def _read(path: str, parts: Callable[[str], tuple[str, str]]) -> ConfigFile:
    file = ConfigFile(path)
    try:
        text = read_text(path)
    except FileNotFoundError:
        file.absence = f"there is no {path}"
        return file
    except OSError as error:
        file.absence = f"{path}: cannot be read: {error.strerror}"
        file.is_unreachable = True
        return file
    except IrregularFileError as error:
        file.absence = str(error)
        file.is_unreachable = True
        return file
    except ConfigError as error:
        file.problems.append(str(error))
        return file
    from .syntax import read_syntax  # only where there is a file

    syntax = read_syntax(text)
    file.problems = [f"{path}: {problem}" for problem in syntax.problems]
    for section in syntax.sections.values():
        kind, name = parts(section.header)
        # Of one name the last one counts, as for AWS's tools.
        if kind == "profile":
            file.profiles[name] = section
        elif kind == "services":
            file.services[name] = section
        else:
            file.others[section.header] = section
    return file


def _kind_and_name(header: str) -> tuple[str, str]:
    """Return kind and name of a section, such as profile and dev.

    A name may have blanks and a single quote, and stand in quotes; AWS's tools ask for these
    around blanks.
    """
    if header == "default":
        return "profile", "default"
    kind, *rest = header.split(None, 1)
    if not rest:
        return "", header
    [name] = rest
    if name[0] == name[-1] and name[0] in _QUOTES and name.count(name[0]) == 2:
        name = name[1:-1]
    return kind, name
