"""The shared config file, as AWS's tools read it."""

from pathlib import Path

import pytest

from restjson.config.file import ConfigFile, Setting, nested, read_config, read_credentials


def _read(folder: Path, config: str) -> ConfigFile:
    (folder / "config").write_text(config, encoding="utf-8")
    return read_config(str(folder / "config"))


def _regions(file: ConfigFile) -> dict[str, str]:
    return {name: file.profile(name)["region"].value for name in file.profiles}


def test_a_missing_file_says_nothing(tmp_path: Path) -> None:
    file = read_config(str(tmp_path / "config"))
    assert (file.profiles, file.services, file.problems) == ({}, {}, [])
    assert file.absence == f"there is no {tmp_path / 'config'}"
    assert not file.is_unreachable
    assert file.profile("default") == {}


@pytest.mark.parametrize(
    ("section", "profile"),
    [
        ("default", "default"),
        ("profile default", "default"),
        ("profile dev", "dev"),
        ("profile  dev", "dev"),
        ('profile "two words"', "two words"),
        ("profile 'two words'", "two words"),
        ('profile "it\'s"', "it's"),
        ("profile Ünïcode", "Ünïcode"),
        # What AWS's tools do not find; their own `configure` writes the first two.
        ("profile Sin'gle", "Sin'gle"),
        ("profile corp\\dev", "corp\\dev"),
        ("profile my dev", "my dev"),
        ("profile 'a' 'b'", "'a' 'b'"),
        (" default ", "default"),
        ("profile a] # see [docs", "a"),
        ("profile a[1]", "a[1]"),
    ],
)
def test_a_profile_is_a_section_of_its_name(tmp_path: Path, section: str, profile: str) -> None:
    assert _regions(_read(tmp_path, f"[{section}]\nregion = a\n")) == {profile: "a"}


@pytest.mark.parametrize("section", ["dev", "profile", "sso-session a", "DEFAULT", "x y"])
def test_no_other_section_is_a_profile(tmp_path: Path, section: str) -> None:
    file = _read(tmp_path, f"[{section}]\nregion = a\n[default]\nregion = b\n")
    assert _regions(file) == {"default": "b"}
    assert list(file.others) == [section]
    assert (file.services, file.problems) == ({}, [])


@pytest.mark.parametrize("section", ["services dev env", "services 'dev env'"])
def test_services_may_have_a_blank_in_their_name(tmp_path: Path, section: str) -> None:
    file = _read(tmp_path, f"[{section}]\nsso_oidc =\n  endpoint_url = https://a.example\n")
    [(key, setting)] = file.service_settings("dev env").items()
    assert (key, setting.value) == ("sso_oidc", "\nendpoint_url = https://a.example")
    assert setting.origin == f"{tmp_path / 'config'}: line 2: [{section}] sso_oidc"


def test_every_section_of_the_credentials_file_is_a_profile(tmp_path: Path) -> None:
    path = tmp_path / "credentials"
    path.write_text("[a]\nregion = a\n\n[profile b]\nregion = b\n")
    file = read_credentials(str(path))
    assert _regions(file) == {"a": "a", "profile b": "b"}
    assert file.profile("a")["region"].origin == f"{path}: line 2: [a] region"


def test_of_two_sections_of_a_profile_the_last_counts_and_keys_are_not_mixed(
    tmp_path: Path,
) -> None:
    file = _read(tmp_path, "[default]\nx = 1\nregion = a\n[profile default]\nregion = b\n")
    assert list(file.profile("default")) == ["region"]
    assert _regions(file) == {"default": "b"}


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


def test_problems_are_named_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "config"
    assert _read(tmp_path, "[a]\n\n[a]\nx = 1\n").problems == [
        f"{path}: line 3: [a] of line 1 stands there again: keep one"
    ]


def test_what_cannot_be_opened_is_told_from_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / ".aws").touch()
    file = read_config(str(tmp_path / ".aws" / "config"))
    assert file.is_unreachable
    assert file.absence is not None
    assert file.absence.startswith(f"{tmp_path / '.aws' / 'config'}: cannot be read: ")
    assert file.problems == []


def test_what_is_no_file_cannot_be_reached_either(tmp_path: Path) -> None:
    file = read_config(str(tmp_path))
    assert file.is_unreachable
    assert file.absence == f"{tmp_path}: expected a regular file, found a folder: name another file"
    assert file.problems == []


def test_a_place_is_short_however_long_its_names_are(tmp_path: Path) -> None:
    file = _read(tmp_path, f"[profile {'a' * 10**6}]\n{'k' * 10**6} = x\n")
    [setting] = file.profile("a" * 10**6).values()
    assert len(setting.origin) < len(str(tmp_path)) + 200


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
