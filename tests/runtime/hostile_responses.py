"""Responses as a seed makes them: by the grammar of HTTP/1.1, and beside it."""

from __future__ import annotations

from random import Random
from typing import TypeVar

_T = TypeVar("_T")

VERSIONS = [b"1.1"] * 80 + [b"1.0"] * 16 + [b"0.9", b"1.2", b"2.0", b"1.10", b"1", b"x"]
STATUSES = [b"200"] * 12 + [b"204", b"304", b"400", b"500", b"503", b"307", b"201"] * 2
ODD_STATUSES = [
    *[b"000", b"099", b"100", b"101", b"103", b"199", b"600", b"999", b"1000", b"20", b"-20"],
    *[b"+20", b"2 0", b"", b"OK", b"2\x0b0", b"\xb2\xb2\xb2"],
]
BLANKS = [b"", b" ", b"  ", b"\t", b"\x0b", b"\x0c", b"\xa0", b"\x85", b"\r", b"\0", b"\x1f"]
LINE_ENDS = [b"\n", b"\r", b"\r\r\n", b"\n\r", b"", b"\x0b", b"\x0c", b"\x85"]
FOLDS = [b"\r\n ", b"\r\n\t", b"\n ", b"\r\n \t ", b"\r ", b"\r\n\x0b"]
NAMES = [b"X", b"x-y_z", b"Date", b"Content-Type", b"!#$%&'*+.^_`|~", b"Set-Cookie"]
ODD_NAMES = [b"", b" X", b"X ", b"a b", b"X\t", b"X\0", b"X\ry", b"\xe9", b"(x)", b'"x"', b"X\x0b"]
VALUES = [b"", b"a", b"a b", b"a:b", b"caf\xe9", b"a\tb", b'"q, r"', b"x" * 50]
ODD_VALUES = [b"a\0b", b"a\rb", b"\x0ba", b"a\x0c", b"a\x7f", b"\x01", b"\xa0a\xa0", b"\x1b[0m"]
CODINGS = [b"chunked"] * 40 + [
    *[b"Chunked", b"chunked, chunked", b"gzip", b"gzip, chunked", b"chunked, gzip", b"identity"],
    *[b"", b",", b"chunked,", b",chunked", b"chunked;q=1", b'"chunked"', b"xchunked"],
]
CONNECTIONS = [
    *[b"close", b"keep-alive", b"keep-alive, close", b"Close", b"upgrade", b"x, close ,y", b","],
    *[b"close\xa0", b"closed", b"", b"KEEP-ALIVE"],
]
SIZE_ENDS = [b";a=b", b";", b" ", b"\t ", b" ;a", b";a\rb", b";a\0", b";a\nb", b"\x0b", b"\xa0"]
INSERTED = [*BLANKS, *LINE_ENDS, b"\r\n", b"\r\n\r\n", b":", b",", b";", b"0", b"9", b"x"]


