"""Stage one: read the files of a model and validate them against the schemas."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from codegen.load.extras import with_extras
from codegen.load.json_file import UnreadableError, read_json
from codegen.load.problems import ModelError, OtherProtocolError, Problem, path_of, refuse

MODEL_FOLDER = Path(__file__).resolve().parents[2] / "model"
SERVICE = "service-2.json"

# How many folders a message names.
_SHOWN_FOLDERS = 5

_HABITS = "habits-1"
_PROTOCOL = "$.metadata.protocol"
_NO_LETTER = re.compile("[^a-z0-9]+")

# jsonschema's messages hold the values that they are about.
_SHOWN_MESSAGE = 300

# Each takes jsonschema some 0.2 ms to find.
_MOST_ERRORS = 1000


@dataclass(frozen=True)
class Model:
    """A validated model.

    Args:
        source: where it came from, for the headers of what is emitted.
        file: the name of the service file, for messages.
        service: the content of `service-2.json`.
        examples_file: the name of the examples' file, for messages.
        examples: the examples by operation, from `examples-1.json`.
        guide_file: the name of the guide's file, for messages.
        guide: the content of `guide-1.json`, or nothing.
        sha256: of the service file, for whoever wants to know what was read.
        paginators_file: the name of the paginators' file, for messages.
        paginators: how operations are paginated, by operation, from `paginators-1.json`.
        waiters_file: the name of the waiters' file, for messages.
        waiters: what can be waited for, by name, from `waiters-2.json`.
        habits_file: the name of the file of habits, for messages; empty if it is one of ours.
        habits: the content of `habits-1.json`, or of the file of ours for the service, or nothing.
    """

    source: str
    file: str
    service: dict[str, Any]
    examples_file: str
    examples: dict[str, list[dict[str, Any]]]
    guide_file: str = "guide-1.json"
    guide: dict[str, Any] = field(default_factory=dict)
    sha256: str = ""
    paginators_file: str = "paginators-1.json"
    paginators: dict[str, dict[str, Any]] = field(default_factory=dict)
    waiters_file: str = "waiters-2.json"
    waiters: dict[str, dict[str, Any]] = field(default_factory=dict)
    habits_file: str = ""
    habits: dict[str, Any] = field(default_factory=dict)


def load_model(folder: Path, beside: list[Problem] | None = None) -> Model:
    """Return the model in `folder`.

    Args:
        folder: has a `service-2.json`; `paginators-1.json`, `waiters-2.json`, `examples-1.json`
            `guide-1.json` and `habits-1.json` may stand beside it. Each may be compressed
            (`.json.gz`), and have additions, such as `paginators-1.sdk-extras.json`.
        beside: takes what is wrong with those beside it, which then count as absent: the service
            can be looked at all the same. Without it, that is raised as well.

    Raises:
        ModelError: a file is missing, unreadable, no JSON, or not valid.
    """
    service_file = find(folder, SERVICE)
    if service_file is None:
        raise ModelError([_missing(folder / SERVICE)])
    problems: list[Problem] = []
    service = load_file(service_file, "service-2.schema.json", problems)
    # Of another protocol nearly everything is different: that alone says it.
    other = [problem for problem in problems if problem.path == _PROTOCOL]
    if other:
        raise OtherProtocolError(other)
    examples_file, examples = _beside(folder, "examples-1", problems)
    guide_file, guide = _beside(folder, "guide-1", problems)
    paginators_file, paginators = _beside(folder, "paginators-1", problems)
    waiters_file, waiters = _beside(folder, "waiters-2", problems)
    habits_file, habits = _habits(folder, service, problems)
    if beside is None or not service:
        refuse(problems)
    else:
        beside += problems
    return Model(
        source="/".join((*folder.resolve().parts[-2:], SERVICE)),
        file=str(service_file),
        service=service,
        examples_file=examples_file,
        examples=examples.get("examples", {}),
        guide_file=guide_file,
        guide=guide,
        sha256=hashlib.sha256(service_file.read_bytes()).hexdigest(),
        paginators_file=paginators_file,
        paginators=paginators.get("pagination", {}),
        waiters_file=waiters_file,
        waiters=waiters.get("waiters", {}),
        habits_file=habits_file,
        habits=habits,
    )


def model_folder(path: Path, name: str = SERVICE) -> Path:
    """Return the folder of a model: `path`, or the one version that is in it.

    Args:
        path: what somebody named.
        name: the file that the folder must have.

    Raises:
        ModelError: there is no such folder, or it has no such file, or several versions have one.
    """
    if find(path, name):
        return path
    if not path.is_dir():
        what = "is a file: name the folder that it is in" if path.exists() else "no such folder"
        raise ModelError([Problem(str(path), "", what)])
    versions = _folders_with(path, "*", name)
    if len(versions) == 1:
        return versions[0]
    raise ModelError([_missing(path / name, versions or _folders_with(path, "*/*", name))])


def load_packages(model_folder: Path = MODEL_FOLDER) -> dict[str, Path]:
    """Return the packages that `python -m codegen` emits: name to model folder.

    Raises:
        ModelError: `packages.json` cannot be read or is not valid.
    """
    problems: list[Problem] = []
    packages = load_file(model_folder / "packages.json", "packages.schema.json", problems)
    refuse(problems)
    return {name: model_folder / folder for name, folder in packages.items()}


def _beside(folder: Path, kind: str, problems: list[Problem]) -> tuple[str, dict[str, Any]]:
    """Return name and content of a file that a model need not have."""
    file = find(folder, f"{kind}.json")
    if file is None:
        return str(folder / f"{kind}.json"), {}
    return str(file), load_file(file, f"{kind}.schema.json", problems)


def _folders_with(path: Path, pattern: str, name: str) -> list[Path]:
    return [each for each in sorted(path.glob(pattern)) if find(each, name)]


def _missing(file: Path, others: Sequence[Path] = ()) -> Problem:
    """Return the problem of a file that is not there; `others` are folders that have one."""
    what = "no such file, nor one with .gz"
    if others:
        named = [str(each) for each in others[:_SHOWN_FOLDERS]]
        more = len(others) - len(named)
        what += f"; name one of {', '.join(named)}" + (f" and {more} more" if more else "")
    return Problem(str(file), "", what)


def _habits(
    folder: Path, service: Mapping[str, Any], problems: list[Problem]
) -> tuple[str, dict[str, Any]]:
    """Return name and content of the habits beside a model, or of those that we know of it."""
    if find(folder, f"{_HABITS}.json"):
        return _beside(folder, _HABITS, problems)
    name = _NO_LETTER.sub("-", service.get("metadata", {}).get("serviceId", "").lower())
    ours = find(MODEL_FOLDER / "habits", f"{name}.json")
    return "", load_file(ours, f"{_HABITS}.schema.json", problems) if ours else {}


def find(folder: Path, name: str) -> Path | None:
    """Return the file of that name in `folder`, or the compressed one."""
    candidates = (folder / name, folder / f"{name}.gz")
    return next((path for path in candidates if path.exists()), None)


def load_file(path: Path, schema: str, problems: list[Problem]) -> dict[str, Any]:
    """Return the content of a file; if anything is wrong, nothing, and `problems` has more."""
    try:
        value, found = read_json(path)
        value = with_extras(path, value, found)
        errors = _errors(schema, value)
    except UnreadableError as error:
        problems.append(Problem(str(path), "", str(error)))
        return {}
    found += [
        Problem(str(path), path_of(*error.absolute_path), _shorten(_message(error)))
        for error in errors
    ]
    if len(errors) > _MOST_ERRORS:
        found[-1] = Problem(
            str(path), "", f"more than {_MOST_ERRORS} things are wrong: these are some"
        )
    problems += sorted(found)
    return {} if found else value


def _errors(schema: str, value: object) -> list[ValidationError]:
    try:
        return list(islice(_validator(schema).iter_errors(value), _MOST_ERRORS + 1))
    except RecursionError as error:
        raise UnreadableError("is nested too deeply") from error


@cache
def _validator(schema: str) -> Draft202012Validator:
    content = json.loads((MODEL_FOLDER / schema).read_text(encoding="utf-8"))
    return Draft202012Validator(content)


def _message(error: ValidationError) -> str:
    """Return jsonschema's message, and what was found where that does not say it."""
    if error.validator == "const":
        return f"{error.message}, got {error.instance!r}"
    return error.message


def _shorten(message: str) -> str:
    return message if len(message) <= _SHOWN_MESSAGE else message[:_SHOWN_MESSAGE] + "..."
