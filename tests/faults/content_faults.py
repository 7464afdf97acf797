"""Bodies that are not results, and refusals in every form."""

# ruff: noqa: E501 - a table has a case a line

from __future__ import annotations

import gzip
import zlib

from tests.faults.cases import CHUNKED, EMPTY, LIMIT, SECRET, SUCCESS, head, http, with_body
from tests.faults.steps import GOOD_BODY, End, Repeat, Send

_SECRET = SECRET.encode()
_BOMB = gzip.compress(b'{"accessToken":"' + b"a" * 10_000_000 + b'"}')
_ELSEWHERE = b"Location: http://127.0.0.1:1/" + _SECRET
_REFUSED = "ResponseParseError"

CONTENT = [
    http("sends an endless body", _REFUSED, Send(head()), Repeat(b" " * 999), says="max_response_bytes"),
    http("sends endless chunks", _REFUSED, Send(head(CHUNKED)), Repeat(b"3e7\r\n" + b" " * 999 + b"\r\n"), says="max_response_bytes"),
    http("sends a body over the limit", _REFUSED, with_body(b" " * (LIMIT + 1)), says="max_response_bytes"),
    http("sends a gzip bomb", _REFUSED, with_body(_BOMB, b"Content-Encoding: gzip")),
    http("sends a deflate bomb", _REFUSED, with_body(zlib.compress(b" " * 10_000_000), b"Content-Encoding: deflate")),
    http("compresses a good response unasked", _REFUSED, with_body(gzip.compress(GOOD_BODY), b"Content-Encoding: gzip")),
    http("sends HTML with status 200", _REFUSED, with_body(b"<html>" + _SECRET + b"</html>", b"Content-Type: text/html")),
    http("sends nothing", EMPTY, with_body(b"")),
    http("sends 204", EMPTY, Send(head(status=b"204 No Content"))),
    http("sends an empty object", EMPTY, with_body(b"{}")),
    http("sends null", _REFUSED, with_body(b"null")),
    http("sends a list", _REFUSED, with_body(b"[" + GOOD_BODY + b"]")),
    http("sends a string", _REFUSED, with_body(b'"' + _SECRET + b'"')),
    http("sends half an object", _REFUSED, with_body(GOOD_BODY[:-9])),
    http("sends two objects", _REFUSED, with_body(GOOD_BODY * 2)),
    http("sends NaN", _REFUSED, with_body(b'{"expiresIn":NaN}')),
    http("sends Infinity", _REFUSED, with_body(b'{"expiresIn":-Infinity}')),
    http("sends a number of 10 000 digits", _REFUSED, with_body(b'{"expiresIn":' + b"9" * 10_000 + b"}")),
    http("sends a list where text belongs", _REFUSED, with_body(b'{"accessToken":[1]}')),
    http("sends a secret of the wrong type", _REFUSED, with_body(b'{"accessToken":["' + _SECRET + b'"]}')),
    http("nests lists 30 000 deep", _REFUSED, with_body(b"[" * 30_000 + b"]" * 30_000)),
    http("nests objects 10 000 deep", _REFUSED, with_body(b'{"a":' * 10_000 + b"1" + b"}" * 10_000)),
    http("nests a member deep", _REFUSED, with_body(b'{"x":' + b"[" * 20_000 + b"]" * 20_000 + b"}")),
    http("sends invalid UTF-8", _REFUSED, with_body(b'{"accessToken":"\xff\xfe"}')),
    http("sends UTF-16", _REFUSED, with_body(GOOD_BODY.decode().encode("utf-16"))),
    http("sends a lone surrogate", SUCCESS, with_body(GOOD_BODY[:-1] + b',"unknown":"\\ud800"}')),
    http("repeats a key", SUCCESS, with_body(b'{"accessToken":"stale",' + GOOD_BODY[1:])),
    http("sends members that nobody knows", SUCCESS, with_body(b'{"unknown":[{}],' + GOOD_BODY[1:])),
    http("redirects elsewhere for a moment", "ClientError", with_body(b"", _ELSEWHERE, status=b"307 Temporary")),
    http("redirects elsewhere for good", "ClientError", with_body(b"", _ELSEWHERE, status=b"301 Moved")),
    http("redirects to a GET", "ClientError", with_body(b"{}", _ELSEWHERE, status=b"303 See Other")),
    http("says no without a word", "ClientError", with_body(b"", status=b"400 Bad")),
    http("says no and sends the secret back", "ClientError", with_body(b'{"message":"' + _SECRET + b'"}', status=b"400 Bad")),
    http("says no in HTML", "ClientError", with_body(b"<html>" + _SECRET + b"</html>", status=b"403 No")),
    http("says no in nested lists", "ClientError", with_body(b"[" * 30_000, status=b"400 Bad")),
    http("says no as the model has it", "SlowDownException", with_body(b'{"error":"slow_down"}', status=b"400 Bad")),
    http("fails", "InternalServerException", with_body(b'{"error":"server_error"}', status=b"500 Oh")),
    http("fails in HTML", "ClientError", with_body(b"<html></html>", status=b"502 Bad Gateway")),
    http("puts the secret in a header", "ClientError", with_body(b"", b"x-amzn-requestid: " + _SECRET, status=b"400 Bad")),
    http("says no with NaN", "SlowDownException", with_body(b'{"error":"slow_down","x":NaN}', status=b"400 Bad")),
    http("says no in half an object", "ClientError", with_body(b'{"error":"slow_d', status=b"400 Bad")),
    http("says no and compresses", "ClientError", with_body(_BOMB, b"Content-Encoding: gzip", status=b"400 Bad")),
    http("says no over the limit", _REFUSED, with_body(b" " * (LIMIT + 1), status=b"400 Bad"), says="max_response_bytes"),
    http("names an error with NUL", _REFUSED, with_body(b"{}", b"x-amzn-errortype: Slow\0DownException", status=b"400 Bad")),
    http("fails without a length", "InternalServerException", Send(head(status=b"500 Oh") + b'{"error":"server_error"}'), End()),
    http("fails without a word", "ClientError", Send(head(status=b"503 Busy")), End()),
]  # fmt: skip