class ResponseMaker:
    """Makes responses: those of one seed are always the same."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - no secret depends on it

    def make(self) -> bytes:
        """Return a response; about half of them cannot be read."""
        interim = b"".join(self._head(self._pick([b"103", b"100"])) for _ in range(self._few()))
        data = interim + self._response()
        while self._chance(0.15):
            data = self._mutated(data)
        if self._chance(0.1):
            data = data[: self._random.randrange(len(data) + 1)]
        if self._chance(0.05):
            data += self._pick([b"\r\n", b"x", b"HTTP/1.1 200 OK\r\n\r\n"])
        return data

    def cut(self, data: bytes) -> list[bytes]:
        """Return `data` in pieces, as a socket may give it."""
        places = sorted(self._random.randrange(len(data) + 1) for _ in range(self._few()))
        pieces = zip([0, *places], [*places, len(data)], strict=True)
        return [data[start:end] for start, end in pieces if start < end]

    def _response(self) -> bytes:
        body = self._pick([b"", b"{}", b'{"a":1}', b"x" * 20, b"\0\r\n\r\n", b"5\r\n"])
        framing: list[bytes] = []
        if self._chance(0.45):
            framing.append(self._field(b"Content-Length", self._length(len(body))))
            if self._chance(0.1):
                framing.append(self._field(b"content-length", self._length(len(body))))
        elif self._chance(0.8):
            framing.append(self._field(b"Transfer-Encoding", self._pick(CODINGS)))
            body = self._chunks(body)
            if self._chance(0.1):
                other = self._pick([b"Transfer-Encoding: chunked", b"Content-Length: 2"])
                framing.append(other)
        status = self._pick(ODD_STATUSES if self._chance(0.08) else STATUSES)
        return self._head(status, *framing) + body

    def _head(self, status: bytes, *framing: bytes) -> bytes:
        fields = [*framing, *(self._other_field() for _ in range(self._few()))]
        self._random.shuffle(fields)
        if self._chance(0.2):
            fields.append(self._field(b"Connection", self._pick(CONNECTIONS)))
        reason = self._pick(
            [b" OK", b" OK", b"", b" ", b" caf\xe9 \t", self._rarely(b" a", b" \x01")]
        )
        line = b"HTTP/" + self._pick(VERSIONS) + self._rarely(b" ", b"\t") + status + reason
        return b"".join(each + self._line_end() for each in [line, *fields, b""])

    def _other_field(self) -> bytes:
        name = self._pick(ODD_NAMES if self._chance(0.06) else NAMES)
        return self._field(name, self._pick(ODD_VALUES if self._chance(0.06) else VALUES))

    def _field(self, name: bytes, value: bytes) -> bytes:
        before = self._rarely(b" ", self._pick(BLANKS))
        if self._chance(0.04):
            before += self._pick(FOLDS)
        return (
            name
            + self._rarely(b":", self._pick([b"", b" :", b"::"]))
            + before
            + value
            + (self._rarely(b"", self._pick(BLANKS)))
        )

    def _length(self, right: int) -> bytes:
        digits = b"%d" % right
        if self._chance(0.92):
            return digits
        blank = self._pick(BLANKS)
        odd = [
            *[blank + digits, digits + blank, digits + b", " + digits, digits + b",", b"-1", b"+2"],
            *[b"0" + digits, b"0_0", b"0x2", b"2.0", b"", b"many", b"\xb2", b"9" * 18, b"9" * 25],
            *[b"%d" % self._random.randrange(30), digits + b" " + digits, b"0" * 19 + digits],
        ]
        return self._pick(odd)

    def _chunks(self, body: bytes) -> bytes:
        data = b"".join(self._size(len(each)) + each + self._line_end() for each in self.cut(body))
        trailers = [self._other_field() for _ in range(self._few())]
        if self._chance(0.05):
            trailers.append(self._pick([b"Content-Length: 2", b"Transfer-Encoding: chunked"]))
        ends = (each + self._line_end() for each in [*trailers, b""])
        return data + self._size(0) + b"".join(ends)

    def _size(self, right: int) -> bytes:
        digits = b"%x" % right
        if self._chance(0.06):
            odd = [b"", b"-1", b"+%x", b"0x%x", b"0_%x", b" %x", b"\x0b%x", b"%X", b"000%x", b"g"]
            digits = self._pick(odd).replace(b"%x", digits)
        return digits + (self._pick(SIZE_ENDS) if self._chance(0.1) else b"") + self._line_end()

    def _mutated(self, data: bytes) -> bytes:
        start = self._random.randrange(len(data) + 1)
        end = min(start + self._pick([0, 0, 1, 2]), len(data))
        what = self._pick([self._pick(INSERTED), bytes([self._random.randrange(256)])])
        return data[:start] + what + data[end:]

    def _line_end(self) -> bytes:
        return self._rarely(b"\r\n", self._pick(LINE_ENDS))

    def _rarely(self, usual: bytes, other: bytes) -> bytes:
        return other if self._chance(0.02) else usual

    def _few(self) -> int:
        return self._pick([0, 0, 0, 1, 2])

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _pick(self, choices: list[_T]) -> _T:
        return self._random.choice(choices)
