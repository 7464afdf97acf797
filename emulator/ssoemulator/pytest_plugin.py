"""Fixtures for pytest, which finds them by the package's entry point.

Nothing but pytest is imported until a fixture is used: this module is loaded in every run.
"""

import pytest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .emulator import Emulator

# What would have a client find something else than the emulator.
_MISLEADING = (
    "AWS_ACCESS_KEY_ID",
    "AWS_DEFAULT_PROFILE",
    "AWS_ENDPOINT_URL",
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
    "AWS_PROFILE",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_USE_DUALSTACK_ENDPOINT",
    "AWS_USE_FIPS_ENDPOINT",
)


@pytest.fixture
def sso_emulator(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Emulator]":
    """A local IAM Identity Center of this test's own, at which AWS's variables point."""
    yield from _emulator(tmp_path_factory.mktemp("ssoemulator"))


@pytest.fixture(scope="session")
def sso_emulator_session(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Emulator]":
    """A local IAM Identity Center of all tests, at which AWS's variables point."""
    yield from _emulator(tmp_path_factory.mktemp("ssoemulator"))


def _emulator(folder: "Path") -> "Iterator[Emulator]":
    try:
        from . import Emulator
    except ImportError as error:
        pytest.fail(str(error), pytrace=False)
    with Emulator() as emulator, pytest.MonkeyPatch.context() as patch:
        emulator.aws_config(folder / "config")
        for name in _MISLEADING:
            patch.delenv(name, raising=False)
        for name, value in {**_settings(folder), **emulator.environment}.items():
            patch.setenv(name, value)
        for name in ("NO_PROXY", "no_proxy"):
            # A proxy of the machine could not reach it.
            patch.setenv(name, "127.0.0.1", prepend=",")
        yield emulator


def _settings(folder: "Path") -> dict[str, str]:
    return {
        "AWS_CONFIG_FILE": str(folder / "config"),
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_REGION": "us-east-1",
        "AWS_SHARED_CREDENTIALS_FILE": str(folder / "credentials"),
    }
