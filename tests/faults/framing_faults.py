"""Lengths, transfer codings and chunks that are wrong (RFC 9112 sections 6 and 7)."""

# ruff: noqa: E501 - a table has a case a line

from __future__ import annotations

from tests.faults.cases import (
    CHUNKED,
    EMPTY,
    SECRET,
    SUCCESS,
    chunks,
    head,
    http,
    plants,
    with_body,
)
from tests.faults.steps import GOOD, GOOD_BODY, Repeat, Send, Step

_SECRET = SECRET.encode()
_SIZE = b"%d" % len(GOOD_BODY)
_HEX = b"%x" % len(GOOD_BODY)
_REFUSED = "ResponseParseError"


def _length(value: bytes) -> Step:
    """Return the sending of a good body with this length."""
    return Send(head(b"Content-Length:" + value) + GOOD_BODY)


def _coding(value: bytes) -> Step:
    """Return the sending of good chunks with this coding."""
    return Send(chunks(GOOD_BODY, headers=(b"Transfer-Encoding:" + value,)))


def _chunk(line: bytes, end: bytes = b"\r\n") -> Step:
    """Return the sending of a good chunk behind this line."""
    return Send(head(CHUNKED) + line + end + GOOD_BODY + b"\r\n0\r\n\r\n")


def _trailer(lines: bytes) -> Step:
    """Return the sending of good chunks with these trailers."""
    return Send(chunks(GOOD_BODY, end=b"0\r\n" + lines + b"\r\n\r\n"))


LENGTHS = [
    http("announces too little", _REFUSED, _length(b"9")),
    http("states the same length twice", SUCCESS, with_body(GOOD_BODY, b"Content-Length: " + _SIZE)),
    http("states the same length twice in one header", SUCCESS, _length(_SIZE + b", " + _SIZE)),
    http("states two lengths", _REFUSED, with_body(GOOD_BODY, b"Content-Length: 3")),
    http("states two lengths in one header", _REFUSED, _length(_SIZE + b", 3")),
    http("states two lengths without a comma", _REFUSED, _length(_SIZE + b" " + _SIZE)),
    http("states a length and a comma", _REFUSED, _length(_SIZE + b",")),
    http("states an empty length", _REFUSED, _length(b"")),
    http("states a negative length", _REFUSED, _length(b"-1")),
    http("states a signed length", _REFUSED, _length(b"+" + _SIZE)),
    http("states a length in words", _REFUSED, _length(_SECRET)),
    http("states a hexadecimal length", _REFUSED, _length(b"0x" + _HEX)),
    http("states a length with a point", _REFUSED, _length(_SIZE + b".0")),
    http("states a length with an exponent", _REFUSED, _length(b"6e1")),
    http("states a length with an underscore", _REFUSED, _length(b"_".join([_SIZE[:1], _SIZE[1:]]))),
    http("states a length in quotes", _REFUSED, _length(b'"' + _SIZE + b'"')),
    http("states a length in other digits", _REFUSED, _length(b"\xb2")),
    http("states a length after a vertical tab", _REFUSED, _length(b"\x0b" + _SIZE)),
    http("states a length before a form feed", _REFUSED, _length(_SIZE + b"\x0c")),
    http("states a length after a non-breaking space", _REFUSED, _length(b"\xa0" + _SIZE)),
    http("states a length before a next line", _REFUSED, _length(_SIZE + b"\x85")),
    http("states a huge length", _REFUSED, _length(b"9" * 17), says="max_response_bytes"),
    http("states a length of 5 000 digits", _REFUSED, _length(b"9" * 5000)),
    http("states a length with zeros in front", SUCCESS, _length(b"000" + _SIZE)),
    http("states a length between tabs", SUCCESS, _length(b"\t " + _SIZE + b" \t")),
    http("states two lengths and 204", _REFUSED, Send(head(b"Content-Length: 1, 2", status=b"204 No"))),
    http("states two lengths before the response", _REFUSED, Send(head(b"Content-Length: 1, 2", status=b"103 E") + GOOD)),
]  # fmt: skip

