"""TLS that cannot be trusted, that is cut, or that runs through proxies."""

# ruff: noqa: E501 - a table has a case a line

from __future__ import annotations

from tests.faults.cases import (
    BOUNDED,
    IMPATIENT,
    NONE,
    SECRET,
    SLOW_CONNECT,
    SLOW_TUNNEL,
    SUCCESS,
    Case,
    Settings,
    head,
    with_body,
)
from tests.faults.steps import (
    CONNECTED,
    GOOD,
    GOOD_BODY,
    Beneath,
    Close,
    End,
    HalfClose,
    Hear,
    Notify,
    Repeat,
    Reset,
    Secure,
    Send,
    Silence,
    Step,
)

_SECRET = SECRET.encode()
_ELSEWHERE = b"Location: http://127.0.0.1:1/" + _SECRET
_CUT = "ConnectionClosedError"


def _tls(name: str, outcome: str, *steps: Step, settings: Settings = NONE) -> Case:
    """Return what a server does from the first byte of TLS on."""
    return Case(name, steps, outcome, "https", settings)


def _secured(name: str, outcome: str, *steps: Step, settings: Settings = NONE) -> Case:
    """Return what a server does once it has read a request over TLS."""
    return _tls(name, outcome, _TRUSTED, Hear(), *steps, settings=settings)


def _proxy(
    name: str, outcome: str, *steps: Step, says: str = "", settings: Settings = NONE
) -> Case:
    """Return what a plain proxy does once it has read CONNECT."""
    return Case(name, (Hear(), *steps), outcome, "proxy", settings, says)


def _https_proxy(name: str, outcome: str, *steps: Step, settings: Settings = NONE) -> Case:
    """Return what a proxy over TLS does once it has read CONNECT."""
    return Case(name, (_TRUSTED, Hear(), *steps), outcome, "https proxy", settings)


_TRUSTED = Secure("good")

# The heads of TLS records of 16 kB (RFC 8446 section 5.1).
_HANDSHAKE = Send(b"\x16\x03\x03\x40\0")
_DATA = Send(b"\x17\x03\x03\x40\0")
_FORGED_DATA = Send(b"\x17\x03\x03\0\x40" + b"x" * 64)
_FATAL_ALERT = Send(b"\x15\x03\x03\0\x02\x02\x28")

TLS = [
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
    _secured("drips a record", "ReadTimeoutError", Beneath(), _DATA, Repeat(b"x", 0.01), settings=IMPATIENT),
    _secured("drips a record past the deadline", "DeadlineError", Beneath(), _DATA, Repeat(b"x", 0.01), settings=BOUNDED),
    _secured("sends a forged record", _CUT, Beneath(), _FORGED_DATA, Silence()),
    _secured("sends a forged record inside the body", _CUT, Send(GOOD[:-9]), Beneath(), _FORGED_DATA, Silence()),
    _secured("sends an alert that is not encrypted", _CUT, Send(GOOD[:-9]), Beneath(), _FATAL_ALERT, Silence()),
    _secured("goes on without TLS", _CUT, Beneath(), Send(GOOD), Silence()),
    _secured("goes on without TLS inside the body", _CUT, Send(GOOD[:-9]), Beneath(), Send(GOOD[-9:]), Silence()),
    _secured("states no length, sends close_notify and stays", SUCCESS, Send(head() + GOOD_BODY), Notify(), Silence()),
    _secured("states no length and closes without close_notify", _CUT, Send(head() + GOOD_BODY), Close()),
    _secured("states no length and half-closes without close_notify", _CUT, Send(head() + GOOD_BODY), HalfClose(), Silence()),
    _secured("states no length and closes without close_notify in HTTP/1.0", _CUT, Send(head(version=b"1.0") + GOOD_BODY), Close()),
    _secured("states no length and closes at once without close_notify", _CUT, Send(head()), Close()),
    _secured("says no without a length and closes without close_notify", _CUT, Send(head(status=b"400 Bad") + b"{}"), Close()),
    _secured("says no without a length or a word and closes without close_notify", _CUT, Send(head(status=b"503 Busy")), Close()),
]  # fmt: skip

