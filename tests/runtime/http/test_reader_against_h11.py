"""The reader against h11: it refuses all that h11 refuses, and reads the rest alike."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass

import h11

from restjson.http.bounds import Bounds, ReadFailure
from restjson.http.head import RawResponse
from restjson.http.reader import ResponseReader
from tests.runtime.hostile_responses import ResponseMaker

# In CI as many as it takes to trust it; elsewhere a part of them, which takes a second or two.
RESPONSES = 100_000 if os.environ.get("CI") else 10_000

# What we refuse and h11 does not, by what the exception says, and why.
STRICTER = {
    "the response is not HTTP/1.1": "h11 takes any version of one digit, a dot and a digit",
    "the head of the response holds a control character": (
        "h11 lets those pass in values that are not whitespace; RFC 9110 section 5.5 calls them "
        "invalid, and a terminal obeys them where a value is printed"
    ),
    "a chunk of the response has no valid length": "as above, in an extension",
    "a trailer of the response states how to read its body": "RFC 9110 section 6.5.1 forbids it",
    "the response ended without a length or a body, so it may be cut short: try again": (
        "a body is expected of the services that we call: h11 cannot know that"
    ),
}


@dataclass
class Read:
    """What a reader made of a response."""

    status: int
    reason: str
    headers: list[tuple[str, str]]
    body: bytes
    reusable: bool


class _Pieces:
    """What the reader needs of a socket."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = iter(pieces)
        self._rest = b""

    def settimeout(self, seconds: float) -> None:
        pass

    def recv(self, size: int) -> bytes:
        piece = self._rest or next(self._pieces, b"")
        self._rest = piece[size:]
        return piece[:size]


def _ours(pieces: list[bytes], method: str) -> RawResponse:
    return ResponseReader(_Pieces(pieces), Bounds(1, None, 10**6)).read(method)  # type: ignore[arg-type]


def _h11(data: bytes, method: str) -> Read:
    """Read with h11.

    Raises:
        h11.RemoteProtocolError: it refuses the response.
    """
    connection = h11.Connection(h11.CLIENT)
    connection.send(h11.Request(method=method, target="/", headers=[("Host", "h")]))
    connection.send(h11.EndOfMessage())
    if data:
        connection.receive_data(data)
    connection.receive_data(b"")
    response, body = None, b""
    while not isinstance(event := connection.next_event(), h11.EndOfMessage):
        if isinstance(event, h11.Response):
            response = event
        elif isinstance(event, h11.Data):
            body += event.data
        else:
            assert isinstance(event, h11.InformationalResponse), event
    assert response is not None
    return Read(
        response.status_code,
        response.reason.decode("latin-1"),
        [(n.decode("latin-1"), v.decode("latin-1")) for n, v in response.headers.raw_items()],
        body,
        connection.their_state is h11.DONE,
    )


def _merged(headers: list[tuple[str, str]]) -> dict[str, str]:
    """The values of one name as one list, spelled as it is first, as we have them."""
    merged: dict[str, list[str]] = {}
    spelled: dict[str, str] = {}
    for name, value in headers:
        merged.setdefault(spelled.setdefault(name.lower(), name), []).append(value)
    return {name: ", ".join(values) for name, values in merged.items()}


def _alike(headers: dict[str, str]) -> dict[str, str]:
    """Without what h11 changes: it merges lengths, and lowers the name of a coding."""
    return {
        name: value.lower() if name.lower() == "transfer-encoding" else value
        for name, value in headers.items()
        if name.lower() != "content-length"
    }


def _compare(data: bytes, pieces: list[bytes], method: str) -> str:
    """Compare what both make of a response, and return what we say if we alone refuse it."""
    try:
        theirs = _h11(data, method)
    except h11.RemoteProtocolError:
        theirs = None
    try:
        ours = _ours(pieces, method)
    except ReadFailure as failure:
        return failure.what if theirs else "both refuse it"
    assert theirs is not None, data
    assert (ours.status, ours.reason, ours.body) == (theirs.status, theirs.reason, theirs.body), (
        data
    )
    assert _alike(ours.headers) == _alike(_merged(theirs.headers)), data
    assert theirs.reusable or not ours.is_reusable, data
    return "both read it"


def test_what_h11_refuses_is_refused_and_the_rest_is_read_alike() -> None:
    maker = ResponseMaker(seed=1)
    found: Counter[str] = Counter()
    for number in range(RESPONSES):
        data = maker.make()
        found[_compare(data, maker.cut(data), "POST" if number % 10 else "HEAD")] += 1
    read, refused = found.pop("both read it"), found.pop("both refuse it")
    assert found.keys() == STRICTER.keys()
    # Neither side is held by a handful.
    assert min(read, refused) > RESPONSES // 5
