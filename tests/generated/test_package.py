"""The public face of the emitted package."""

import importlib
import importlib.metadata

import pytest

import restjson
import ssooidc

SUBMODULES = ["client", "codecs", "endpoints", "errors", "operations", "shapes", "validators"]


def test_all_is_sorted_and_importable() -> None:
    assert ssooidc.__all__ == sorted(ssooidc.__all__)
    names: dict[str, object] = {}
    exec("from ssooidc import *", names)  # noqa: S102
    assert set(ssooidc.__all__) <= names.keys()


def test_dir_lists_the_public_names() -> None:
    assert set(ssooidc.__all__) <= set(dir(ssooidc))
    assert set(restjson.__all__) <= set(dir(restjson))


def test_the_version_is_that_of_the_distribution() -> None:
    assert ssooidc.__version__ == restjson.__version__ == importlib.metadata.version("ssooidc")


@pytest.mark.parametrize("name", SUBMODULES)
def test_a_submodule_is_there_without_an_import_of_its_own(name: str) -> None:
    assert getattr(ssooidc, name) is importlib.import_module(f"ssooidc.{name}")


@pytest.mark.parametrize("module", [ssooidc, restjson])
def test_a_misspelt_name_is_an_attribute_error_that_names_it(module: object) -> None:
    with pytest.raises(AttributeError, match="Cleint"):
        module.Cleint  # type: ignore[attr-defined]  # noqa: B018


def test_names_lead_to_what_they_name() -> None:
    assert ssooidc.register_client is ssooidc.operations.register_client
    assert ssooidc.ClientError is restjson.ClientError
    assert issubclass(ssooidc.Client, restjson.Client)


@pytest.mark.parametrize("name", restjson.__all__)
def test_every_name_of_the_runtime_is_importable(name: str) -> None:
    assert getattr(restjson, name) is not None


def test_code_for_another_runtime_is_refused_at_import() -> None:
    with pytest.raises(ImportError, match="install matching versions") as caught:
        restjson.require(restjson.INTERFACE + 1, "ssooidc")
    assert caught.value.name == "ssooidc"
