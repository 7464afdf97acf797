"""What a server can do to a client, step by step, and how the call must end."""

# ruff: noqa: E501 - a table has a case a line

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass, field

from tests.faults.server import (
    CONNECTED,
    GOOD,
    GOOD_BODY,
    Beneath,
    Close,
    Drip,
    HalfClose,
    Hear,
    Repeat,
    Reset,
    Script,
    Secure,
    Send,
    Silence,
    Step,
)

SECRET = "s3cr3t-that-nobody-may-see"
LIMIT = 64 * 1024  # max_response_bytes

ANSWERED = "answered"  # the good result
EMPTY = "empty"  # a result without a member

Settings = dict[str, float]

NONE: Settings = {}
IMPATIENT: Settings = {"read_timeout": 0.1}
BOUNDED: Settings = {"deadline": 0.2}
SLOW_CONNECT: Settings = {"connect_timeout": 0.1}
SLOW_TUNNEL: Settings = {"connect_timeout": 1}  # leaves a slow machine time to open the tunnel


@dataclass(frozen=True)
class Case:
    """A fault.

    Attributes:
        name: what the server does, in words.
        script: what it does, step by step, on the client's first connection.
        outcome: the name of the exception's class, or what the result is.
        kind: what the server is, see `FaultServer`.
        settings: arguments of the client beyond the usual.
        says: a part of the exception's message.
    """

    name: str
    script: Script
    outcome: str
    kind: str = "http"
    settings: Settings = field(default_factory=dict)
    says: str = ""


def _case(name: str, outcome: str, *steps: Step, says: str = "", settings: Settings = NONE) -> Case:
    return Case(name, (Hear(), *steps), outcome, "http", settings, says)


def _tls(name: str, outcome: str, *steps: Step, says: str = "", settings: Settings = NONE) -> Case:
    return Case(name, steps, outcome, "https", settings, says)


def _proxy(
    name: str, outcome: str, *steps: Step, says: str = "", settings: Settings = NONE
) -> Case:
    return Case(name, (Hear(), *steps), outcome, "proxy", settings, says)


def _https_proxy(
    name: str, outcome: str, *steps: Step, says: str = "", settings: Settings = NONE
) -> Case:
    return Case(name, (Secure("good"), Hear(), *steps), outcome, "https proxy", settings, says)


def _head(*headers: bytes, status: bytes = b"200 OK") -> bytes:
    return b"\r\n".join([b"HTTP/1.1 " + status, *headers]) + b"\r\n\r\n"


def _with(body: bytes, *headers: bytes, status: bytes = b"200 OK") -> Send:
    return Send(_head(b"Content-Length: %d" % len(body), *headers, status=status) + body)


