"""The models of an installed botocore, found without importing it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path

from codegen.load.model_files import find

# `botocore:lambda` names a model by its folder in botocore's data.
PREFIX = "botocore:"


class MissingError(Exception):
    """There is no botocore, or it has no such service; the text says what to do."""


def newest_model(service: str) -> Path:
    """Return the folder with the newest model of a service.

    Args:
        service: as boto3 names it, such as ``lambda``.

    Raises:
        MissingError: botocore is not installed, or does not have the service.
    """
    models = _models(service)
    if not models:
        raise MissingError(f"botocore has no service {service!r}: {_others(service)}")
    return max(models, key=lambda folder: folder.name)


def _models(service: str) -> list[Path]:
    # A name is not a path.
    if service not in _services():
        return []
    folders = (_data() / service).iterdir()
    return [folder for folder in folders if find(folder, "service-2.json")]


def _services() -> Iterable[str]:
    return sorted(folder.name for folder in _data().iterdir() if folder.is_dir())


def _data() -> Path:
    spec = find_spec("botocore")
    if spec is None or spec.origin is None:
        raise MissingError("botocore is not installed here: pip install botocore")
    return Path(spec.origin).parent / "data"


def _others(service: str) -> str:
    services = list(_services())
    near = [name for name in services if service and service in name]
    near += get_close_matches(service, services)
    listed = ", ".join(dict.fromkeys(near[:10]))
    return f"did you mean {listed}?" if listed else f"see the folders in {_data()}"
