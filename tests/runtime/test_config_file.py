"""The shared config file, as AWS's tools read it."""

from pathlib import Path

import pytest

from restjson.config_file import ConfigFile, Setting, nested, read_config


def _read(folder: Path, config: str | bytes = "", credentials: str = "") -> ConfigFile:
    data = config if isinstance(config, bytes) else config.encode()
    (folder / "config").write_bytes(data)
    (folder / "credentials").write_text(credentials, encoding="utf-8")
    return read_config(str(folder / "config"), str(folder / "credentials"))


def _regions(file: ConfigFile) -> dict[str, str]:
    return {name: profile["region"].value for name, profile in file.profiles.items()}


def test_missing_files_say_nothing(tmp_path: Path) -> None:
    file = read_config(str(tmp_path / "config"), str(tmp_path / "credentials"))
    assert (file.profiles, file.services, file.problems) == ({}, {}, [])


@pytest.mark.parametrize(
    ("section", "profile"),
    [
        ("default", "default"),
        ("profile default", "default"),
        ("profile dev", "dev"),
        ("profile  dev", "dev"),
        ('profile "two words"', "two words"),
        ("profile 'two words'", "two words"),
        ("profile Ünïcode", "Ünïcode"),
    ],
)
def test_a_profile_is_a_section_of_its_name(tmp_path: Path, section: str, profile: str) -> None:
    assert _regions(_read(tmp_path, f"[{section}]\nregion = a\n")) == {profile: "a"}


@pytest.mark.parametrize(
    "section", ["dev", "profile", "profile a b", "profile it's", "sso-session a", "DEFAULT", "x y"]
)
def test_no_other_section_is_a_profile(tmp_path: Path, section: str) -> None:
    file = _read(tmp_path, f"[{section}]\nregion = a\n[default]\nregion = b\n")
    assert _regions(file) == {"default": "b"}
    assert (file.services, file.problems) == ({}, [])


def test_the_credentials_file_wins_and_settings_know_their_file(tmp_path: Path) -> None:
    file = _read(tmp_path, "[profile a]\nregion = a\nx = 1\n", "[a]\nregion = b\n[b]\nregion = c\n")
    assert _regions(file) == {"a": "b", "b": "c"}
    assert file.profiles["a"]["x"].origin == f"{tmp_path / 'config'}: [profile a] x"
    assert file.profiles["a"]["region"].origin == f"{tmp_path / 'credentials'}: [a] region"


def test_what_each_file_says_alone_is_told_apart(tmp_path: Path) -> None:
    file = _read(
        tmp_path,
        "[profile a]\nregion = a\n[default]\nregion = b\n[profile default]\nx = 1\n",
        "[a]\nregion = c\nx = 2\n",
    )
    assert {name: list(keys) for name, keys in file.in_config.items()} == {
        "a": ["region"],
        "default": ["region", "x"],
    }
    assert {name: list(keys) for name, keys in file.in_credentials.items()} == {
        "a": ["region", "x"]
    }
    assert file.in_config["a"]["region"].value == "a"
    assert file.in_credentials["a"]["region"].value == "c"


@pytest.mark.parametrize(
    "text",
    [
        "[default]\nregion=a",
        "[default]\nregion : a\n",
        "[default]\n  region = a\n  output = json\n",
        "[default]\r\nregion = a\r\n",
        "# note\n[default]\n; note\nregion = a\n",
        "[default]\nREGION = a\n",
        "\ufeff[default]\nregion = a\n",
    ],
)
def test_a_file_may_be_written_in_many_ways(tmp_path: Path, text: str) -> None:
    assert _regions(_read(tmp_path, text)) == {"default": "a"}


def test_a_percent_sign_is_one(tmp_path: Path) -> None:
    assert _regions(_read(tmp_path, "[default]\nregion = %(x)s%\n")) == {"default": "%(x)s%"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("region = a\n", "line 1: expected a section such as [default] before the first key"),
        ("[a]\n\n[a]\n", "line 3: a section stands there twice: keep one"),
        ("[a]\nx = 1\nx = 2\n", "line 3: a key stands twice in its section: keep one"),
        ("[a]\nx\n", "line 2: expected sections such as [default] and lines such as key = value"),
        (b"[a]\nx = \xff\n", "expected UTF-8"),
    ],
)
def test_what_cannot_be_parsed_is_named_with_its_line(
    tmp_path: Path, text: str | bytes, problem: str
) -> None:
    assert _read(tmp_path, text).problems == [f"{tmp_path / 'config'}: {problem}"]


def test_what_cannot_be_opened_is_named_with_the_reason(tmp_path: Path) -> None:
    [problem] = read_config(str(tmp_path), str(tmp_path / "credentials")).problems
    assert problem.startswith(f"{tmp_path}: cannot be read: ")


def test_nested_settings_are_the_indented_lines() -> None:
    settings = nested(Setting("\nendpoint_url = https://a.example/?b=c\n\nMode=x", "f: [s] k"))
    assert settings is not None
    assert {name: each.value for name, each in settings.items()} == {
        "endpoint_url": "https://a.example/?b=c",
        "mode": "x",
    }
    assert settings["mode"].origin == "f: [s] k: mode"
    assert nested(Setting("https://a.example", "")) is None
    assert nested(Setting("\nendpoint_url", "")) is None


def test_a_setting_shows_its_place_and_not_its_value() -> None:
    assert repr(Setting("hunter2", "f: [a] aws_secret_access_key")) == (
        "<Setting: f: [a] aws_secret_access_key>"
    )
