"""A model is untrusted: its strings come out as text whatever they hold, or it is refused."""

from __future__ import annotations

import ast
import importlib
import io
import json
import pkgutil
import sys
import tokenize
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from codegen.cli import main
from codegen.load.model_files import Model
from codegen.load.problems import ModelError
from codegen.model.reader import read_service
from codegen.package.package import build_package
from codegen.render import render_package
from tests.codegen.models import Json, operation, service, structure, taking
from tests.effort import examples

FRAGMENTS = [
    *('"', "'", '"""', "'''", "\\", "\n", "\r\n", "\t", "\x00", "\x0c", "\x85", "\u2028"),
    *("{{ 7*7 }}", "{% raw %}", "{# x #}", "{{", "}}", "%}", "{item}", "{0}", "%s"),
    *("#", "coding: utf-7", "coding=utf-16", "+AAo-import os", "\u202e", "\u0430", "\ud800"),
    *("import os", "__import__('os')", "class", "None", "a.b", "../x", ":", ";", "()", "x"),
    *("<p>", "</p>", "<a>", '<a href="', "<code>", "<li>", "<![x[", "<!--", "&quot;", "&#10;"),
    *("* ", "``", "`", "- ", "Args:", ". ", " "),
]
HOSTILE = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=5), max_size=8).map("".join)
SLOTS = 34


def model_of(strings: tuple[str, ...]) -> Model:
    """Return a model with these strings wherever a model has a string that is not a name."""
    text: Iterator[str] = iter(strings)

    def documented(shape: str, **traits: Any) -> Json:
        return {"shape": shape, "documentation": next(text), **traits}

    send = operation(
        "Send",
        input={"shape": "Input"},
        output={"shape": "Output"},
        errors=[{"shape": "OddException"}],
        documentation=next(text),
        http={"method": "POST", "requestUri": f"/{next(text)}/{{id}}/{next(text)}"},
    )
    shapes = {
        "Input": structure(
            {
                "a": documented("Kind", locationName=next(text)),
                "id": documented("Short", location="uri"),
                "class": documented("Strings", sensitive=True),
                "map": documented("Map", deprecatedMessage=next(text)),
                "query": documented("Short", location="querystring", locationName=next(text)),
                "token": {"shape": "Short", "location": "header", "idempotencyToken": True},
            },
            documentation=next(text),
            required=["a"],
        ),
        "Output": structure({"a": documented("Kind", locationName=next(text)), "map": "Map"}),
        "OddException": structure(
            {"error": documented("Kind", enum=[next(text)])},
            error={"code": next(text), "httpStatusCode": 400},
            documentation=next(text),
            exception=True,
        ),
        "Kind": {"type": "string", "enum": [next(text), next(text)], "pattern": next(text)},
        "Short": {"type": "string", "min": 1, "max": 9, "pattern": next(text)},
        "Map": {"type": "map", "key": documented("Kind"), "value": {"shape": "Double"}},
    }
    model = {**service([send], shapes), "documentation": next(text)}
    for name in ("apiVersion", "endpointPrefix", "serviceFullName", "serviceId", "signingName"):
        model["metadata"][name] = next(text)
    shown = {
        "title": next(text),
        "description": next(text),
        "input": {"a": next(text), "map": {next(text): 1.5}},
    }
    source = f"{next(text)}/2020-01-01/service-2.json"
    return Model(source, "service-2.json", model, "examples-1.json", {"Send": [shown]})


def emitted(model: Model) -> dict[str, str]:
    return render_package(build_package(read_service(model), "package", "python -m codegen"))


