"""What is built, and that it is what is tested."""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_string
from email.message import Message
from pathlib import Path

import pytest

import restjson
import ssoemulator
import ssooidc

ROOT = Path(__file__).parents[2]
PACKAGES = {"restjson", "ssoemulator", "ssologin", "ssooidc", "ssoportal"}


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist, built from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def in_wheel(dist: Path) -> set[str]:
    [wheel] = dist.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def in_sdist(dist: Path) -> set[str]:
    [sdist] = dist.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def sources(folder: str) -> set[str]:
    """The files of a package as git has them: no caches."""
    root = ROOT / folder
    return {
        path.relative_to(root.parent).as_posix()
        for path in root.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_the_packages_and_nothing_else(dist: Path) -> None:
    expected = (
        sources("generated/ssooidc")
        | sources("generated/ssoportal")
        | sources("runtime/restjson")
        | sources("login/ssologin")
        | sources("emulator/ssoemulator")
    )
    shipped = {name for name in in_wheel(dist) if ".dist-info/" not in name}

    assert shipped == expected


def test_the_wheel_holds_the_schemas_and_the_markers_of_types(dist: Path) -> None:
    names = in_wheel(dist)

    assert "ssooidc/schemas.json" in names
    assert {f"{package}/py.typed" for package in PACKAGES} <= names


def test_the_sdist_holds_what_a_build_needs_and_no_generator(dist: Path) -> None:
    names = in_sdist(dist)

    assert {"pyproject.toml", "README.md", "docs/pypi.md", "LICENSE", "PKG-INFO"} <= names
    assert {"generated/ssooidc/schemas.json", "generated/ssooidc/py.typed"} <= names
    assert not [name for name in names if name.startswith(("codegen", "model", "tests"))]


@pytest.fixture(scope="module")
def metadata(dist: Path) -> Message:
    """What the wheel says of itself; its payload is the text of the package's page."""
    [wheel] = dist.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        [name] = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        return message_from_string(archive.read(name).decode())


def test_the_wheel_says_where_the_project_is(metadata: Message) -> None:
    urls = dict(each.split(", ", 1) for each in metadata.get_all("Project-URL", []))

    assert urls.keys() == {"Homepage", "Documentation", "Changelog", "Issues", "Security"}
    assert all(url.startswith("https://") for url in urls.values())
    assert "Typing :: Typed" in metadata.get_all("Classifier", [])
    assert "iam-identity-center" in str(metadata["Keywords"]).split(",")


def test_the_wheel_describes_itself_to_its_users(metadata: Message) -> None:
    description = str(metadata.get_payload())

    assert description.strip() == (ROOT / "docs" / "pypi.md").read_text("utf-8").strip()
    assert "pip install ssooidc" in "\n".join(description.splitlines()[:20])


def test_urllib3_is_all_that_an_installation_needs(metadata: Message) -> None:
    required = metadata.get_all("Requires-Dist", [])

    assert [each for each in required if "extra ==" not in each] == ["urllib3<3,>=2.2.2"]


def test_the_version_is_one() -> None:
    assert ssooidc.__version__ == restjson.__version__
    assert ssooidc.__version__ == importlib.metadata.version("ssooidc")


def test_nothing_but_the_generator_comes_from_the_checkout_where_tox_installs_the_wheel() -> None:
    import codegen

    is_wheel = os.environ.get("SSOIDC_INSTALLED") == "wheel"
    for package in (ssooidc, restjson, ssoemulator):
        assert package.__file__ is not None
        assert ("site-packages" in Path(package.__file__).parts) == is_wheel
    assert codegen.__file__ is not None
    assert ROOT in Path(codegen.__file__).parents
