"""Importing the package and making a client load next to nothing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import restjson
import ssooidc
import ssoportal

# Where the packages lie: the interpreters below run without site-packages, which may import
# modules of its own.
_ROOTS = [str(Path(str(module.__file__)).parents[1]) for module in (ssooidc, ssoportal, restjson)]

_HEAVY = {
    *("typing", "dataclasses", "re", "json", "enum", "uuid", "logging"),
    *("urllib3", "http", "ssl", "socket", "urllib", "email", "inspect", "difflib"),
    *("configparser", "shlex", "random", "threading"),
    *("asyncio", "concurrent"),
    *("datetime", "base64"),  # of types that neither service has
}


def _loaded(statement: str) -> set[str]:
    """The modules that a statement loads in a bare interpreter."""
    program = (
        f"import sys; sys.path += {_ROOTS!r}; before = set(sys.modules)\n"
        f"{statement}\n"
        "loaded = sorted(set(sys.modules) - before)\n"
        "import json; print(json.dumps(loaded))"
    )
    command = [sys.executable, "-I", "-S", "-c", program]
    return set(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))


@pytest.mark.parametrize("package", ["ssooidc", "ssoportal"])
def test_the_import_loads_two_modules_of_ours_and_none_that_is_heavy(package: str) -> None:
    loaded = _loaded(f"import {package}")
    assert {name for name in loaded if name.startswith(("sso", "restjson"))} == {
        package,
        "restjson",
    }
    assert loaded & _HEAVY == set()


@pytest.mark.parametrize(
    "statement",
    [
        "import ssooidc; ssooidc.Client('us-east-1')",
        "import ssooidc; ssooidc.Client(endpoint_url='http://127.0.0.1:8080').endpoint_url",
        "import ssooidc; ssooidc.register_client; ssooidc.errors.SlowDownException",
        "import ssooidc; ssooidc.validators.validate_register_client_request({'clientName': 1})",
        "import ssoportal; ssoportal.Client('us-east-1').list_accounts_pages(accessToken='a')",
        "import ssoportal; ssoportal.validators.validate_list_accounts_request({'maxResults': 0})",
    ],
)
def test_what_comes_before_the_first_call_loads_nothing_heavy_either(statement: str) -> None:
    assert _loaded(statement) & _HEAVY == set()


@pytest.mark.parametrize("package", ["ssooidc", "ssoportal"])
def test_shapes_are_never_loaded(package: str) -> None:
    everything = f"from {package} import *; Client('us-east-1').exceptions"
    assert f"{package}.shapes" not in _loaded(everything)


@pytest.mark.parametrize("package", ["ssooidc", "ssoportal"])
def test_a_client_is_made_without_what_only_calls_need(package: str) -> None:
    loaded = _loaded(f"import {package}; {package}.Client('us-east-1')")
    assert {name for name in loaded if name.startswith(f"{package}.")} == {f"{package}.client"}


def test_errors_load_no_operations() -> None:
    loaded = _loaded("import ssooidc; ssooidc.Client.exceptions.SlowDownException")
    ours = {name for name in loaded if name.startswith("ssooidc.")}
    assert ours == {"ssooidc.client", "ssooidc.codecs", "ssooidc.errors"}
