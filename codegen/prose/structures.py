"""Structures inside of others: which are documented where they stand, and which by themselves.

What one place alone has is documented there, as long as that is one level deep and not much. All
else is documented once and linked, so that what is said grows with the model and no faster.
"""

from __future__ import annotations

from codegen.model.service import Service
from codegen.model.shapes import Shape

# Members of all structures in one, more than which would make its page a long one.
_MUCH = 100


def inside(shape: Shape) -> tuple[Shape, str]:
    """Return what a value consists of, where it is a list or a map, and the steps to that."""
    steps = ""
    while shape.is_collection:
        steps += "[]" if shape.is_list else ".*"
        shape = shape.element.shape
    return shape, steps


def inner_structures(shape: Shape) -> list[Shape]:
    """Return the structures that the members of a structure consist of, one for each member."""
    targets = (inside(member.shape)[0] for member in shape.members.values())
    return [each for each in targets if each.is_structure and each.members]


def apart(service: Service) -> dict[str, Shape]:
    """Return the structures that are documented by themselves, in the model's order."""
    roots = {**service.inputs, **service.results}
    # A root has a place already, whatever holds it besides.
    holders: dict[str, list[str]] = {name: [""] for name in roots}
    crowded: set[str] = set()
    waiting, entered = list(roots.values()), set(roots)
    while waiting:
        holder = waiting.pop()
        inner = inner_structures(holder)
        if sum(len(each.members) for each in inner) > _MUCH:
            crowded.add(holder.name)
        for each in inner:
            holders.setdefault(each.name, []).append(holder.name)
            if each.name not in entered:
                entered.add(each.name)
                waiting.append(each)
    found: set[str] = set()
    # What has one holder comes after it.
    for name, (holder_name, *others) in holders.items():
        is_inner = holder_name and holder_name not in roots and holder_name not in found
        if others or is_inner or holder_name in crowded:
            found.add(name)
    return {name: shape for name, shape in service.shapes.items() if name in found}
