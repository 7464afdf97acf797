"""The public face of an emitted package."""

import importlib
import importlib.metadata
from types import ModuleType

import pytest

import restjson
import ssooidc
import ssoportal

PACKAGES = [ssooidc, ssoportal]
SUBMODULES = [
    "async_client",
    "client",
    "codecs",
    "endpoints",
    "errors",
    "operations",
    "shapes",
    "validators",
]

_EACH = pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)


@_EACH
def test_all_is_sorted_and_importable(package: ModuleType) -> None:
    assert package.__all__ == sorted(package.__all__)
    names: dict[str, object] = {}
    exec(f"from {package.__name__} import *", names)  # noqa: S102
    assert set(package.__all__) <= names.keys()


@pytest.mark.parametrize("module", [*PACKAGES, restjson], ids=lambda module: module.__name__)
def test_dir_lists_the_public_names(module: ModuleType) -> None:
    assert set(module.__all__) <= set(dir(module))


@_EACH
def test_the_version_is_that_of_the_distribution(package: ModuleType) -> None:
    assert package.__version__ == restjson.__version__ == importlib.metadata.version("ssooidc")


@pytest.mark.parametrize(
    ("package", "name"),
    [
        *((ssooidc, name) for name in [*SUBMODULES, "grants"]),
        *((ssoportal, name) for name in [*SUBMODULES, "paginators"]),
    ],
)
def test_a_submodule_is_there_without_an_import_of_its_own(package: ModuleType, name: str) -> None:
    assert getattr(package, name) is importlib.import_module(f"{package.__name__}.{name}")


@pytest.mark.parametrize("module", [*PACKAGES, restjson], ids=lambda module: module.__name__)
def test_a_misspelt_name_is_an_attribute_error_that_names_it(module: ModuleType) -> None:
    with pytest.raises(AttributeError, match="Cleint"):
        module.Cleint  # noqa: B018


@_EACH
def test_names_lead_to_what_they_name(package: ModuleType) -> None:
    assert package.Client is package.client.Client
    assert package.ClientError is restjson.ClientError
    assert issubclass(package.Client, restjson.Client)


@pytest.mark.parametrize("name", restjson.__all__)
def test_every_name_of_the_runtime_is_importable(name: str) -> None:
    assert getattr(restjson, name) is not None


def test_code_for_another_runtime_is_refused_at_import() -> None:
    with pytest.raises(ImportError, match="install matching versions") as caught:
        restjson.require(restjson.INTERFACE + 1, "ssooidc")
    assert caught.value.name == "ssooidc"
