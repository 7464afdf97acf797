"""The pages of structures that are documented by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from codegen.model.shapes import Shape
from codegen.pages.python import members
from codegen.pages.python.expressions import Skeleton
from codegen.pages.python.material import Material, joined, paragraph
from codegen.prose.document import Paragraph, Preformatted, Reference, Section

Users = Mapping[str, Iterable[Reference]]


def users(material: Material) -> Users:
    """Return, by structure, what leads to the pages that its page is linked from."""
    found: dict[str, dict[Reference, None]] = {name: {} for name in material.apart}
    service = material.service
    for key, operation in service.operations.items():
        for side in (operation.input, operation.output):
            _note(found, material, side, material.references[key])
    for name, reference in material.apart.items():
        _note(found, material, service.shapes[name], reference)
    return found


def sections(material: Material, shape: Shape, used_by: Iterable[Reference]) -> tuple[Section, ...]:
    """Return what the page of a structure says after its description."""
    syntax = Preformatted(Skeleton(material.apart).value(shape))
    type_ = paragraph(f"Its TypedDict is `{material.name}.shapes.{shape.class_name}`.")
    return (
        Section("section", "Syntax", (syntax, type_)),
        members.of_structure(material, shape),
        Section("section", "Used by", (Paragraph(joined(used_by)),)),
    )


def _note(
    found: dict[str, dict[Reference, None]],
    material: Material,
    shape: Shape | None,
    reference: Reference,
) -> None:
    for name in members.documented_elsewhere(material, shape) if shape else ():
        found[name][reference] = None
