"""Types of shapes: what a value of each is in Python, in JSON, on pages and in R.

A row a type. What is emitted for a scalar is in its `code`; a type without one is known to pages,
and refused by packages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ScalarCode:
    """What emitted code does with a scalar; expressions stand on `item`.

    Args:
        is_right: the condition under which a value is of the type.
        is_wrong: its opposite.
        read: the lenient reading of a JSON value, with a place for it; empty to take it as it is.
        write: the JSON value.
        text: the text in a query or a header, with a place for the value.
        schema: what JSON Schema says of it.
    """

    is_right: str
    is_wrong: str
    read: str
    write: str
    text: str
    schema: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TypeInfo:
    """A type of shapes.

    Args:
        name: as models have it.
        python: the Python type of a value; of a structure, that of its TypedDict.
        json: what a value can be in JSON.
        placeholder: what stands for a value on pages that speak Python.
        r: what stands for a value on pages that speak R.
        code: what is emitted for a scalar.
        unit: what the length of a value counts; a number has none.
        least: the condition under which a value is below its least, with places for both; empty
            where that is left to the service.
        bounds: what JSON Schema calls the least and the most.
    """

    name: str
    python: str
    json: tuple[type, ...]
    placeholder: str = ""
    r: str = ""
    code: ScalarCode | None = None
    unit: str = ""
    least: str = ""
    bounds: tuple[str, ...] = ()

    @property
    def is_emitted(self) -> bool:
        """Whether packages can have values of the type."""
        return self.code is not None or self.name in _AGGREGATES


_AGGREGATES = frozenset({"list", "map", "structure"})

# What servers write in place of numbers and booleans is read as such. To Python, bool is a
# subclass of int, but true is no number on the wire.
_BOOLEAN = ScalarCode(
    is_right="isinstance(item, bool)",
    is_wrong="not isinstance(item, bool)",
    read="json_to_bool({})",
    write="item",
    text='"true" if {} else "false"',
    schema={"type": "boolean"},
)
_FLOAT = ScalarCode(
    is_right="isinstance(item, (int, float)) and not isinstance(item, bool)",
    is_wrong="not isinstance(item, (int, float)) or isinstance(item, bool)",
    read="json_to_float({})",
    write="float_to_json(item)",
    text="str(float_to_json({}))",
    # JSON has no number for these; AWS writes them as strings.
    schema={"anyOf": [{"type": "number"}, {"enum": ["NaN", "Infinity", "-Infinity"]}]},
)
_INTEGER = ScalarCode(
    is_right="isinstance(item, int) and not isinstance(item, bool)",
    is_wrong="not isinstance(item, int) or isinstance(item, bool)",
    read="json_to_int({})",
    write="item",
    text='format({}, "d")',
    schema={"type": "integer"},
)
_STRING = ScalarCode(
    is_right="isinstance(item, str)",
    is_wrong="not isinstance(item, str)",
    read="",
    write="item",
    text="{}",
    schema={"type": "string"},
)


def _number(
    name: str, python: str, json: tuple[type, ...], shown: str, code: ScalarCode
) -> TypeInfo:
    least, bounds = "{} < {}", ("minimum", "maximum")
    return TypeInfo(name, python, json, shown, shown, code, least=least, bounds=bounds)


_ROWS = (
    TypeInfo("blob", "bytes", (str,), 'b"bytes"', "raw", unit="byte"),
    TypeInfo("boolean", "bool", (bool,), "True | False", "TRUE|FALSE", _BOOLEAN),
    _number("double", "float", (int, float), "123.0", _FLOAT),
    _number("float", "float", (int, float), "123.0", _FLOAT),
    _number("integer", "int", (int,), "123", _INTEGER),
    _number("long", "int", (int,), "123", _INTEGER),
    TypeInfo(
        "string",
        "str",
        (str,),
        '"string"',
        '"string"',
        _STRING,
        unit="character",
        least="len({}) < {}",
        bounds=("minLength", "maxLength"),
    ),
    TypeInfo(
        "timestamp",
        "datetime",
        (str, int, float),
        "datetime(2015, 1, 1)",
        'as.POSIXct("2015-01-01")',
    ),
    TypeInfo(
        "list",
        "list",
        (list,),
        unit="item",
        least="len({}) < {}",
        bounds=("minItems", "maxItems"),
    ),
    TypeInfo("map", "dict", (dict,), unit="entry", bounds=("minProperties", "maxProperties")),
    TypeInfo("structure", "dict", (dict,)),
)

TYPES = {row.name: row for row in _ROWS}