CODINGS = [
    http("knows another transfer coding", _REFUSED, _coding(b" gzip")),
    http("compresses chunks", _REFUSED, _coding(b" gzip, chunked")),
    http("compresses the chunks themselves", _REFUSED, _coding(b" chunked, gzip")),
    http("says that it encodes nothing", _REFUSED, _coding(b" identity")),
    http("names no coding", _REFUSED, _coding(b"")),
    http("names chunked twice", _REFUSED, _coding(b" chunked, chunked")),
    http("names chunked in two headers", _REFUSED, Send(chunks(GOOD_BODY, headers=(CHUNKED, CHUNKED)))),
    http("names chunked and a comma", _REFUSED, _coding(b" chunked,")),
    http("names chunked with a parameter", _REFUSED, _coding(b" chunked;q=1")),
    http("names chunked in quotes", _REFUSED, _coding(b' "chunked"')),
    http("names chunked after a vertical tab", _REFUSED, _coding(b"\x0bchunked")),
    http("names chunked before a form feed", _REFUSED, _coding(b" chunked\x0c")),
    http("names chunked after a non-breaking space", _REFUSED, _coding(b" \xa0chunked")),
    http("names xchunked", _REFUSED, _coding(b" xchunked")),
    http("names CHUNKED", SUCCESS, _coding(b" CHUNKED")),
    http("names chunked between tabs", SUCCESS, _coding(b"\tchunked\t")),
    http("names another coding and 204", _REFUSED, Send(head(b"Transfer-Encoding: gzip", status=b"204 No"))),
]  # fmt: skip

CHUNKS = [
    http("responds in chunks", SUCCESS, Send(chunks(GOOD_BODY[:5], GOOD_BODY[5:]))),
    http("responds without a chunk", EMPTY, Send(chunks())),
    http("states no chunk size", _REFUSED, _chunk(b"")),
    http("states a chunk size in words", _REFUSED, _chunk(_SECRET)),
    http("states a negative chunk size", _REFUSED, _chunk(b"-" + _HEX)),
    http("states a signed chunk size", _REFUSED, _chunk(b"+" + _HEX)),
    http("states a chunk size with 0x", _REFUSED, _chunk(b"0x" + _HEX)),
    http("states a chunk size with an underscore", _REFUSED, _chunk(b"0_" + _HEX)),
    http("states a chunk size after a blank", _REFUSED, _chunk(b" " + _HEX)),
    http("states a chunk size after a vertical tab", _REFUSED, _chunk(b"\x0b" + _HEX)),
    http("states a chunk size before a non-breaking space", _REFUSED, _chunk(_HEX + b"\xa0")),
    http("states a chunk size in other digits", _REFUSED, _chunk(b"\xb2")),
    http("states too small a chunk size", _REFUSED, _chunk(b"2")),
    http("states too large a chunk size", _REFUSED, _chunk(b"%x" % (len(GOOD_BODY) + 1))),
    http("states a huge chunk size", _REFUSED, _chunk(b"f" * 12), says="max_response_bytes"),
    http("states a chunk size of 1 000 digits", _REFUSED, _chunk(b"0" * 1000 + _HEX)),
    http("sends an endless chunk size", _REFUSED, Send(head(CHUNKED)), Repeat(b"0" * 999)),
    http("ends a chunk size with LF alone", _REFUSED, _chunk(_HEX, b"\n")),
    http("ends a chunk size with CR alone", _REFUSED, _chunk(_HEX, b"\r")),
    http("ends a chunk with LF alone", _REFUSED, Send(chunks(GOOD_BODY).replace(b"}\r\n", b"}\n"))),
    http("ends a chunk with two other bytes", _REFUSED, Send(chunks(GOOD_BODY).replace(b"}\r\n", b"}XX"))),
    http("states a chunk size before a blank", SUCCESS, _chunk(_HEX + b" ")),
    http("states a chunk size in capitals", SUCCESS, _chunk(_HEX.upper())),
    http("adds a chunk extension", SUCCESS, _chunk(_HEX + b';a="b c"')),
    http("adds a chunk extension after a blank", _REFUSED, _chunk(_HEX + b" ;a=b")),
    http("puts a NUL into a chunk extension", _REFUSED, _chunk(_HEX + b";a\0")),
    http("puts a bare CR into a chunk extension", _REFUSED, _chunk(_HEX + b";a\rb")),
    http("puts a bare LF into a chunk extension", _REFUSED, _chunk(_HEX + b";a\nb")),
    http("sends endless chunk extensions", _REFUSED, Send(head(CHUNKED)), Repeat(b"1;" + b"x" * 999 + b"\r\ny\r\n")),
    http("adds a trailer", SUCCESS, _trailer(b"X: y")),
    http("adds a folded trailer", SUCCESS, _trailer(b"X: y\r\n z")),
    http("sends endless trailers", _REFUSED, Send(chunks(end=b"0\r\n")), Repeat(b"X: y\r\n" * 99)),
    http("adds a trailer without a colon", _REFUSED, _trailer(_SECRET)),
    http("adds a trailer with a blank before the colon", _REFUSED, _trailer(b"X : y")),
    http("puts a NUL into a trailer", _REFUSED, _trailer(b"X: y\0")),
    http("puts a bare CR into a trailer", _REFUSED, _trailer(b"X: y\rz")),
    http("states a length in a trailer", _REFUSED, _trailer(b"Content-Length: 3")),
    http("states a coding in a trailer", _REFUSED, _trailer(CHUNKED)),
]  # fmt: skip