def _chunks(*pieces: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    framed = [b"%x\r\n%s\r\n" % (len(each), each) for each in pieces]
    return _head(b"Transfer-Encoding: chunked") + b"".join(framed) + end


_CHUNKED = _head(b"Transfer-Encoding: chunked")
_SECRET = SECRET.encode()
_HALF = len(GOOD_BODY) // 2
_LENGTH = b"Content-Length: %d" % len(GOOD_BODY)
_BOMB = gzip.compress(b'{"accessToken":"' + b"a" * 10_000_000 + b'"}')
_ELSEWHERE = b"Location: http://127.0.0.1:1/" + _SECRET

CONNECTION = [
    _case("resets instead of an answer", "ConnectionClosedError", Reset()),
    _case(
        "closes instead of an answer", "ConnectionClosedError", Close(), says="without an answer"
    ),
    _case("half-closes instead of an answer", "ConnectionClosedError", HalfClose(), Silence()),
    Case("closes before it reads", (Close(),), "ConnectionClosedError"),
    Case("answers before it reads and closes", (Send(GOOD), Hear(), Close()), ANSWERED),
    _case("resets inside the head", "ConnectionClosedError", Send(b"HTTP/1.1 200 O"), Reset()),
    _case("closes inside the head", "ConnectionClosedError", Send(b"HTTP/1.1 200 O"), Close()),
    _case("resets inside the body", "ConnectionClosedError", Send(GOOD[:-_HALF]), Reset()),
    _case("closes inside the body", "ConnectionClosedError", Send(GOOD[:-_HALF]), Close()),
    _case("closes between head and body", "ConnectionClosedError", Send(_head(_LENGTH)), Close()),
    _case("half-closes inside the body", "ConnectionClosedError", Send(GOOD[:-1]), HalfClose()),
    _case("answers and closes", ANSWERED, Send(GOOD), Close()),
    _case("answers and resets", ANSWERED, _with(GOOD_BODY, b"Connection: close"), Reset()),
    _case("announces the end and stays", ANSWERED, _with(GOOD_BODY, b"Connection: close")),
]

TIME = [
    _case(
        "stays half-open", "ReadTimeoutError", Silence(), says="read_timeout", settings=IMPATIENT
    ),
    _case("stays half-open past the deadline", "DeadlineError", Silence(), settings=BOUNDED),
    _case(
        "stops in the head", "ReadTimeoutError", Send(b"HTTP/1.1 2"), Silence(), settings=IMPATIENT
    ),
    _case("stops in the body", "ReadTimeoutError", Send(GOOD[:-1]), Silence(), settings=IMPATIENT),
    _case(
        "stops in a chunk",
        "ReadTimeoutError",
        Send(_CHUNKED + b"5\r\nab"),
        Silence(),
        settings=IMPATIENT,
    ),
    _case("sends byte by byte", ANSWERED, Drip(GOOD)),
    _case("sends chunks byte by byte", ANSWERED, Drip(_chunks(GOOD_BODY[:9], GOOD_BODY[9:]))),
    _case(
        "drips a head without end",
        "DeadlineError",
        Send(b"HTTP/1.1 200 OK\r\nX: "),
        Repeat(b"y", 0.01),
        settings=BOUNDED,
    ),
    _case(
        "drips a body without end",
        "DeadlineError",
        Send(_head(b"Content-Length: 50000")),
        Repeat(b" ", 0.01),
        settings=BOUNDED,
    ),
    _case(
        "drips chunks without end",
        "DeadlineError",
        Send(_CHUNKED),
        Repeat(b"1\r\n \r\n", 0.01),
        settings=BOUNDED,
    ),
    _case(
        "drips 1xx answers without end",
        "DeadlineError",
        Repeat(b"HTTP/1.1 102 Processing\r\n\r\n", 0.01),
        settings=BOUNDED,
    ),
    _case(
        "drips a body of no stated length",
        "DeadlineError",
        Send(_head()),
        Repeat(b" ", 0.01),
        settings=BOUNDED,
    ),
]

FRAMING = [
    _case("sends 100 Continue first", ANSWERED, Send(_head(status=b"100 Continue") + GOOD)),
    _case("sends early hints first", ANSWERED, Send(_head(b"Link: </>", status=b"103 E") + GOOD)),
    _case("storms with 1xx answers", "ResponseParseError", Repeat(_head(status=b"102 P"))),
    _case("changes the protocol", "ResponseParseError", Send(_head(status=b"101 Switching"))),
    _case("sends more than it announced", ANSWERED, Send(GOOD + GOOD)),
    _case("sends rubbish after the answer", ANSWERED, Send(GOOD + b"rubbish")),
    _case("announces too little", "ResponseParseError", Send(_head(b"Content-Length: 9") + GOOD_BODY)),
    _case("states the same length twice", ANSWERED, _with(GOOD_BODY, _LENGTH)),
    _case("states two lengths", "ResponseParseError", _with(GOOD_BODY, b"Content-Length: 3")),
    _case("states a negative length", "ResponseParseError", Send(_head(b"Content-Length: -1"))),
    _case("states a length in words", "ResponseParseError", Send(_head(b"Content-Length: many"))),
    _case("states a signed length", "ResponseParseError", Send(_head(b"Content-Length: +2") + b"{}")),
    _case("states no length", ANSWERED, Send(_head() + GOOD_BODY), Close()),
    _case("states a huge length", "ResponseParseError", Send(_head(b"Content-Length: %d" % 10**17))),
    _case("answers in chunks", ANSWERED, Send(_chunks(GOOD_BODY[:5], GOOD_BODY[5:]))),
    _case("adds a trailer", ANSWERED, Send(_chunks(GOOD_BODY, end=b"0\r\nX: y\r\n\r\n"))),
    _case("adds a chunk extension", ANSWERED, Send(_CHUNKED + b"%x;a=b\r\n%s\r\n0\r\n\r\n" % (len(GOOD_BODY), GOOD_BODY))),
    _case("states chunks and a length", ANSWERED, Send(_chunks(GOOD_BODY).replace(b"\r\n", b"\r\nContent-Length: 3\r\n", 1))),
    _case("ends inside a chunk", "ConnectionClosedError", Send(_CHUNKED + b"5\r\nab"), Close()),
    _case("ends before the last chunk", "ConnectionClosedError", Send(_chunks(GOOD_BODY, end=b"")), Close()),
    _case("ends inside the trailers", "ConnectionClosedError", Send(_chunks(GOOD_BODY, end=b"0\r\nX: ")), Close()),
    _case("states no chunk size", "ResponseParseError", Send(_CHUNKED + _SECRET + b"\r\n")),
    _case("states a negative chunk size", "ResponseParseError", Send(_CHUNKED + b"-5\r\nabcde\r\n")),
    _case("states a wrong chunk size", "ResponseParseError", Send(_CHUNKED + b"2\r\nabcde\r\n0\r\n\r\n")),
    _case("states a huge chunk size", "ResponseParseError", Send(_CHUNKED + b"ffffffffffff\r\n")),
    _case("sends an endless chunk size", "ResponseParseError", Send(_CHUNKED), Repeat(b"0" * 999)),
    _case("sends endless chunk extensions", "ResponseParseError", Send(_CHUNKED), Repeat(b"1;" + b"x" * 999 + b"\r\ny\r\n")),
    _case("sends endless trailers", "ResponseParseError", Send(_chunks(end=b"0\r\n")), Repeat(b"X: y\r\n" * 99)),
    _case("knows another transfer coding", "ResponseParseError", Send(_head(b"Transfer-Encoding: gzip"))),
    _case("sends a huge head", "ResponseParseError", Send(_head(b"X: " + b"y" * 100_000)), says="head"),
    _case("sends 100 000 headers", "ResponseParseError", Send(_head(*[b"X: y"] * 100_000)), says="head"),
    _case("sends an endless head", "ResponseParseError", Send(b"HTTP/1.1 200 OK\r\n"), Repeat(b"X: y\r\n" * 99)),
    _case("sends a header without a colon", "ResponseParseError", Send(_head(_SECRET) + b"{}")),
    _case("sends a space before a colon", "ResponseParseError", Send(_head(b"Content-Length : 2") + b"{}")),
    _case("folds a header", ANSWERED, _with(GOOD_BODY, b"X: a\r\n b")),
    _case("ends lines with LF alone", ANSWERED, Send(b"HTTP/1.1 200 OK\n%s\n\n%s" % (_LENGTH, GOOD_BODY))),
    _case("speaks HTTP/1.0", ANSWERED, Send(GOOD.replace(b"1.1", b"1.0", 1)), Close()),
    _case("speaks HTTP/2", "ResponseParseError", Send(b"\0\0\x06\x04" + bytes(5) + b"\r\n\r\n")),
    _case("speaks SMTP", "ResponseParseError", Send(b"220 mail.example ESMTP\r\n\r\n")),
    _case("states no status", "ResponseParseError", Send(_head(status=_SECRET))),
    _case("states status 1000", "ResponseParseError", Send(_head(status=b"1000 OK"))),
]  # fmt: skip

CONTENT = [
    _case("sends an endless body", "ResponseParseError", Send(_head()), Repeat(b" " * 999), says="max_response_bytes"),
    _case("sends endless chunks", "ResponseParseError", Send(_CHUNKED), Repeat(b"3e7\r\n" + b" " * 999 + b"\r\n"), says="max_response_bytes"),
    _case("sends a body over the limit", "ResponseParseError", _with(b" " * (LIMIT + 1)), says="max_response_bytes"),
    _case("sends a gzip bomb", "ResponseParseError", _with(_BOMB, b"Content-Encoding: gzip")),
    _case("sends a deflate bomb", "ResponseParseError", _with(zlib.compress(b" " * 10_000_000), b"Content-Encoding: deflate")),
    _case("compresses a good answer unasked", "ResponseParseError", _with(gzip.compress(GOOD_BODY), b"Content-Encoding: gzip")),
    _case("sends HTML with status 200", "ResponseParseError", _with(b"<html>" + _SECRET + b"</html>", b"Content-Type: text/html")),
    _case("sends nothing", EMPTY, _with(b"")),
    _case("sends 204", EMPTY, Send(_head(status=b"204 No Content"))),
    _case("sends an empty object", EMPTY, _with(b"{}")),
    _case("sends null", "ResponseParseError", _with(b"null")),
    _case("sends a list", "ResponseParseError", _with(b"[" + GOOD_BODY + b"]")),
    _case("sends a string", "ResponseParseError", _with(b'"' + _SECRET + b'"')),
    _case("sends half an object", "ResponseParseError", _with(GOOD_BODY[:-_HALF])),
    _case("sends two objects", "ResponseParseError", _with(GOOD_BODY * 2)),
    _case("sends NaN", "ResponseParseError", _with(b'{"expiresIn":NaN}')),
    _case("sends Infinity", "ResponseParseError", _with(b'{"expiresIn":-Infinity}')),
    _case("sends a number of 10 000 digits", "ResponseParseError", _with(b'{"expiresIn":' + b"9" * 10_000 + b"}")),
    _case("sends a number where text belongs", "ResponseParseError", _with(b'{"accessToken":1}')),
    _case("sends a secret of the wrong type", "ResponseParseError", _with(b'{"accessToken":["' + _SECRET + b'"]}')),
    _case("nests lists 30 000 deep", "ResponseParseError", _with(b"[" * 30_000 + b"]" * 30_000)),
    _case("nests objects 10 000 deep", "ResponseParseError", _with(b'{"a":' * 10_000 + b"1" + b"}" * 10_000)),
    _case("nests a member deep", "ResponseParseError", _with(b'{"x":' + b"[" * 20_000 + b"]" * 20_000 + b"}")),
    _case("sends invalid UTF-8", "ResponseParseError", _with(b'{"accessToken":"\xff\xfe"}')),
    _case("sends UTF-16", "ResponseParseError", _with(GOOD_BODY.decode().encode("utf-16"))),
    _case("sends a lone surrogate", ANSWERED, _with(GOOD_BODY[:-1] + b',"unknown":"\\ud800"}')),
    _case("repeats a key", ANSWERED, _with(b'{"accessToken":"stale",' + GOOD_BODY[1:])),
    _case("sends members that nobody knows", ANSWERED, _with(b'{"unknown":[{}],' + GOOD_BODY[1:])),
    _case("redirects elsewhere for a moment", "ClientError", _with(b"", _ELSEWHERE, status=b"307 Temporary")),
    _case("redirects elsewhere for good", "ClientError", _with(b"", _ELSEWHERE, status=b"301 Moved")),
    _case("redirects to a GET", "ClientError", _with(b"{}", _ELSEWHERE, status=b"303 See Other")),
    _case("says no without a word", "ClientError", _with(b"", status=b"400 Bad")),
    _case("says no and sends the secret back", "ClientError", _with(b'{"message":"' + _SECRET + b'"}', status=b"400 Bad")),
    _case("says no in HTML", "ClientError", _with(b"<html>" + _SECRET + b"</html>", status=b"403 No")),
    _case("says no in nested lists", "ClientError", _with(b"[" * 30_000, status=b"400 Bad")),
    _case("says no as the model has it", "SlowDownException", _with(b'{"error":"slow_down"}', status=b"400 Bad")),
    _case("fails", "InternalServerException", _with(b'{"error":"server_error"}', status=b"500 Oh")),
    _case("fails in HTML", "ClientError", _with(b"<html></html>", status=b"502 Bad Gateway")),
    _case("puts the secret in a header", "ClientError", _with(b"", b"x-amzn-requestid: " + _SECRET, status=b"400 Bad")),
]  # fmt: skip

_TRUSTED = Secure("good")

# The heads of TLS records of 16 kB (RFC 8446 section 5.1).
_HANDSHAKE = Send(b"\x16\x03\x03\x40\0")
_DATA = Send(b"\x17\x03\x03\x40\0")

TLS = [
    _tls("answers over TLS", ANSWERED, _TRUSTED, Hear(), Send(GOOD)),
    _tls("has an expired certificate", "TLSError", Secure("expired")),
    _tls("has another host's certificate", "TLSError", Secure("another host")),
    _tls("has a stranger's certificate", "TLSError", Secure("stranger")),
    _tls("knows TLS 1.0 alone", "TLSError", Secure("TLS 1.0")),
    _tls("speaks no TLS", "TLSError", Send(b"HTTP/1.1 400 Bad Request\r\n\r\n"), Silence()),
    _tls("resets in the handshake", "ConnectError", Reset()),
    _tls("ends in the handshake", "TLSError", HalfClose(), Silence()),
    _tls("is silent in the handshake", "ConnectTimeoutError", Silence(), settings=SLOW_CONNECT),
    _tls("is silent in the handshake past the deadline", "DeadlineError", Silence(), settings=BOUNDED),
    _tls("drips a handshake", "ConnectTimeoutError", _HANDSHAKE, Repeat(b"x", 0.01), settings=SLOW_CONNECT),
    _tls("drips a handshake past the deadline", "DeadlineError", _HANDSHAKE, Repeat(b"x", 0.01), settings=BOUNDED),
    _tls("drips a record", "ReadTimeoutError", _TRUSTED, Hear(), Beneath(), _DATA, Repeat(b"x", 0.01), settings=IMPATIENT),
    _tls("drips a record past the deadline", "DeadlineError", _TRUSTED, Hear(), Beneath(), _DATA, Repeat(b"x", 0.01), settings=BOUNDED),
    _tls("resets inside the body over TLS", "ConnectionClosedError", _TRUSTED, Hear(), Send(GOOD[:-1]), Reset()),
    _tls("closes inside the body over TLS", "ConnectionClosedError", _TRUSTED, Hear(), Send(GOOD[:-1]), Close()),
    _tls("closes instead of an answer over TLS", "ConnectionClosedError", _TRUSTED, Hear(), Close()),
    _tls("is silent over TLS", "ReadTimeoutError", _TRUSTED, Hear(), Silence(), settings=IMPATIENT),
    _tls("drips a head over TLS", "DeadlineError", _TRUSTED, Hear(), Repeat(b"H", 0.01), settings=BOUNDED),
    _tls("answers byte by byte over TLS", ANSWERED, _TRUSTED, Hear(), Drip(GOOD)),
    _tls("answers and closes over TLS", ANSWERED, _TRUSTED, Hear(), Send(GOOD), Close()),
]  # fmt: skip

PROXY = [
    _proxy("opens a tunnel", ANSWERED, Send(CONNECTED), _TRUSTED, Hear(), Send(GOOD)),
    _proxy("wants to know who asks", "ProxyError", _with(_SECRET, status=b"407 Who"), says="proxy"),
    _proxy("refuses a tunnel", "ProxyError", _with(b"", status=b"403 Forbidden")),
    _proxy("redirects a tunnel", "ProxyError", _with(b"", _ELSEWHERE, status=b"302 Found")),
    _proxy("resets a tunnel", "ProxyError", Reset()),
    _proxy("closes a tunnel", "ProxyError", Close()),
    _proxy("answers rubbish", "ProxyError", Send(b"rubbish\r\n\r\n")),
    _proxy("is silent", "ProxyError", Silence(), settings=SLOW_CONNECT),
    _proxy("is silent past the deadline", "DeadlineError", Silence(), settings=BOUNDED),
    _proxy("drips an answer", "DeadlineError", Repeat(b"H", 0.01), settings=BOUNDED),
    _proxy("leads to an expired certificate", "TLSError", Send(CONNECTED), Secure("expired")),
    _proxy(
        "leads to silence", "ConnectTimeoutError", Send(CONNECTED), Silence(), settings=SLOW_TUNNEL
    ),
]

_TUNNEL = Send(CONNECTED)

HTTPS_PROXY = [
    _https_proxy("opens a tunnel", ANSWERED, _TUNNEL, _TRUSTED, Hear(), Send(GOOD)),
    _https_proxy("refuses a tunnel", "ProxyError", _with(b"", status=b"403 Forbidden")),
    _https_proxy("closes a tunnel", "ProxyError", Close()),
    _https_proxy("drips an answer", "DeadlineError", Repeat(b"H", 0.01), settings=BOUNDED),
    _https_proxy("leads to an expired certificate", "TLSError", _TUNNEL, Secure("expired")),
    _https_proxy("leads to no TLS", "TLSError", _TUNNEL, Send(b"HTTP/1.1 400 Bad Request\r\n\r\n"), Silence()),
    _https_proxy("leads to silence", "DeadlineError", _TUNNEL, Silence(), settings=BOUNDED),
    _https_proxy("leads to a dripping handshake", "ConnectTimeoutError", _TUNNEL, _HANDSHAKE, Repeat(b"x", 0.01), settings=SLOW_TUNNEL),
    _https_proxy("leads to a dripping handshake past the deadline", "DeadlineError", _TUNNEL, _HANDSHAKE, Repeat(b"x", 0.01), settings=BOUNDED),
    _https_proxy("leads to a dripping record", "ReadTimeoutError", _TUNNEL, _TRUSTED, Hear(), Beneath(), _DATA, Repeat(b"x", 0.01), settings=IMPATIENT),
    _https_proxy("leads to a dripping record past the deadline", "DeadlineError", _TUNNEL, _TRUSTED, Hear(), Beneath(), _DATA, Repeat(b"x", 0.01), settings=BOUNDED),
    _https_proxy("ends inside the body behind a tunnel", "ConnectionClosedError", _TUNNEL, _TRUSTED, Hear(), Send(GOOD[:-1]), Close()),
    Case("drips a handshake", (_HANDSHAKE, Repeat(b"x", 0.01)), "ProxyError", "https proxy", SLOW_CONNECT),
    Case("drips a handshake past the deadline", (_HANDSHAKE, Repeat(b"x", 0.01)), "DeadlineError", "https proxy", BOUNDED),
    Case("has an expired certificate", (Secure("expired"),), "ProxyError", "https proxy"),
]  # fmt: skip

CASES = CONNECTION + TIME + FRAMING + CONTENT + TLS + PROXY + HTTPS_PROXY
