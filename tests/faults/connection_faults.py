"""Connections that end, break, or go on without an end."""

# ruff: noqa: E501 - a table has a case a line

from __future__ import annotations

from tests.faults.cases import (
    BOUNDED,
    CHUNKED,
    IMPATIENT,
    SUCCESS,
    Case,
    chunks,
    head,
    http,
    with_body,
)
from tests.faults.steps import (
    GOOD,
    GOOD_BODY,
    Close,
    Drip,
    End,
    HalfClose,
    Hear,
    Repeat,
    Reset,
    Send,
    Silence,
)

_HALF = len(GOOD_BODY) // 2
_LENGTH = b"Content-Length: %d" % len(GOOD_BODY)
_CLOSED = "ConnectionClosedError"
_CHUNKED = head(CHUNKED)

ENDS = [
    http("resets instead of a response", _CLOSED, Reset()),
    http("closes instead of a response", _CLOSED, Close(), says="without a response"),
    http("ends instead of a response", _CLOSED, End(), says="without a response"),
    http("half-closes instead of a response", _CLOSED, HalfClose(), Silence()),
    Case("closes before it reads", (Close(),), _CLOSED),
    Case("responds before it reads and closes", (Send(GOOD), Hear(), Close()), SUCCESS),
    http("resets inside the status line", _CLOSED, Send(b"HTTP/1.1 200 O"), Reset()),
    http("closes inside the status line", _CLOSED, Send(b"HTTP/1.1 200 O"), Close()),
    http("closes inside a header", _CLOSED, Send(b"HTTP/1.1 200 OK\r\nContent-Le"), Close()),
    http("closes before the end of the head", _CLOSED, Send(head(_LENGTH)[:-2]), Close()),
    http("closes between head and body", _CLOSED, Send(head(_LENGTH)), Close()),
    http("resets between head and body", _CLOSED, Send(head(_LENGTH)), Reset()),
    http("closes after 100 Continue", _CLOSED, Send(head(status=b"100 Continue")), Close()),
    http("resets inside the body", _CLOSED, Send(GOOD[:-_HALF]), Reset()),
    http("closes inside the body", _CLOSED, Send(GOOD[:-_HALF]), Close()),
    http("ends inside the body", _CLOSED, Send(GOOD[:-_HALF]), End()),
    http("half-closes inside the body", _CLOSED, Send(GOOD[:-1]), HalfClose()),
    http("ends inside the size of a chunk", _CLOSED, Send(_CHUNKED + b"5"), End()),
    http("ends inside a chunk", _CLOSED, Send(_CHUNKED + b"5\r\nab"), End()),
    http("ends between chunks", _CLOSED, Send(chunks(GOOD_BODY, end=b"")), End()),
    http("closes after a chunk without its line end", _CLOSED, Send(_CHUNKED + b"2\r\n{}"), Close()),
    http("closes inside the last chunk", _CLOSED, Send(chunks(GOOD_BODY, end=b"0")), Close()),
    http("closes before the trailers", _CLOSED, Send(chunks(GOOD_BODY, end=b"0\r\n")), Close()),
    http("closes inside the trailers", _CLOSED, Send(chunks(GOOD_BODY, end=b"0\r\nX: ")), Close()),
    http("closes before the end of the trailers", _CLOSED, Send(chunks(GOOD_BODY, end=b"0\r\nX: y\r\n")), Close()),
    http("states no length and ends at once", _CLOSED, Send(head()), End(), says="cut"),
    http("states no length and ends at once with status 201", _CLOSED, Send(head(status=b"201 Created")), End(), says="cut"),
    http("states no length and ends at once in HTTP/1.0", _CLOSED, Send(head(version=b"1.0")), End(), says="cut"),
    http("states no length and resets", _CLOSED, Send(head() + GOOD_BODY), Reset()),
    http("states no length and ends inside the body", "ResponseParseError", Send(head() + GOOD_BODY[:-1]), End()),
    http("states no length", SUCCESS, Send(head() + GOOD_BODY), End()),
    http("states no length in HTTP/1.0", SUCCESS, Send(head(version=b"1.0") + GOOD_BODY), End()),
    http("says no without a length", "ClientError", Send(head(status=b"400 Bad")), End()),
    http("responds and closes", SUCCESS, Send(GOOD), Close()),
    http("responds and ends", SUCCESS, Send(GOOD), End()),
    http("responds in chunks and closes", SUCCESS, Send(chunks(GOOD_BODY)), Close()),
    http("announces the end and stays", SUCCESS, with_body(GOOD_BODY, b"Connection: close")),
]  # fmt: skip

TIME = [
    http("stays half-open", "ReadTimeoutError", Silence(), says="read_timeout", settings=IMPATIENT),
    http("stays half-open past the deadline", "DeadlineError", Silence(), settings=BOUNDED),
    http("stops in the head", "ReadTimeoutError", Send(b"HTTP/1.1 2"), Silence(), settings=IMPATIENT),
    http("stops in the body", "ReadTimeoutError", Send(GOOD[:-1]), Silence(), settings=IMPATIENT),
    http("stops in a chunk", "ReadTimeoutError", Send(_CHUNKED + b"5\r\nab"), Silence(), settings=IMPATIENT),
    http("stops in the trailers", "ReadTimeoutError", Send(chunks(GOOD_BODY, end=b"0\r\nX")), Silence(), settings=IMPATIENT),
    http("stops after 100 Continue", "ReadTimeoutError", Send(head(status=b"100 Continue")), Silence(), settings=IMPATIENT),
    http("states no length and stays", "ReadTimeoutError", Send(head() + GOOD_BODY), Silence(), settings=IMPATIENT),
    http("sends byte by byte", SUCCESS, Drip(GOOD)),
    http("sends chunks byte by byte", SUCCESS, Drip(chunks(GOOD_BODY[:9], GOOD_BODY[9:]))),
    http("drips a head without end", "DeadlineError", Send(b"HTTP/1.1 200 OK\r\nX: "), Repeat(b"y", 0.01), settings=BOUNDED),
    http("drips a body without end", "DeadlineError", Send(head(b"Content-Length: 50000")), Repeat(b" ", 0.01), settings=BOUNDED),
    http("drips chunks without end", "DeadlineError", Send(_CHUNKED), Repeat(b"1\r\n \r\n", 0.01), settings=BOUNDED),
    http("drips trailers without end", "DeadlineError", Send(chunks(end=b"0\r\n")), Repeat(b"X: y\r\n", 0.01), settings=BOUNDED),
    http("drips 1xx responses without end", "DeadlineError", Repeat(b"HTTP/1.1 102 P\r\n\r\n", 0.01), settings=BOUNDED),
    http("drips a body of no stated length", "DeadlineError", Send(head()), Repeat(b" ", 0.01), settings=BOUNDED),
]  # fmt: skip
