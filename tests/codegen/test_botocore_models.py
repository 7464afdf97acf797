"""AWS's own models: each is emitted, or refused with the places; none makes the generator fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.load.model_files import Model, load_model
from codegen.load.problems import ModelError
from codegen.model.reader import read_service
from codegen.package.package import build_package
from codegen.render import render_package
from tests.corpus import BOTOCORE, EACH_MODEL_OF_AWS, FEW

# What nothing refused so far stands in; others may be emitted too.
EMITTED = {"sso", "sso-oidc"}


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


@pytest.mark.parametrize(
    "service",
    [
        pytest.param(service, marks=[] if service in FEW else pytest.mark.corpus)
        for service in (
            "amplifyuibuilder",  # members named as keywords
            "bedrock-agent-runtime",  # errors as parts of results
            "cleanrooms",  # a member named `list`, beside lists
            "cloudsearchdomain",  # an argument named `return`
            "glacier",  # errors with a member named `type`
            "lambda",  # an operation named `Invoke`
            "location",  # the most nested lists
        )
    ],
)
def test_aws_models_are_emitted_whole(service: str) -> None:
    folder = sorted(BOTOCORE.glob(f"{service}/*/service-2.json.gz"))[-1].parent
    model = load_model(folder)
    files = emit(folder)
    assert all(text.isascii() for text in files.values())
    assert files["operations.py"].count("\ndef ") == len(model.service["operations"])
    assert files.get("paginators.py", "").count(" = Pagination(\n") == len(model.paginators)
