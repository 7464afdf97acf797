"""The shared config file of AWS's tools: profiles and sections of services."""

from __future__ import annotations

from .errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import configparser
    from collections.abc import Iterator


class Setting:
    """A value and where it stands; only the place is shown, for a value may be a secret."""

    __slots__ = ("origin", "value")

    def __init__(self, value: str, origin: str) -> None:
        self.value = value
        self.origin = origin

    def __repr__(self) -> str:
        return f"<Setting: {self.origin}>"


class ConfigFile:
    """What the config and credentials files say.

    Attributes:
        config_path: where the config file is.
        credentials_path: where the credentials file is.
        profiles: settings by profile, from both; the credentials file wins.
        in_config: the same, from the config file alone.
        in_credentials: the same, from the credentials file alone.
        services: settings by section of services.
        problems: why a file could not be read.
    """

    def __init__(self, config_path: str, credentials_path: str) -> None:
        self.config_path = config_path
        self.credentials_path = credentials_path
        self.profiles: dict[str, dict[str, Setting]] = {}
        self.in_config: dict[str, dict[str, Setting]] = {}
        self.in_credentials: dict[str, dict[str, Setting]] = {}
        self.services: dict[str, dict[str, Setting]] = {}
        self.problems: list[str] = []


def read_config(config_path: str, credentials_path: str) -> ConfigFile:
    """Return what the two files say; a missing file says nothing.

    Args:
        config_path: the config file: sections ``[default]``, ``[profile x]``, ``[services y]``.
        credentials_path: the credentials file, whose sections are profiles; it wins.
    """
    file = ConfigFile(config_path, credentials_path)
    try:
        for section, settings in _sections(config_path):
            kind, name = _split(section)
            if kind == "profile":
                file.in_config.setdefault(name, {}).update(settings)
            elif kind == "services":
                file.services.setdefault(name, {}).update(settings)
    except ConfigError as error:
        file.problems.append(str(error))
    try:
        for section, settings in _sections(credentials_path):
            file.in_credentials[section] = settings
    except ConfigError as error:
        file.problems.append(str(error))
    for profiles in (file.in_config, file.in_credentials):
        for name, settings in profiles.items():
            file.profiles.setdefault(name, {}).update(settings)
    return file


def nested(setting: Setting) -> dict[str, Setting] | None:
    """Return the settings that stand indented below a key, or None if something else does."""
    if not setting.value.startswith("\n"):
        return None
    settings = {}
    for line in filter(None, map(str.strip, setting.value.splitlines())):
        name, separator, value = line.partition("=")
        if not separator:
            return None
        key = name.strip().lower()
        settings[key] = Setting(value.strip(), f"{setting.origin}: {key}")
    return settings


def _split(section: str) -> tuple[str, str]:
    """Return kind and name of a section; quoted names work, as in AWS's tools."""
    import shlex

    try:
        words = shlex.split(section)
    except ValueError:
        return "", section
    if words == ["default"]:
        return "profile", "default"
    return (words[0], words[1]) if len(words) == 2 else ("", section)


def _sections(path: str) -> Iterator[tuple[str, dict[str, Setting]]]:
    text = _read(path)
    if not text:
        return
    import configparser  # only where there is a file

    # Values may hold percent signs, and no section is every other's default.
    parser = configparser.RawConfigParser(default_section="\n")
    try:
        parser.read_string(text, path)
    except configparser.Error as error:
        # The parser's own message may quote a line, and a line may hold a secret.
        raise ConfigError(f"{path}: {_line(error)}{_reason(error)}") from None
    for section in parser.sections():
        yield (
            section,
            {
                key: Setting(value, f"{path}: [{section}] {key}")
                for key, value in parser.items(section)
            },
        )


def _line(error: configparser.Error) -> str:
    lines = [number for number, _ in getattr(error, "errors", ())]
    line = getattr(error, "lineno", None) or (lines[0] if lines else None)
    return f"line {line}: " if line else ""


def _reason(error: configparser.Error) -> str:
    return {
        "DuplicateSectionError": "a section stands there twice: keep one",
        "DuplicateOptionError": "a key stands twice in its section: keep one",
        "MissingSectionHeaderError": "expected a section such as [default] before the first key",
    }.get(type(error).__name__, "expected sections such as [default] and lines such as key = value")


def _read(path: str) -> str:
    try:
        # Some editors put a mark of UTF-8 at the start.
        with open(path, encoding="utf-8-sig") as file:
            return file.read()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: expected UTF-8") from None  # the cause holds the file's bytes
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