_KEPT = b"Connection: keep-alive"
_FIVE = b"Content-Length: 5"

# Responses after which the connection is not used again, and none that follows is believed.
LAST_ONES = [
    http("sends more than it announced", SUCCESS, Send(GOOD + GOOD.replace(b"granted", b"planted"))),
    http("sends rubbish after the response", SUCCESS, Send(GOOD + b"rubbish")),
    http("sends a line end after the response", SUCCESS, Send(GOOD + b"\r\n")),
    http("sends rubbish after the last chunk", SUCCESS, Send(chunks(GOOD_BODY) + b"rubbish")),
    http("sends a body after 204", EMPTY, Send(head(_FIVE, status=b"204 No") + b"12345")),
    http("sends chunks after 304", "ClientError", Send(chunks(GOOD_BODY).replace(b"200", b"304", 1))),
    plants("states a length with 204", EMPTY, Send(head(_FIVE, status=b"204 No"))),
    plants("states chunks with 204", EMPTY, Send(head(CHUNKED, status=b"204 No"))),
    plants("states a length with 304", "ClientError", Send(head(_FIVE, status=b"304 Same"))),
    plants("states chunks with 304", "ClientError", Send(head(CHUNKED, status=b"304 Same"))),
    plants("states a length with 103", SUCCESS, Send(head(_FIVE, status=b"103 E") + GOOD)),
    plants("states chunks with 100", SUCCESS, Send(head(CHUNKED, status=b"100 C") + GOOD)),
    plants("announces the end", SUCCESS, with_body(GOOD_BODY, b"Connection: close")),
    plants("announces the END among others", SUCCESS, with_body(GOOD_BODY, b"Connection: x, CLOSE")),
    plants("announces the end in a second header", SUCCESS, with_body(GOOD_BODY, _KEPT, b"Connection: close")),
    plants("announces to stay and the end", SUCCESS, with_body(GOOD_BODY, b"Connection: keep-alive, close")),
    plants("announces the end with chunks", SUCCESS, Send(chunks(GOOD_BODY, headers=(CHUNKED, b"Connection: close")))),
    plants("announces the end and says no", "SlowDownException", with_body(b'{"error":"slow_down"}', b"Connection: close", status=b"400 Bad")),
    plants("speaks HTTP/1.0", SUCCESS, with_body(GOOD_BODY, version=b"1.0")),
    plants("speaks HTTP/1.0 and announces to stay", SUCCESS, with_body(GOOD_BODY, _KEPT, version=b"1.0")),
    plants("speaks HTTP/1.0 and announces to stay and the end", SUCCESS, with_body(GOOD_BODY, b"Connection: keep-alive, close", version=b"1.0")),
    plants("speaks HTTP/1.0 in chunks", SUCCESS, Send(chunks(GOOD_BODY, headers=(CHUNKED, _KEPT), version=b"1.0"))),
    plants("states chunks and a length", SUCCESS, Send(chunks(GOOD_BODY, headers=(CHUNKED, b"Content-Length: 3")))),
    plants("states a length and chunks", SUCCESS, Send(chunks(GOOD_BODY, headers=(_FIVE, CHUNKED)))),
]  # fmt: skip
