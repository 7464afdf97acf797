"""What pages say of times, blobs, documents and unions."""

from __future__ import annotations

import pytest

from tests.codegen.models import Json, giving, structure, taking
from tests.codegen.python_pages import build, code, entries, section, words

SHAPES: Json = {
    "Time": {"type": "timestamp"},
    "Blobs": {"type": "list", "member": {"shape": "Blob"}},
    "Blob": {"type": "blob"},
    "Document": structure({}, document=True),
    "Choices": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Choice"}},
    "Choice": structure({"at": "Time", "name": "String"}, union=True),
}
MEMBERS: Json = {
    "time": "Time",
    "blobs": "Blobs",
    "document": "Document",
    "choices": "Choices",
    "text": "String",
}
NOTES = {
    "Arguments": {
        "time": "A time is a datetime, of UTC unless it has a zone, or seconds since the epoch",
        "blobs": "Text that is given for bytes is sent as UTF-8.",
        "document": "Any is any JSON value.",
    },
    "Value": {
        "time": "Times are in UTC.",
        "document": "Any is any JSON value.",
        "choices": "a member that this package does not know yet is named in SDK_UNKNOWN_MEMBER.",
    },
}


@pytest.mark.parametrize("title", NOTES)
@pytest.mark.parametrize("name", MEMBERS)
def test_a_kind_of_values_is_explained_where_there_is_one(title: str, name: str) -> None:
    model = (taking if title == "Arguments" else giving)({name: MEMBERS[name]}, **SHAPES)
    said = words(section(build(model)[1], title))
    for kind, note in NOTES[title].items():
        # There is a time in each choice.
        assert (note in said) == (kind == name or (kind, name) == ("time", "choices"))


def test_types_are_those_of_the_direction() -> None:
    said = entries(section(build(taking(MEMBERS, **SHAPES))[1], "Arguments"))
    assert "time datetime | float | str" in said
    assert "document Any" in said
    assert said["choices dict[str, Choice]"] == "A union: exactly one of its members is there."
    said = entries(section(build(giving(MEMBERS, **SHAPES))[1], "Value"))
    assert "time datetime [may be absent]" in said
    assert "blobs list[bytes] [may be absent]" in said


def test_placeholders_are_python() -> None:
    [request] = code(build(taking(MEMBERS, **SHAPES))[1], "Request syntax")
    assert "time=datetime(2015, 1, 1)," in request
    assert 'document={...} | [...] | "string" | 123.0 | True | False,' in request
    compile(request, "<page>", "eval")


PAYLOADS: Json = {
    "Blob": {"type": "blob"},
    "Stream": {"type": "blob", "streaming": True},
    "Events": structure({"said": "Said"}, eventstream=True),
    "Said": structure(["text"], event=True),
}
OF_PAYLOADS = {
    "Arguments": {
        "Blob": ("bytes | bytearray | memoryview | str", "Text that is given for bytes is sent"),
        "Stream": ("restjson.Uploadable", "a file that was opened in binary mode, or an iterable"),
    },
    "Value": {
        "Blob": ("restjson.PayloadBytes", "which can be read as a file besides"),
        "Stream": ("restjson.StreamingBody", "is a file that can be read once"),
        "Events": ("restjson.EventStream[Events]", "each event has one of its members"),
    },
}


@pytest.mark.parametrize(
    ("title", "shape"), [(title, shape) for title in OF_PAYLOADS for shape in OF_PAYLOADS[title]]
)
def test_a_body_is_explained_by_what_it_is(title: str, shape: str) -> None:
    model = (taking if title == "Arguments" else giving)({"it": shape}, **PAYLOADS)
    model["shapes"]["Input" if title == "Arguments" else "Output"]["payload"] = "it"
    about = section(build(model)[1], title)
    annotation, _ = OF_PAYLOADS[title][shape]
    assert any(term.startswith(f"it {annotation}") for term in entries(about))
    for other, (_, text) in OF_PAYLOADS[title].items():
        assert (text in words(about)) == (other == shape)


@pytest.mark.parametrize("title", ["Arguments", "Value"])
def test_json_in_a_header_is_told_to_be_encoded_by_the_client(title: str) -> None:
    header = {"shape": "String", "location": "header", "documentation": "A Base64-encoded map."}
    members = {"slots": {**header, "jsonvalue": True}, "text": header}
    said = entries(section(build((taking if title == "Arguments" else giving)(members))[1], title))
    [slots] = (text for term, text in said.items() if term.startswith("slots Any"))
    [text] = (text for term, text in said.items() if term.startswith("text str"))
    assert slots == (
        "A Base64-encoded map. This is the value itself, not encoded: the client writes and reads "
        "it as JSON in Base64."
    )
    assert text == "A Base64-encoded map."
