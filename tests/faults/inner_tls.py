"""A server's side of TLS in TLS, which Python's sockets do not have."""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")


class InnerTLS:
    """A socket over a TLS socket; beyond TLS it does what that does."""

    def __init__(self, outer: ssl.SSLSocket, context: ssl.SSLContext) -> None:
        self.outer = outer
        self.settimeout = outer.settimeout
        self.setsockopt = outer.setsockopt
        self.shutdown = outer.shutdown
        self.close = outer.close
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_side=True)
        self._follow(self._tls.do_handshake)

    def send_together(self, *parts: bytes, tail: bytes = b"") -> None:
        """Send an inner record for each part, and bytes that are not one, in one outer record."""
        for part in parts:
            self._tls.write(part)
        self.outer.sendall(self._outgoing.read() + tail)

    def recv(self, size: int) -> bytes:
        try:
            return self._follow(lambda: self._tls.read(size))
        except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
            return b""

    def sendall(self, data: bytes) -> None:
        self._follow(lambda: self._tls.write(data))

    def notify(self) -> None:
        """Send close_notify, without waiting for the peer's."""
        with contextlib.suppress(ssl.SSLWantReadError):
            self._tls.unwrap()
        self._flush()

    def _follow(self, step: Callable[[], _T]) -> _T:
        while True:
            try:
                result = step()
            except ssl.SSLWantReadError:
                self._flush()
                self._receive()
            else:
                self._flush()
                return result

    def _flush(self) -> None:
        self.outer.sendall(self._outgoing.read())

    def _receive(self) -> None:
        data = self.outer.recv(65536)
        if data:
            self._incoming.write(data)
        else:
            self._incoming.write_eof()
