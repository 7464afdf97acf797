"""A package is a tuple of files, each of them one entry and one template."""

from __future__ import annotations

import re
from pathlib import Path

from codegen.model.runtime import MODULES, PUBLIC_ERRORS, WAITER_ERROR
from codegen.package.module import Package
from codegen.package.package import build_package
from codegen.render import render_package
from tests.codegen.models import Json, giving, operation, read, service, structure

TEMPLATES = Path(__file__).parents[3] / "codegen" / "render" / "templates"
PAGED: Json = {"input_token": "next", "output_token": "next", "result_key": "things"}
WAITER: Json = {
    "operation": "ListThings",
    "delay": 1,
    "maxAttempts": 2,
    "acceptors": [{"state": "success", "matcher": "status", "expected": 200}],
}
MODEL = service(
    [operation("ListThings", input={"shape": "Page"}, output={"shape": "Things"})],
    {"Page": structure(["next"]), "Things": structure({"next": "String", "things": "Strings"})},
)


def built(model: Json = MODEL, **beside: Json) -> Package:
    return build_package(read(model, **beside), "tea", "python -m codegen")


def whole() -> Package:
    return built(paginators={"ListThings": PAGED}, waiters={"ThingsListed": WAITER})


def test_every_file_is_one_entry_and_the_modules_are_those_that_others_import() -> None:
    modules = whole().modules
    files = [module.file for module in modules]
    assert len(files) == len(set(files))
    code = {module.name for module in modules if module.file.endswith(".py")}
    assert code == {"__init__", "client", *MODULES}


def test_every_template_is_used() -> None:
    used = {module.template for module in whole().modules}
    used |= {"endpoints.py.jinja", "variants.py.jinja"}  # of services with rules, and with a guide
    waiting = list(used)
    while waiting:
        text = (TEMPLATES / waiting.pop()).read_text(encoding="utf-8")
        included = set(re.findall(r'{% include "([^"]+)"', text)) - used
        used |= included
        waiting += included
    files = {file.name for file in TEMPLATES.glob("*.jinja")}
    assert files == used | {"_bind_query.jinja", "_bind_headers.jinja"}


def test_a_file_that_nothing_calls_for_is_not_there() -> None:
    assert not {"paginators.py", "waiters.py"} & render_package(built()).keys()


def test_the_public_names_of_the_modules_are_those_of_the_package() -> None:
    package = whole()
    public = {name for module in package.modules for name in module.public}
    functions = {"list_things", "list_things_items", "list_things_pages"}
    assert public == {"AsyncClient", "Client"} | functions
    text = render_package(package)["__init__.py"]
    listed = re.findall(r'^    "(\w+)",$', text.partition("__all__ = [")[2], re.MULTILINE)
    assert set(listed) == public | {"__version__", *PUBLIC_ERRORS, WAITER_ERROR}


def test_a_service_without_any_shape_is_a_package_too() -> None:
    files = render_package(built(giving([])))
    assert files["py.typed"] == ""
    assert all(text.endswith("\n") for name, text in files.items() if name != "py.typed")
