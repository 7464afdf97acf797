"""Heads that are malformed, or not of HTTP/1.1 (RFC 9112 sections 2 to 5)."""

# ruff: noqa: E501 - a table has a case a line

from __future__ import annotations

from tests.faults.cases import SECRET, SUCCESS, head, http, with_body
from tests.faults.steps import GOOD, GOOD_BODY, End, Repeat, Send, Step

_SECRET = SECRET.encode()
_LENGTH = b"Content-Length: %d" % len(GOOD_BODY)
_REFUSED = "ResponseParseError"


def _line(line: bytes) -> Step:
    """Return the sending of a good response with another status line."""
    return Send(line + b"\r\n" + _LENGTH + b"\r\n\r\n" + GOOD_BODY)


def _field(line: bytes) -> Step:
    """Return the sending of a good response with one more header."""
    return with_body(GOOD_BODY, line)


STATUS_LINES = [
    http("speaks HTTP/2", _REFUSED, Send(b"\0\0\x06\x04" + bytes(5) + b"\r\n\r\n")),
    http("speaks SMTP", _REFUSED, Send(b"220 mail.example ESMTP\r\n\r\n")),
    http("speaks SSH", _REFUSED, Send(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")),
    http("speaks SHOUTcast", _REFUSED, _line(b"ICY 200 OK")),
    http("says HTTP/0.9", _REFUSED, _line(b"HTTP/0.9 200 OK")),
    http("says HTTP/1.2", _REFUSED, _line(b"HTTP/1.2 200 OK")),
    http("says HTTP/2.0", _REFUSED, _line(b"HTTP/2.0 200 OK")),
    http("says HTTP/1", _REFUSED, _line(b"HTTP/1 200 OK")),
    http("says HTTP/1.10", _REFUSED, _line(b"HTTP/1.10 200 OK")),
    http("says http/1.1", _REFUSED, _line(b"http/1.1 200 OK")),
    http("begins with an empty line", _REFUSED, Send(b"\r\n" + GOOD)),
    http("begins with a blank", _REFUSED, Send(b" " + GOOD)),
    http("sends an empty head", _REFUSED, Send(b"\r\n\r\n")),
    http("states no status", _REFUSED, _line(b"HTTP/1.1")),
    http("states a status in words", _REFUSED, _line(b"HTTP/1.1 " + _SECRET)),
    http("states status 000", _REFUSED, _line(b"HTTP/1.1 000 OK")),
    http("states status 099", _REFUSED, _line(b"HTTP/1.1 099 OK")),
    http("states status 20", _REFUSED, _line(b"HTTP/1.1 20 OK")),
    http("states status 1000", _REFUSED, _line(b"HTTP/1.1 1000 OK")),
    http("states a signed status", _REFUSED, _line(b"HTTP/1.1 +20 OK")),
    http("states a status with an underscore", _REFUSED, _line(b"HTTP/1.1 2_0 OK")),
    http("states a status in other digits", _REFUSED, _line("HTTP/1.1 ٢٠٠ OK".encode())),
    http("sends two blanks before the status", _REFUSED, _line(b"HTTP/1.1  200 OK")),
    http("sends a tab before the status", _REFUSED, _line(b"HTTP/1.1\t200 OK")),
    http("sends a tab after the status", _REFUSED, _line(b"HTTP/1.1 200\tOK")),
    http("puts a NUL into the reason", _REFUSED, _line(b"HTTP/1.1 200 O\0K")),
    http("puts a bare CR into the reason", _REFUSED, _line(b"HTTP/1.1 200 O\rK")),
    http("ends the status line with two CRs", _REFUSED, _line(b"HTTP/1.1 200 OK\r")),
    http("folds the status line", _REFUSED, _line(b"HTTP/1.1 200 OK\r\n again")),
    http("gives no reason", SUCCESS, _line(b"HTTP/1.1 200")),
    http("gives an empty reason", SUCCESS, _line(b"HTTP/1.1 200 ")),
    http("gives a reason that is not ASCII", SUCCESS, _line(b"HTTP/1.1 200 caf\xe9")),
    http("states status 600", "ClientError", _line(b"HTTP/1.1 600 Beyond")),
    http("sends 100 Continue first", SUCCESS, Send(head(status=b"100 Continue") + GOOD)),
    http("sends early hints first", SUCCESS, Send(head(b"Link: </>", status=b"103 E") + GOOD)),
    http("sends a 1xx status first that nobody knows", SUCCESS, Send(head(status=b"199 X") + GOOD)),
    http("storms with 1xx responses", _REFUSED, Repeat(head(status=b"102 P"))),
    http("changes the protocol", _REFUSED, Send(head(status=b"101 Switching"))),
]  # fmt: skip

HEADERS = [
    http("sends a huge head", _REFUSED, Send(head(b"X: " + b"y" * 100_000)), says="head"),
    http("sends 100 000 headers", _REFUSED, Send(head(*[b"X: y"] * 100_000)), says="head"),
    http("sends an endless head", _REFUSED, Send(b"HTTP/1.1 200 OK\r\n"), Repeat(b"X: y\r\n" * 99)),
    http("sends a header without a colon", _REFUSED, _field(_SECRET)),
    http("sends a header without a name", _REFUSED, _field(b": " + _SECRET)),
    http("sends a blank before a colon", _REFUSED, _field(b"X : y")),
    http("sends a tab before a colon", _REFUSED, _field(b"X\t: y")),
    http("sends a blank in a name", _REFUSED, _field(b"X Y: z")),
    http("puts a NUL into a name", _REFUSED, _field(b"X\0: y")),
    http("puts a bare CR into a name", _REFUSED, _field(b"X\rY: z")),
    http("puts a vertical tab into a name", _REFUSED, _field(b"X\x0b: y")),
    http("puts parentheses into a name", _REFUSED, _field(b"X(y): z")),
    http("sends a name that is not ASCII", _REFUSED, _field(b"\xc3\xa9: y")),
    http("puts a NUL into a value", _REFUSED, _field(b"X: y\0z")),
    http("puts a bare CR into a value", _REFUSED, _field(b"X: y\rSet-Cookie: z")),
    http("ends a value with two CRs", _REFUSED, _field(b"X: y\r")),
    http("puts a vertical tab into a value", _REFUSED, _field(b"X: \x0by")),
    http("puts a form feed into a value", _REFUSED, _field(b"X: y\x0c")),
    http("puts an escape sequence into a value", _REFUSED, _field(b"X: \x1b[2J")),
    http("puts a DEL into a value", _REFUSED, _field(b"X: y\x7f")),
    http("folds the first header", _REFUSED, Send(b"HTTP/1.1 200 OK\r\n X: y\r\n" + _LENGTH + b"\r\n\r\n" + GOOD_BODY)),
    http("folds a header after a bare CR", _REFUSED, _field(b"X: a\r b")),
    http("folds a header", SUCCESS, _field(b"X: a\r\n b")),
    http("folds a header with a tab", SUCCESS, _field(b"X: a\r\n\t b")),
    http("folds the length", SUCCESS, Send(head(_LENGTH.replace(b" ", b"\r\n ")) + GOOD_BODY)),
    http("sends an empty value", SUCCESS, _field(b"X:")),
    http("sends a value that is not ASCII", SUCCESS, _field(b"X: caf\xe9 \xa0")),
    http("sends a tab in a value", SUCCESS, _field(b"X: a\tb")),
    http("ends lines with LF alone", SUCCESS, Send(b"HTTP/1.1 200 OK\n%s\n\n%s" % (_LENGTH, GOOD_BODY))),
    http("ends the head with LF and CRLF", SUCCESS, Send(b"HTTP/1.1 200 OK\n%s\n\r\n%s" % (_LENGTH, GOOD_BODY))),
    http("ends the head with CRLF and LF", SUCCESS, Send(b"HTTP/1.1 200 OK\n%s\r\n\n%s" % (_LENGTH, GOOD_BODY))),
    http("ends lines with CR alone", "ConnectionClosedError", Send(b"HTTP/1.1 200 OK\r%s\r\r%s" % (_LENGTH, GOOD_BODY)), End()),
]  # fmt: skip