def _expires(value: str) -> Send:
    """Return the sending of a good result in which a whole number is written so."""
    return with_body(GOOD_BODY.replace(b'"expiresIn":1', b'"expiresIn":' + value.encode()))


NUMBERS = [
    http("writes a number as text", SUCCESS, _expires('"1"')),
    http("writes a number with a point", SUCCESS, _expires("1.0")),
    http("writes a number with an exponent", SUCCESS, _expires("1e0")),
    http("writes a number with an underscore", _REFUSED, _expires('"12_0"')),
    http("writes a number after a blank", _REFUSED, _expires('" 12"')),
    http("writes a number before a line end", _REFUSED, _expires('"12\\n"')),
    http("writes a number after a non-breaking space", _REFUSED, _expires('"\xa012"')),
    http("writes a number in other digits", _REFUSED, _expires('"١٢"')),
    http("writes a hexadecimal number", _REFUSED, _expires('"0x12"')),
    http("writes a number with a comma", _REFUSED, _expires('"1,200"')),
    http("writes a fraction for a whole number", _REFUSED, _expires("1.5")),
    http("writes a fraction as text for a whole number", _REFUSED, _expires('"1.5"')),
    http("writes true for a number", _REFUSED, _expires("true")),
    http("writes nothing for a number", _REFUSED, _expires('""')),
    http("writes nan for a number", _REFUSED, _expires('"nan"')),
    http("writes Infinity for a number", _REFUSED, _expires('"Infinity"')),
    http("writes a number beyond all floats", _REFUSED, _expires("1e999")),
    http("writes a number of 10 000 digits as text", _REFUSED, _expires('"' + "9" * 10_000 + '"')),
    http("writes a number with a zero in front", _REFUSED, _expires("012")),
    http("writes a number with a plus", _REFUSED, _expires("+12")),
    http("writes a list for a number", _REFUSED, _expires("[12]")),
]  # fmt: skip
