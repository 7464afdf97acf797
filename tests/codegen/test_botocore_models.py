"""AWS's own models: each is emitted, or refused with the places; none makes the generator fail."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest

from codegen.load.model_files import Model, find, load_model
from codegen.load.problems import ModelError
from codegen.model.reader import read_service
from codegen.package.package import build_package
from codegen.render import render_package
from tests.codegen.models import Json
from tests.corpus import BOTOCORE, EACH_MODEL_OF_AWS

# What nothing refused so far stands in; others may be emitted too.
EMITTED = {"sso", "sso-oidc"}

# What is refused so far, by place.
_SHAPE = {"event", "eventstream"}
_MEMBER = {"eventpayload"}


def emit(folder: Path) -> dict[str, str]:
    return compiled(load_model(folder))


def compiled(model: Model) -> dict[str, str]:
    files = render_package(build_package(read_service(model), "package", "python -m codegen"))
    for name, text in files.items():
        if name.endswith(".py"):
            compile(text, name, "exec")
    return files


# The one test that validates whole models of AWS against the schema: a large one takes seconds.
@EACH_MODEL_OF_AWS
def test_a_rest_json_model_is_valid_and_emitted_or_refused_with_the_places(folder: Path) -> None:
    model = load_model(folder)
    try:
        compiled(model)
    except ModelError as error:
        assert folder.parent.name not in EMITTED
        for problem in error.problems:
            assert problem.file.startswith(str(folder))
            assert problem.path.startswith("$.")
            assert problem.what
            assert "paginators-1" not in Path(problem.file).name  # of these, all fit


def without_what_comes_later(model: Json) -> Json:
    """Return a model without the traits that are refused so far."""
    for shape in model["shapes"].values():
        _drop(shape, _SHAPE)
        for reference in shape.get("members", {}).values():
            _drop(reference, _MEMBER)
    return model


def _drop(traits: Json, names: set[str]) -> None:
    for name in names & traits.keys():
        del traits[name]


@pytest.mark.parametrize(
    "service",
    [
        "amplifyuibuilder",  # members named as keywords
        "bedrock-agent-runtime",  # errors as parts of results
        "cleanrooms",  # a member named `list`, beside lists
        "cloudsearchdomain",  # an argument named `return`
        "glacier",  # errors with a member named `type`
        "lambda",  # an operation named `Invoke`
        "location",  # the most nested lists
    ],
)
def test_aws_shapes_are_emitted_where_no_trait_of_later_stands(
    tmp_path: Path, service: str
) -> None:
    file = sorted(BOTOCORE.glob(f"{service}/*/service-2.json.gz"))[-1]
    model = without_what_comes_later(json.loads(gzip.decompress(file.read_bytes())))
    (tmp_path / "service-2.json").write_text(json.dumps(model), encoding="utf-8")
    paginators = find(file.parent, "paginators-1.json")
    if paginators is not None:
        shutil.copy(paginators, tmp_path)
    files = emit(tmp_path)
    assert all(text.isascii() for text in files.values())
    assert files["operations.py"].count("\ndef ") == len(model["operations"])
    paginated = load_model(tmp_path).paginators
    assert files.get("paginators.py", "").count(" = Pagination(\n") == len(paginated)