PROXY = [
    _proxy("opens a tunnel", SUCCESS, Send(CONNECTED), _TRUSTED, Hear(), Send(GOOD)),
    _proxy("wants to know who asks", "ProxyError", with_body(_SECRET, status=b"407 Who"), says="proxy"),
    _proxy("refuses a tunnel", "ProxyError", with_body(b"", status=b"403 Forbidden")),
    _proxy("redirects a tunnel", "ProxyError", with_body(b"", _ELSEWHERE, status=b"302 Found")),
    _proxy("resets a tunnel", "ProxyError", Reset()),
    _proxy("closes a tunnel", "ProxyError", Close()),
    _proxy("responds with rubbish", "ProxyError", Send(b"rubbish\r\n\r\n")),
    _proxy("is silent", "ProxyError", Silence(), settings=SLOW_CONNECT),
    _proxy("is silent past the deadline", "DeadlineError", Silence(), settings=BOUNDED),
    _proxy("drips a response", "DeadlineError", Repeat(b"H", 0.01), settings=BOUNDED),
    _proxy("leads to an expired certificate", "TLSError", Send(CONNECTED), Secure("expired")),
    _proxy("leads to silence", "ConnectTimeoutError", Send(CONNECTED), Silence(), settings=SLOW_TUNNEL),
    _proxy("says something first", SUCCESS, Send(head(status=b"100 Continue") + CONNECTED), _TRUSTED, Hear(), Send(GOOD)),
    _proxy("states a length with a tunnel", SUCCESS, Send(head(b"Content-Length: 5")), _TRUSTED, Hear(), Send(GOOD)),
    _proxy("speaks HTTP/1.0", SUCCESS, Send(head(version=b"1.0")), _TRUSTED, Hear(), Send(GOOD)),
    _proxy("speaks into the tunnel", "ProxyError", Send(CONNECTED + GOOD), Silence()),
    _proxy("says status 000", "ProxyError", Send(head(status=b"000 OK"))),
    _proxy("changes the protocol", "ProxyError", Send(head(status=b"101 Switching"))),
    _proxy("puts a NUL into a header", "ProxyError", Send(head(b"X: y\0"))),
    _proxy("closes inside the head", "ProxyError", Send(CONNECTED[:-2]), Close()),
    _proxy("sends a huge head", "ProxyError", Send(head(b"X: " + b"y" * 100_000))),
    _proxy("fails", "ProxyError", with_body(b"", status=b"502 Bad Gateway")),
    _proxy("cuts a body of no stated length", _CUT, Send(CONNECTED), _TRUSTED, Hear(), Send(head() + GOOD_BODY), Close()),
    _proxy("passes on a body of no stated length", SUCCESS, Send(CONNECTED), _TRUSTED, Hear(), Send(head() + GOOD_BODY), End()),
]  # fmt: skip

_TUNNEL = Send(CONNECTED)

HTTPS_PROXY = [
    _https_proxy("opens a tunnel", SUCCESS, _TUNNEL, _TRUSTED, Hear(), Send(GOOD)),
    _https_proxy("refuses a tunnel", "ProxyError", with_body(b"", status=b"403 Forbidden")),
    _https_proxy("closes a tunnel", "ProxyError", Close()),
    _https_proxy("drips a response", "DeadlineError", Repeat(b"H", 0.01), settings=BOUNDED),
    _https_proxy("leads to an expired certificate", "TLSError", _TUNNEL, Secure("expired")),
    _https_proxy("leads to no TLS", "TLSError", _TUNNEL, Send(b"HTTP/1.1 400 Bad Request\r\n\r\n"), Silence()),
    _https_proxy("leads to silence", "DeadlineError", _TUNNEL, Silence(), settings=BOUNDED),
    _https_proxy("leads to a dripping handshake", "ConnectTimeoutError", _TUNNEL, _HANDSHAKE, Repeat(b"x", 0.01), settings=SLOW_TUNNEL),
    _https_proxy("leads to a dripping handshake past the deadline", "DeadlineError", _TUNNEL, _HANDSHAKE, Repeat(b"x", 0.01), settings=BOUNDED),
    _https_proxy("leads to a dripping record", "ReadTimeoutError", _TUNNEL, _TRUSTED, Hear(), Beneath(), _DATA, Repeat(b"x", 0.01), settings=IMPATIENT),
    _https_proxy("leads to a dripping record past the deadline", "DeadlineError", _TUNNEL, _TRUSTED, Hear(), Beneath(), _DATA, Repeat(b"x", 0.01), settings=BOUNDED),
    _https_proxy("ends inside the body behind a tunnel", "ConnectionClosedError", _TUNNEL, _TRUSTED, Hear(), Send(GOOD[:-1]), Close()),
    _https_proxy("speaks into the tunnel", "ProxyError", Send(CONNECTED + GOOD), Silence()),
    _https_proxy("sends a forged record below the tunnel", _CUT, _TUNNEL, _TRUSTED, Hear(), Send(GOOD[:-9]), Beneath(), _FORGED_DATA, Silence()),
    _https_proxy("leads to a body of no stated length", SUCCESS, _TUNNEL, _TRUSTED, Hear(), Send(head() + GOOD_BODY), End()),
    _https_proxy("leads to close_notify and sends none itself", SUCCESS, _TUNNEL, _TRUSTED, Hear(), Send(head() + GOOD_BODY), Notify(), Close()),
    _https_proxy("cuts both layers in a body of no stated length", _CUT, _TUNNEL, _TRUSTED, Hear(), Send(head() + GOOD_BODY), Close()),
    _https_proxy("ends its own layer in a body of no stated length", _CUT, _TUNNEL, _TRUSTED, Hear(), Send(head() + GOOD_BODY), Beneath(), End()),
    _https_proxy("ends its own layer instead of a response", _CUT, _TUNNEL, _TRUSTED, Hear(), Beneath(), End()),
    _https_proxy("leads to an empty body of no stated length", _CUT, _TUNNEL, _TRUSTED, Hear(), Send(head()), End()),
    _https_proxy("resets behind a tunnel", _CUT, _TUNNEL, _TRUSTED, Hear(), Reset()),
    _https_proxy("ends before the response behind a tunnel", _CUT, _TUNNEL, _TRUSTED, Hear(), End()),
    Case("drips a handshake", (_HANDSHAKE, Repeat(b"x", 0.01)), "ProxyError", "https proxy", SLOW_CONNECT),
    Case("drips a handshake past the deadline", (_HANDSHAKE, Repeat(b"x", 0.01)), "DeadlineError", "https proxy", BOUNDED),
    Case("has an expired certificate", (Secure("expired"),), "ProxyError", "https proxy"),
]  # fmt: skip
