"""A server that sends back what it got: spelled anyhow, anywhere in a response."""

from __future__ import annotations

import json
import pickle
import traceback
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import quote, quote_plus, unquote

from hypothesis import strategies as st

from restjson import ClientError, Response

PIECE = 20  # So many characters of a secret are of use to whoever sees them.

Spell = Callable[[str], str]

SPELLINGS: dict[str, Spell] = {
    "as it is": str,
    "upper": str.upper,
    "lower": str.lower,
    "swapped": str.swapcase,
    "twice": lambda text: text + text,
    "overlapping": lambda text: text[:-5] + text,
    "JSON": lambda text: json.dumps(text)[1:-1],
    "JSON with slashes": lambda text: json.dumps(text)[1:-1].replace("/", "\\/"),
    "JSON in JSON": lambda text: json.dumps(json.dumps(text))[3:-3],
    "a URL": lambda text: quote(text, safe=""),
    "a URL in lower case": lambda text: quote(text).lower(),
    "a form": quote_plus,
    "a URL in a URL": lambda text: quote(quote(text)),
    "octets": lambda text: "".join(f"%{octet:02x}" for octet in text.encode()),
    "HTML": escape,
    "HTML in HTML": lambda text: escape(escape(text)),
    "references": lambda text: "".join(f"&#x{ord(each):x};" for each in text),
    "Base64": lambda text: b64encode(text.encode()).decode(),
    "Base64 of a pair": lambda text: b64encode(f"user:{text}".encode()).decode(),
    "Base64 of a URL": lambda text: urlsafe_b64encode(f"[{text}]".encode()).decode().rstrip("="),
}

# Where it stands in a body: the body of that text, and its type.
BODIES: dict[str, Callable[[str], str]] = {
    **{
        name: lambda text, name=name: json.dumps({name: text})  # type: ignore[misc]
        for name in ("message", "Message", "error_description", "error", "reason", "code", "Code")
    },
    "__type": lambda text: json.dumps({"__type": f"some.space#{text}"}),
    "an error's own member": lambda text: json.dumps(
        {"error": "access_denied", "reason": text, "error_description": text}
    ),
    "nested": lambda text: json.dumps({"error": {"message": [text]}, "message": [text]}),
    "a member's name": lambda text: json.dumps({text: text}),
    "members of a result": lambda text: json.dumps(
        {"tokenType": text, "accessToken": text, "expiresIn": text, "scope": [text]}
    ),
    "a token's type": lambda text: json.dumps({"tokenType": text}),
    "a list": lambda text: json.dumps([text]),
    "text": lambda text: f"What is {text}?",
    "HTML": lambda text: f"<!DOCTYPE html><h1>502</h1><a href='/?a={text}'>{text}</a>",
    "HTML of a proxy": lambda text: f"<html>{text}</html>",
    "nothing": lambda text: "",
}

HEADERS: dict[str, Callable[[str], dict[str, str]]] = {
    "none": lambda text: {},
    "a value": lambda text: {"X-Echo": f"got {text}"},
    "a name": lambda text: {text: "1", f"X-{text}": text},
    "a date": lambda text: {"Date": text, "x-amz-retry-after": text},
    "the id": lambda text: {"x-amzn-RequestId": text},
    "the other id": lambda text: {"x-amz-request-id": "1", "x-amz-id-2": text},
    "the error": lambda text: {"x-amzn-errortype": f"{text}:http://example.com"},
}


@st.composite
def echoes(draw: st.DrawFn, secrets: st.SearchStrategy[str]) -> tuple[str, Response]:
    """Draw a secret, and a response with at least `PIECE` characters of it."""
    secret = draw(secrets)
    start = draw(st.integers(0, len(secret) - PIECE))
    piece = secret[start : draw(st.integers(start + PIECE, len(secret)))]
    echo = SPELLINGS[draw(st.sampled_from(sorted(SPELLINGS)))](piece)
    body = BODIES[draw(st.sampled_from(sorted(BODIES)))](echo)
    headers = HEADERS[draw(st.sampled_from(sorted(HEADERS)))](echo)
    status = draw(st.sampled_from([200, 201, 302, 400, 401, 403, 429, 500, 502]))
    return secret, Response(status, headers, body.encode())


def views(error: BaseException) -> list[str]:
    """An exception in each way that Python shows one.

    Not its code and its members alone: they are for programs, and as they came.
    """
    copied = pickle.loads(pickle.dumps(error))  # noqa: S301
    shown = [str(error), repr(error), "".join(traceback.format_exception(error))]
    shown += [str(copied), repr(copied), repr(vars(error)), repr(vars(copied)), repr(error.args)]
    if isinstance(error, ClientError):
        shown += [repr(error.response), repr(error.fields), error.message, str(error.request_id)]
    return shown


def shows(text: str, secret: str) -> bool:
    """Tell whether a text shows a piece of a secret, in itself or read as what it may be."""
    readings = {text, *(read(text) for read in (unquote, unescape, _without_backslashes))}
    readings |= {read(unquote(unescape(text))) for read in (str, unquote, unescape)}
    plain = {reading.lower() for reading in readings}
    return any(piece in reading for reading in plain for piece in _pieces(secret))


def _without_backslashes(text: str) -> str:
    return text.replace("\\", "")


def _pieces(secret: str) -> set[str]:
    size = PIECE
    pieces = {secret[at : at + size] for at in range(len(secret) - size + 1)}
    # Base64 of a piece: what is the same wherever in three octets it begins.
    for offset in range(3):
        for encode in (b64encode, urlsafe_b64encode):
            pieces |= {
                encode(bytes(offset) + piece.encode())
                .decode()
                .rstrip("=")[offset and offset + 1 : -1]
                for piece in pieces
                if len(piece) == size
            }
    return {piece.lower() for piece in pieces}
