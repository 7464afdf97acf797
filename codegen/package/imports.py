"""Imports: what the modules of a package import only where they use it."""

from __future__ import annotations

from collections.abc import Iterable

from codegen import ir, ir_shapes


def imports(
    operations: tuple[ir.Operation, ...],
    structure_parsers: tuple[ir_shapes.StructureParser, ...],
    elements_parsers: tuple[ir_shapes.ElementsParser, ...],
    errors: tuple[ir.ErrorClass, ...],
    validators: tuple[ir_shapes.StructureValidator, ...],
    bindings: tuple[ir_shapes.Binding, ...],
) -> ir.Imports:
    """Return what the finished strings of a package refer to."""
    functions = [each for operation in operations for each in _functions(operation)]
    annotations = [
        *(operation.returns for operation in operations),
        *(each.annotation for operation in operations for each in operation.arguments),
    ]
    limits = [
        limit.wrong
        for validator in validators
        for member in validator.members
        for limit in member.check.limits
    ]
    texts = [member.expression for binding in bindings for member in binding.members]
    properties = [each.annotation for error in errors for each in error.properties]
    return ir.Imports(
        operations=tuple(
            module for module in ("codecs", "validators") if _uses(functions, f"{module}.")
        ),
        operations_use_restjson=_uses(annotations, "restjson."),
        operations_use_shapes=_uses(annotations, "shapes."),
        validators_from_bindings=tuple(
            name for name in ("is_header_text", "is_query_text") if _uses(limits, name)
        ),
        codecs_from_bindings=("header_text",) if _uses(texts, "header_text") else (),
        parsers_use_mismatch=bool(
            elements_parsers or any(parser.members for parser in structure_parsers)
        ),
        errors_use_shapes=_uses(properties, "shapes."),
    )


def _functions(operation: ir.Operation) -> tuple[str, ...]:
    return (
        operation.validator,
        operation.serializer,
        operation.query,
        operation.headers,
        operation.parser,
    )


def _uses(expressions: Iterable[str], prefix: str) -> bool:
    return any(prefix in expression for expression in expressions)
