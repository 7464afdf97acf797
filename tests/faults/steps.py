"""The steps of a server that misbehaves by a script."""

from __future__ import annotations

from dataclasses import dataclass

GOOD_BODY = b'{"accessToken":"granted","tokenType":"Bearer","expiresIn":1}'
GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(GOOD_BODY), GOOD_BODY)
CONNECTED = b"HTTP/1.1 200 Connection established\r\n\r\n"


@dataclass(frozen=True)
class Hear:
    """Read a request, head and body."""


@dataclass(frozen=True)
class Send:
    data: bytes


@dataclass(frozen=True)
class Drip:
    """Send every byte by itself."""

    data: bytes


@dataclass(frozen=True)
class Repeat:
    """Send the same until the client hangs up, with a pause after each."""

    data: bytes
    pause: float = 0


@dataclass(frozen=True)
class Silence:
    """Say nothing until the client hangs up."""


@dataclass(frozen=True)
class Reset:
    """Break the connection off."""


@dataclass(frozen=True)
class Close:
    """Close the connection, without close_notify where it is over TLS."""


@dataclass(frozen=True)
class Notify:
    """Say on the last layer of TLS that nothing follows (close_notify), and stay."""


@dataclass(frozen=True)
class End:
    """End the connection in order: over TLS, each layer says so (close_notify)."""


@dataclass(frozen=True)
class HalfClose:
    """End what the server sends, and stay."""


@dataclass(frozen=True)
class Secure:
    """Go on over TLS, with the context of that name; over TLS in TLS the second time."""

    context: str


@dataclass(frozen=True)
class Beneath:
    """Go on below the last layer of TLS."""


Step = (
    Hear
    | Send
    | Drip
    | Repeat
    | Silence
    | Reset
    | Close
    | Notify
    | End
    | HalfClose
    | Secure
    | Beneath
)
Script = tuple[Step, ...]

# What a connection begins with where nothing goes wrong.
PRELUDES: dict[str, Script] = {
    "http": (),
    "https": (Secure("good"),),
    "proxy": (Hear(), Send(CONNECTED), Secure("good")),
    "https proxy": (Secure("good"), Hear(), Send(CONNECTED), Secure("good")),
}
