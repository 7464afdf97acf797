"""Validators: a function for each structure, list and map that requests are made of."""

from __future__ import annotations

from dataclasses import dataclass

from codegen.model.guide import Case
from codegen.model.service import Service
from codegen.model.shapes import Member, Shape
from codegen.package.bindings import place_limits
from codegen.package.elements import Elements, elements
from codegen.package.limits import Limit, limits
from codegen.package.module import Code, Module, Part
from codegen.package.parts import module_of


@dataclass(frozen=True)
class Check(Part):
    """What a validator asks of a value.

    `wrong` is a condition on `item`, `guarded` the same fit to follow an ``and``; `validator`
    is called instead where there is one for the value.
    """

    wrong: Code
    guarded: Code
    expected: str
    validator: Code
    limits: tuple[Limit, ...]


@dataclass(frozen=True)
class MemberCheck(Part):
    """What a validator asks of a member."""

    name: str
    required: bool
    check: Check


@dataclass(frozen=True)
class VariantsCheck(Part):
    """What a validator asks of the members that go with the value of one, the `decider`."""

    uses = ("variant_problems",)

    decider: str
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class UnionCheck(Part):
    """What a validator asks of a union: that one member is there."""

    uses = ("union_problems",)


@dataclass(frozen=True)
class StructureValidator(Part):
    """A validator of a structure; one of an input has `variants` if its operation has."""

    uses = ("mismatch", "unknown_members")

    function: str
    constant: str
    shape: str
    members: tuple[MemberCheck, ...]
    variants: VariantsCheck | None
    union: UnionCheck | None


@dataclass(frozen=True)
class ElementsValidator(Part):
    """A validator of a list or a map."""

    uses = ("mismatch",)

    function: str
    shape: str
    wrong: Code
    expected: str
    limits: tuple[Limit, ...]
    elements: Elements
    sparse: bool
    keyed: bool
    key_limits: tuple[Limit, ...]
    check: Check


def validators_module(service: Service) -> Module:
    """Return the module of validators."""
    context = {
        "structure_validators": structure_validators(service),
        "elements_validators": elements_validators(service),
    }
    return module_of("validators.py", service.sources.origin, context)


def structure_validators(service: Service) -> tuple[StructureValidator, ...]:
    """Return the validators of structures, in the model's order."""
    variants = _variants(service)
    return tuple(
        _structure(shape, variants.get(shape.name))
        for shape in service.sent.values()
        if shape.is_structure
    )


def elements_validators(service: Service) -> tuple[ElementsValidator, ...]:
    """Return the validators of lists and maps, in the model's order."""
    return tuple(_elements(shape) for shape in service.sent.values() if shape.is_collection)


def _variants(service: Service) -> dict[str, VariantsCheck]:
    """Return what is asked of the inputs of operations with variants."""
    return {
        operation.input_name or "": VariantsCheck(advice.variants.member, advice.variants.cases)
        for operation in service.operations.values()
        if (advice := service.advice_of(operation)).variants
    }


def _structure(shape: Shape, variants: VariantsCheck | None) -> StructureValidator:
    return StructureValidator(
        function=shape.function("validate"),
        constant=f"{shape.constant}_VARIANTS",
        shape=shape.name,
        members=tuple(map(_member, shape.members.values())),
        variants=variants,
        union=UnionCheck() if shape.is_union else None,
    )


def _member(member: Member) -> MemberCheck:
    check = _check(member.shape, member.name, place_limits(member))
    if member.is_stream:
        check = _stream_check(member)
    return MemberCheck(member.name, member.required, check)


def _elements(shape: Shape) -> ElementsValidator:
    return ElementsValidator(
        function=shape.function("validate"),
        shape=shape.name,
        wrong=Code(f"not isinstance(value, {'dict' if shape.is_map else '(list, tuple)'})"),
        expected=shape.type.python,
        limits=limits(shape, variable="value"),
        elements=elements(shape, "item"),
        sparse=shape.sparse,
        keyed=shape.is_map,
        key_limits=_key_limits(shape) if shape.is_map else (),
        check=_check(shape.element.shape),
    )


def _key_limits(shape: Shape) -> tuple[Limit, ...]:
    return limits(shape.parts["key"].shape, place=": key", variable="key")


def _check(shape: Shape, place: str = "", more: tuple[Limit, ...] = ()) -> Check:
    if shape.code is None or shape.code.validator:
        return Check(Code(), Code(), "", validator=_validator(shape), limits=more)
    wrong = shape.code.is_wrong
    return Check(
        Code(wrong),
        guarded=Code(f"({wrong})" if " or " in wrong else wrong),
        expected=shape.type.python,
        validator=Code(),
        limits=limits(shape, place) + more,
    )


def _stream_check(member: Member) -> Check:
    validator = "sized_stream_problems" if member.requires_length else "stream_problems"
    return Check(Code(), Code(), "", validator=Code(validator), limits=())


def _validator(shape: Shape) -> Code:
    """Return the name of what gives the problems of a value."""
    if shape.code is None:
        return Code(shape.function("validate"))
    is_secret_document = shape.is_document and shape.sensitive
    return Code(f"{'secret_' if is_secret_document else ''}{shape.code.validator}")
