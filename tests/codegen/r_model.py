"""A small model with everything that a page of the dialect `r` can show."""

from __future__ import annotations

from tests.codegen.models import Json, operation, service, structure

_SHAPES: Json = {
    "Blob": {"type": "blob"},
    "Colour": {"type": "string", "enum": ["RED", "GREEN", "no colour (at all), yet"]},
    "Float": {"type": "float"},
    "Time": {"type": "timestamp"},
    "Labels": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Colour"}},
    "Boxes": {"type": "list", "member": {"shape": "Box"}},
    "Nothing": structure(),
    "Box": structure(
        {
            "colour": "Colour",
            "labels": "Labels",
            "content": "Blob",
            "inner": "Box",
            "neighbours": "Boxes",
            "packed": "Time",
            "sealed": "Boolean",
            "weight": "Double",
            "length": "Float",
            "number": "Long",
            "nothing": "Nothing",
        }
    ),
    "PackInput": structure(
        {
            "box": {
                "shape": "Box",
                "documentation": "<p>What to pack, see <a>ListBoxes</a>. Not <a>Others</a>.</p>"
                " <p>* One - <code>RED</code></p> <p>* Two - <code>a {b} %c</code></p>"
                "<p>Done with <a href='https://example.com/a%20b?c=1&amp;d=2'>care</a>.</p>",
            },
            "size": {"shape": "String", "documentation": "<ul><li>A list first</li></ul>"},
            "Colour": {"shape": "Colour"},
        },
        required=["box", "size"],
    ),
    "PackOutput": structure({"box": "Box"}),
    "ListOutput": structure({"boxes": "Boxes"}),
}

PACK = operation(
    "PackBox",
    input={"shape": "PackInput"},
    output={"shape": "PackOutput"},
    documentation="<note><p>Packs a box, v. fast. It <i>never</i> breaks.</p></note>"
    "<dl><dt>box</dt><dd>A thing.</dd></dl><p>Use <code>ListBoxes</code> first.</p>",
)

R_MODEL = service(
    [
        PACK,
        operation("ListBoxes", output={"shape": "ListOutput"}, documentation="Lists 100% \\ {all}"),
        operation("DeleteALLBoxes", input={"shape": "Nothing"}, output={"shape": "Nothing"}),
        operation("Ping"),
    ],
    _SHAPES,
)

R_EXAMPLES: Json = {
    "PackBox": [
        {
            "description": "Packs a red box, whose description is so long that it takes two "
            "lines of a page.",
            "title": "never shown",
            "input": {
                "size": "to 100% \\ of {it}",
                "box": {
                    "sealed": True,
                    "number": 7,
                    "weight": 0.5,
                    "labels": {"b-c": "RED", "a": "x" * 100},
                    "neighbours": [],
                    "nothing": {},
                },
            },
        },
        {"input": {"size": "no description"}},
    ]
}