def skeleton(source: str) -> str:
    """Return the syntax tree without what strings and docstrings say."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.dump(tree)


@cache
def harmless_skeletons() -> dict[str, str]:
    files = emitted(model_of(tuple(f"word{number}" for number in range(SLOTS))))
    return {name: skeleton(text) for name, text in files.items() if name.endswith(".py")}


@settings(max_examples=examples(100))
@given(st.tuples(*[HOSTILE] * SLOTS))
@example(('"""\nimport os\n"""',) * SLOTS)
@example(("\\",) * SLOTS)
@example(("coding: utf-7",) * SLOTS)
@example(('x"""',) * SLOTS)
@example(('""""""""',) * SLOTS)
def test_strings_change_nothing_but_constants_and_docstrings(strings: tuple[str, ...]) -> None:
    try:
        files = emitted(model_of(strings))
    except ModelError:
        event("refused")
        return
    for name, text in files.items():
        assert text.isascii()
        if name.endswith(".py"):
            assert all(" " <= character <= "~" or character == "\n" for character in text)
            assert tokenize.detect_encoding(io.BytesIO(text.encode()).readline)[0] == "utf-8"
            compile(text, name, "exec")
            assert skeleton(text) == harmless_skeletons()[name]
    json.loads(files["schemas.json"])


def test_every_slot_of_the_hostile_model_is_used() -> None:
    with pytest.raises(StopIteration):
        model_of(("",) * (SLOTS - 1))
    model_of(("",) * SLOTS)


@pytest.mark.parametrize(
    "payload",
    [
        '"""\nTOUCH\n"""',
        "'''\nTOUCH\n'''",
        '\\"""\nTOUCH\n"""',
        '"\nTOUCH\n"',
        '"); TOUCH #',
        "\nTOUCH",
        "\r\nTOUCH",
        "\x0c\nTOUCH",
        "{{ cycler.__init__.__globals__.os.mkdir('MARKER') }}",
        "{% set x = cycler.__init__.__globals__.os.mkdir('MARKER') %}",
        "{0.__class__}{item}%s",
        "+ACIAIgAi-\nTOUCH\n+ACIAIgAi-",
    ],
)
@pytest.mark.parametrize("folder", ["plain", "coding: utf-7", "a\nTOUCH\nb", "# -*- coding=utf_7"])
def test_importing_the_package_of_a_hostile_model_does_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, payload: str, folder: str
) -> None:
    marker = tmp_path / "marker"
    touch = "__import__('os').mkdir('marker')"
    strings = (payload.replace("TOUCH", touch).replace("MARKER", "marker"),) * SLOTS
    model = model_of(strings)
    model.service["metadata"] |= {"endpointPrefix": "example", "apiVersion": "2020-01-01"}
    model.service["operations"]["Send"]["http"]["requestUri"] = "/{id}"
    home = tmp_path / folder.replace("TOUCH", touch) / "2020-01-01"
    home.mkdir(parents=True)
    (home / "service-2.json").write_text(json.dumps(model.service), encoding="utf-8")
    shown = {"id": "a", "comments": {}, **model.examples["Send"][0]}
    examples = {"version": "1.0", "examples": {"Send": [shown]}}
    (home / "examples-1.json").write_text(json.dumps(examples), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    assert main(["package", str(home), "--name", "hostile", "--out", "."]) == 0
    try:
        package = importlib.import_module("hostile")
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"hostile.{module.name}")
        assert list(package.errors.ERRORS) == [strings[0]]
    finally:
        for name in [name for name in sys.modules if name.partition(".")[0] == "hostile"]:
            del sys.modules[name]
    assert not marker.exists()


@pytest.mark.parametrize(
    "uri", ["", "x", "/a b", "/a\r\nHost: evil", "/a\x00", "/\u202e", "/a#b", "/caf\u00e9", "/a\n"]
)
def test_a_path_that_would_be_more_than_a_path_is_refused(
    problems: Callable[..., list[str]], uri: str
) -> None:
    model = taking(())
    model["operations"]["Send"]["http"]["requestUri"] = uri
    (problem,) = problems(model)
    assert problem.startswith("service-2.json: $.operations.Send.http.requestUri: ")


def test_a_path_may_hold_quotes_and_backslashes(emit: Callable[..., Any]) -> None:
    model = taking(())
    uri = "/\"'\\\"\"\";import%20os;'''[]|^`<>"
    model["operations"]["Send"]["http"]["requestUri"] = uri
    assert emit(model).operations.SEND.target == uri
