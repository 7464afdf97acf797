"""The public face of an emitted package."""

import importlib
import importlib.metadata
import inspect
import pydoc
from itertools import pairwise
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


@_EACH
def test_completion_offers_the_public_names_and_no_others(package: ModuleType) -> None:
    modules = {"errors", "shapes", "validators"} | ({"grants"} if package is ssooidc else set())
    assert set(dir(package)) == {*package.__all__, *modules}
    assert all(hasattr(package, name) for name in dir(package))
    assert set(dir(restjson)) == set(restjson.__all__)


@_EACH
def test_help_shows_types_without_quotes_and_no_two_blank_lines(package: ModuleType) -> None:
    functions = [getattr(package, name) for name in package.__all__ if name[0].islower()]
    for function in functions:
        assert inspect.isfunction(function)
        assert "'" not in str(inspect.signature(function))
        blank = [not line.strip() for line in pydoc.render_doc(function).splitlines()]
        assert not any(first and second for first, second in pairwise(blank))
    assert functions


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
