"""The files under test, and botocore's models to compare them with."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.corpus import BOTOCORE

MODEL = Path(__file__).parents[2] / "model"
SSO = MODEL / "sso" / "2019-06-10"
SSO_OIDC = MODEL / "sso-oidc" / "2019-06-10"
FOLDERS = (SSO, SSO_OIDC)
EACH_MODEL = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)


def read(path: Path) -> Any:
    """The JSON of a file, which may be compressed."""
    raw = path.read_bytes()
    return json.loads(gzip.decompress(raw) if path.suffix == ".gz" else raw)


def ours(name: str, folder: Path = SSO_OIDC) -> Any:
    return read(folder / name)


def upstream(folder: Path) -> Any:
    """What botocore has in place of the model in a folder of ours."""
    return read(BOTOCORE / folder.relative_to(MODEL) / "service-2.json.gz")


def problems(schema: str, document: object) -> list[str]:
    """What a schema of `model/` has against a document, as `JSON path: message`."""
    errors = Draft202012Validator(read(MODEL / schema)).iter_errors(document)
    return [f"{error.json_path}: {error.message}" for error in errors]


def documented(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Each documentation string of a model, with the dotted path of what it describes."""
    for key, value in node.items():
        if key == "documentation" and isinstance(value, str):
            yield path, value
        elif isinstance(value, dict):
            yield from documented(value, f"{path}.{key}".lstrip("."))
