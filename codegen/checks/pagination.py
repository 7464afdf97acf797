"""How operations are paginated: what `paginators-1.json` says, held against its model."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.load.problems import Problem, path_of
from codegen.model.operations import Operation
from codegen.model.pagination import Pagination, shape_at
from codegen.model.service import Service


def pagination_problems(service: Service) -> Iterator[Problem]:
    """Yield what paginators name and the model does not have, or has as something else."""
    file = service.sources.paginators
    functions = {operation.function: name for name, operation in service.operations.items()}
    for name, pagination in service.paginators.items():
        path = path_of("pagination", name)
        if name not in service.operations:
            yield Problem(file, path, f"there is no operation {name!r}")
            continue
        operation = service.operations[name]
        for kind in ("pages", "items"):
            function = operation.page_function(kind)
            if function in functions:
                both = f"its {kind} and {functions[function]!r} would both be the function"
                yield Problem(file, path, f"{both} `{function}` in Python")
        for key, place, role, allowed in _claims(pagination):
            what = _problem(operation, place, role, allowed)
            if what:
                yield Problem(file, path_of("pagination", name, *key), what)


def _claims(
    pagination: Pagination,
) -> Iterator[tuple[tuple[str | int, ...], str, str, tuple[str, ...]]]:
    """Yield what is said to be in an input or output: where, its path, which, and what it is."""
    yield ("input_token",), pagination.input_token, "input", ("string",)
    yield ("output_token",), pagination.output_token, "output", ("string",)
    if pagination.limit_key:
        yield ("limit_key",), pagination.limit_key, "input", ("integer", "long", "string")
    for index, place in enumerate(pagination.result_keys):
        key = ("result_key",) if pagination.is_single else ("result_key", index)
        yield key, place, "output", ("list", "map", "string")
    for index, place in enumerate(pagination.non_aggregate_keys):
        yield ("non_aggregate_keys", index), place, "output", ()


def _problem(operation: Operation, place: str, role: str, allowed: tuple[str, ...]) -> str | None:
    shape = shape_at(operation.input if role == "input" else operation.output, place)
    if shape is None:
        return f"the {role} of {operation.key!r} has no member {place!r}"
    kind = shape.type.name
    if allowed and kind not in allowed:
        return f"{place!r} is a {kind}: expected {' or '.join(allowed)}"
    return None
