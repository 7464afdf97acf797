"""What a client has of modules that are loaded when something of them is first used."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from restjson.wire.later import Later
from restjson.wire.service import Service

SOURCE = """
def greet(self, name):
    return f"{type(self).__name__} greets {name}"

NUMBERS = {"one": 1}
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a package with a module `late`."""
    (tmp_path / "parcel").mkdir()
    (tmp_path / "parcel" / "__init__.py").touch()
    (tmp_path / "parcel" / "late.py").write_text(SOURCE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("parcel", "parcel.late"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return "parcel"


def made(package: str) -> Any:
    late: Any = Later(package, "late")

    class Maker:
        module = late
        greet = late.greet

    return Maker


def test_nothing_is_loaded_before_something_is_used(package: str) -> None:
    made(package)()
    assert "parcel.late" not in sys.modules


def test_a_function_is_a_method_and_the_same_function(package: str) -> None:
    maker = made(package)
    assert maker().greet("Ada") == "Maker greets Ada"
    assert maker.greet is sys.modules["parcel.late"].greet
    assert vars(maker)["greet"] is maker.greet


def test_of_the_class_a_function_comes_unbound(package: str) -> None:
    maker = made(package)
    assert maker.greet(maker(), "Ada") == "Maker greets Ada"


def test_a_module_is_an_attribute(package: str) -> None:
    maker = made(package)
    assert maker().module is maker.module is sys.modules.get("parcel.late")


def test_a_derived_class_keeps_its_own_method(package: str) -> None:
    class Derived(made(package)):  # type: ignore[misc]
        def greet(self, name: str) -> str:
            return f"well, {super().greet(name)}"

    assert [Derived().greet("Ada") for _ in range(2)] == 2 * ["well, Derived greets Ada"]


def test_a_name_that_the_module_has_not_is_an_error_when_it_is_used(package: str) -> None:
    late: Any = Later(package, "late")

    class Maker:
        gone = late.gone

    with pytest.raises(AttributeError, match="has no attribute 'gone'"):
        _ = Maker.gone


def test_fields_of_a_service_may_come_later(package: str) -> None:
    late: Any = Later(package, "late")
    resolve: Callable[..., Any] = lambda: None  # noqa: E731
    service = Service(
        package=package,
        id="Parcel",
        signing_name="parcel",
        resolve=resolve,
        built_ins={},
        operations=late.NUMBERS,
        errors=late.gone,
    )
    assert "parcel.late" not in sys.modules
    assert service.operations is sys.modules["parcel.late"].NUMBERS
    assert service.paginators == {}
    with pytest.raises(AttributeError, match="has no attribute 'gone'"):
        _ = service.errors
    with pytest.raises(AttributeError, match="a service has no attribute 'colour'"):
        _ = service.colour
