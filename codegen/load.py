"""Stage one: read the files of a model and validate them against the schemas."""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from codegen.problems import ModelError, Problem, path_of

MODEL_FOLDER = Path(__file__).resolve().parents[1] / "model"

# Far above AWS's largest model (4 MB); a compressed file must not unpack without end.
_LARGEST_FILE = 64 * 1024 * 1024

_SHOWN_MESSAGE = 300


@dataclass(frozen=True)
class Model:
    """A validated model.

    Args:
        source: where it came from, for the headers of what is emitted.
        file: the name of the service file, for messages.
        service: the content of `service-2.json`.
        examples: the examples by operation, from `examples-1.json`.
    """

    source: str
    file: str
    service: dict[str, Any]
    examples: dict[str, list[dict[str, Any]]]


def load_model(folder: Path) -> Model:
    """Return the model in `folder`.

    Args:
        folder: has a `service-2.json`; `examples-1.json` may stand beside it. Each may be
            compressed (`.json.gz`).

    Raises:
        ModelError: a file is missing, unreadable, no JSON, or not valid.
    """
    service_file = _find(folder, "service-2.json")
    if service_file is None:
        missing = folder / "service-2.json"
        raise ModelError([Problem(str(missing), "$", "no such file, nor one with .gz")])
    problems: list[Problem] = []
    service = _load(service_file, "service-2.schema.json", problems)
    examples_file = _find(folder, "examples-1.json")
    examples = {}
    if examples_file is not None:
        examples = _load(examples_file, "examples-1.schema.json", problems).get("examples", {})
    if problems:
        raise ModelError(problems)
    source = "/".join((*folder.resolve().parts[-2:], "service-2.json"))
    return Model(source, str(service_file), service, examples)


def load_packages(model_folder: Path = MODEL_FOLDER) -> dict[str, Path]:
    """Return the packages that `python -m codegen` emits: name to model folder.

    Raises:
        ModelError: `packages.json` cannot be read or is not valid.
    """
    problems: list[Problem] = []
    packages = _load(model_folder / "packages.json", "packages.schema.json", problems)
    if problems:
        raise ModelError(problems)
    return {name: model_folder / folder for name, folder in packages.items()}


def _find(folder: Path, name: str) -> Path | None:
    candidates = (folder / name, folder / f"{name}.gz")
    return next((path for path in candidates if path.exists()), None)


def _load(path: Path, schema: str, problems: list[Problem]) -> dict[str, Any]:
    """Return the content of a file, or nothing and problems."""
    try:
        value = _parse(_read(path))
    except _Unreadable as error:
        problems.append(Problem(str(path), "$", str(error)))
        return {}
    found = [
        Problem(str(path), path_of(*error.absolute_path), _shorten(error.message))
        for error in _validator(schema).iter_errors(value)
    ]
    problems.extend(sorted(found))
    return value if isinstance(value, dict) and not found else {}


class _Unreadable(Exception):
    pass


def _read(path: Path) -> str:
    try:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rb") as file:
            content = file.read(_LARGEST_FILE + 1)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise _Unreadable(f"cannot be read: {reason}") from error
    if len(content) > _LARGEST_FILE:
        raise _Unreadable(f"is larger than {_LARGEST_FILE} bytes")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _Unreadable(f"is not UTF-8: byte {error.start}") from error


def _parse(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_no_duplicates, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise _Unreadable(
            f"is not JSON: line {error.lineno}, column {error.colno}: {error.msg}"
        ) from error
    except RecursionError as error:
        raise _Unreadable("is not JSON that can be read: it is nested too deeply") from error
    except ValueError as error:
        raise _Unreadable(f"is not JSON that can be read: {_shorten(str(error))}") from error


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Unreadable(f"has the name {twice!r} twice in one object")
    return result


def _no_constant(name: str) -> object:
    raise _Unreadable(f"is not JSON: {name} is not a JSON number")


@cache
def _validator(schema: str) -> Draft202012Validator:
    content = json.loads((MODEL_FOLDER / schema).read_text(encoding="utf-8"))
    return Draft202012Validator(content)


def _shorten(message: str) -> str:
    return message if len(message) <= _SHOWN_MESSAGE else message[:_SHOWN_MESSAGE] + "..."
