"""A guide: what a service's documentation says and its model has no place for. Text is HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class GuideLink:
    """A link; `text` says what is to be found there."""

    title: str
    href: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ErrorAdvice:
    """When an error comes, and what to do then."""

    when: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """What an operation uses for one value of the member that decides."""

    title: str
    value: str
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    specification: GuideLink | None = None


@dataclass(frozen=True, slots=True)
class Variants:
    """The cases of an operation; `noun` is what each is, `member` decides which it is."""

    noun: str
    member: str
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """What a guide says of an operation.

    Args:
        errors: by the shape's name.
        values: what a member may be, where the model does not say so.
        variants: which members are used for which value of one of them.
        permissions: what the caller's credentials must allow.
        notes: a paragraph or more each.
        see_also: where to read on.
    """

    errors: Mapping[str, ErrorAdvice] = field(default_factory=dict)
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    variants: Variants | None = None
    permissions: str | None = None
    notes: tuple[str, ...] = ()
    see_also: tuple[GuideLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """What a guide says of a service, of its errors and of its operations.

    By the structure that holds them, `always` has the members that the service always sends, and
    `shown` the secret ones that are made to be shown to a person.
    """

    notes: tuple[str, ...] = ()
    see_also: tuple[GuideLink, ...] = ()
    errors: Mapping[str, ErrorAdvice] = field(default_factory=dict)
    always: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    operations: Mapping[str, Advice] = field(default_factory=dict)
