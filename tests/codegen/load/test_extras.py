"""What botocore adds to a file of a model is merged into it, before it is validated."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from botocore.loaders import Loader

from codegen.load.model_files import load_model
from codegen.load.problems import ModelError
from tests.codegen.models import Json, taking
from tests.corpus import BOTOCORE

PAGE: Json = {"input_token": "text", "output_token": "text", "result_key": "text"}


def add(folder: Path, kind: str, added: Any) -> Path:
    file = folder / f"{kind}.sdk-extras.json"
    file.write_text(json.dumps(added), encoding="utf-8")
    return file


def test_what_is_there_is_changed_and_what_is_not_is_added(
    write_model: Callable[..., Path],
) -> None:
    folder = write_model(taking(["text"]), paginators={"Send": PAGE})
    merge = {"pagination": {"Send": {"limit_key": "text", "result_key": "items"}, "Get": PAGE}}
    add(folder, "paginators-1", {"version": 1.0, "merge": merge})
    assert load_model(folder).paginators == {
        "Send": {**PAGE, "limit_key": "text", "result_key": "items"},
        "Get": PAGE,
    }


@pytest.mark.parametrize("added", [[], {}, {"merge": []}, {"merge": None}, 1])
def test_additions_that_are_none_are_refused(write_model: Callable[..., Path], added: Any) -> None:
    folder = write_model(taking(["text"]))
    file = add(folder, "service-2", added)
    with pytest.raises(ModelError) as refused:
        load_model(folder)
    assert str(refused.value) == f"{file}: $.merge: is not an object"


def test_what_comes_of_additions_is_validated(write_model: Callable[..., Path]) -> None:
    folder = write_model(taking(["text"]))
    add(folder, "service-2", {"merge": {"metadata": {"serviceId": 1}}})
    with pytest.raises(ModelError, match=r"\$.metadata.serviceId: 1 is not of type 'string'"):
        load_model(folder)


def test_additions_that_are_no_json_are_refused(write_model: Callable[..., Path]) -> None:
    folder = write_model(taking(["text"]))
    (folder / "service-2.sdk-extras.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match=r"service-2.sdk-extras.json: is not JSON"):
        load_model(folder)


def test_paginators_of_aws_are_those_of_botocore() -> None:
    (folder,) = (BOTOCORE / "mediaconvert").iterdir()
    assert list(folder.glob("paginators-1.sdk-extras.json"))
    theirs = Loader().load_service_model("mediaconvert", "paginators-1")["pagination"]
    assert load_model(folder).paginators == theirs
