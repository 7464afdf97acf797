"""Codecs: functions that turn shapes into JSON values and back."""

from __future__ import annotations

from codegen.model.service import Service
from codegen.package.bindings import bindings
from codegen.package.module import Module
from codegen.package.parsers import elements_parsers, structure_parsers
from codegen.package.parts import module_of
from codegen.package.serializers import elements_serializers, structure_serializers


def codecs_module(service: Service) -> Module:
    """Return the module of codecs."""
    context = {
        "structure_serializers": structure_serializers(service),
        "elements_serializers": elements_serializers(service),
        "bindings": bindings(service),
        "structure_parsers": structure_parsers(service),
        "elements_parsers": elements_parsers(service),
    }
    return module_of("codecs.py", service.sources.origin, context)
