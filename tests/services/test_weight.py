"""Packages and pages of the largest services stay light."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import restjson
from codegen.load.model_files import load_model
from codegen.model.reader import read_service
from codegen.pages.python.book import build_python_pages
from codegen.pages.r.book import build_r_pages
from codegen.render.docs import render_docs
from tests.services.service import Emitted

pytestmark = pytest.mark.services

MB = 1_000_000
RUNTIME = str(Path(restjson.__file__).parents[1])


def test_no_file_of_a_package_is_large(emitted: Emitted) -> None:
    folder = emitted.out / emitted.name
    large = [path.name for path in folder.iterdir() if path.stat().st_size > 3 * MB]
    assert not large


@pytest.mark.parametrize("build", [build_python_pages, build_r_pages], ids=["python", "r"])
def test_no_page_is_large_nor_the_search_index(emitted: Emitted, build: object) -> None:
    assert callable(build)
    pages = build(read_service(load_model(emitted.folder)), "service")
    sizes = {name: len(text) for name, text in render_docs({"service": pages}, "").items()}
    assert sizes.pop("html/search-index.js") < MB
    assert max(sizes.values()) < MB / 2, max(sizes, key=lambda name: sizes[name])


def test_a_client_is_made_without_its_operations(emitted: Emitted) -> None:
    """However many there are: what is loaded is the client's module, and what it stands on."""
    program = (
        f"import sys, json, {emitted.name}; {emitted.name}.Client('us-east-1')\n"
        f"print(json.dumps([each for each in sys.modules if each.startswith({emitted.name!r})]))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(emitted.out), RUNTIME])}
    command = [sys.executable, "-c", program]
    said = subprocess.run(command, check=True, capture_output=True, env=environment).stdout
    assert set(json.loads(said)) == {emitted.name, f"{emitted.name}.client"}
