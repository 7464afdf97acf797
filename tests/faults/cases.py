"""What a fault is, and what servers' responses are put together from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tests.faults.steps import Hear, Script, Secure, Send, Step

SECRET = "s3cr3t-that-nobody-may-see"
LIMIT = 64 * 1024  # max_response_bytes

SUCCESS = "success"  # the good result
EMPTY = "empty"  # a result without a member

Settings = dict[str, float]

NONE: Settings = {}
IMPATIENT: Settings = {"read_timeout": 0.05}
BOUNDED: Settings = {"deadline": 0.1}
SLOW_CONNECT: Settings = {"connect_timeout": 0.05}
SLOW_TUNNEL: Settings = {"connect_timeout": 0.7}  # leaves a slow machine time to open the tunnel

CHUNKED = b"Transfer-Encoding: chunked"
PLANTED_BODY = b'{"accessToken":"planted","tokenType":"Bearer","expiresIn":1}'


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

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"

    def forms(self) -> Iterator[Case]:
        """Return the fault itself, and over TLS where it is not a fault of TLS or of a proxy."""
        yield self
        if self.kind == "http":
            yield replace(self, kind="https", script=(Secure("good"), *self.script))


def http(name: str, outcome: str, *steps: Step, says: str = "", settings: Settings = NONE) -> Case:
    """Return what a server does once it has read a request."""
    return Case(name, (Hear(), *steps), outcome, "http", settings, says)


def plants(name: str, outcome: str, *steps: Step) -> Case:
    """Return what a server does that holds an unasked response ready for the next request.

    A client that uses the connection again takes it for the response to that.
    """
    return http(f"{name}, and plants a response", outcome, *steps, Hear(), with_body(PLANTED_BODY))


def head(*headers: bytes, status: bytes = b"200 OK", version: bytes = b"1.1") -> bytes:
    """Return a head with its empty line."""
    return b"\r\n".join([b"HTTP/" + version + b" " + status, *headers]) + b"\r\n\r\n"


def with_body(
    body: bytes, *headers: bytes, status: bytes = b"200 OK", version: bytes = b"1.1"
) -> Send:
    """Return the sending of a body with its length."""
    length = b"Content-Length: %d" % len(body)
    return Send(head(length, *headers, status=status, version=version) + body)


def chunks(
    *pieces: bytes,
    end: bytes = b"0\r\n\r\n",
    headers: tuple[bytes, ...] = (CHUNKED,),
    version: bytes = b"1.1",
) -> bytes:
    """Return a response in chunks."""
    framed = [b"%x\r\n%s\r\n" % (len(each), each) for each in pieces]
    return head(*headers, version=version) + b"".join(framed) + end
