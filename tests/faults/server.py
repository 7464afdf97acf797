"""A server that misbehaves by a script, and behaves afterwards."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Iterator, Mapping

from restjson.http.tls import close_unfinished
from tests.faults.inner_tls import InnerTLS
from tests.faults.steps import (
    GOOD,
    PRELUDES,
    Beneath,
    Close,
    Drip,
    End,
    HalfClose,
    Hear,
    Notify,
    Repeat,
    Reset,
    Script,
    Secure,
    Send,
    Silence,
    Step,
)


class FaultServer:
    """Follows a script on its first connection and responds well on all others.

    A connection whose script does not end it goes on with good responses.

    Args:
        kind: what it is: "http", "https", or a proxy to an HTTPS server: "proxy", "https proxy".
        script: what it does on the first connection.
        contexts: TLS contexts by name.
        listening: whether it listens at once; connections are refused until it does.
    """

    def __init__(
        self,
        kind: str,
        script: Script,
        contexts: Mapping[str, ssl.SSLContext],
        *,
        listening: bool = True,
    ) -> None:
        self._prelude = PRELUDES[kind]
        self._script: Script | None = script
        self._contexts = contexts
        self._listener = socket.socket()
        self._listener.bind(("127.0.0.1", 0))
        self._changed = threading.Condition()
        self._peers: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self.address = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self.connections = 0
        self.requests: list[bytes] = []
        if listening:
            self.listen()

    def listen(self) -> None:
        self._listener.listen(64)
        self._start(threading.Thread(target=self._accept, daemon=True))

    def has_no_connection(self, timeout: float = 30) -> bool:
        """Wait until the client has ended all its connections."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._peers, timeout)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        with self._changed:
            for peer in self._peers:
                with contextlib.suppress(OSError):
                    peer.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _start(self, thread: threading.Thread) -> None:
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                peer, _ = self._listener.accept()
            except OSError:
                return
            # A record of TLS must not wait for the acknowledgment of the one before.
            peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            script, self._script = self._script, None
            self.connections += 1
            with self._changed:
                self._peers.add(peer)
            steps = self._prelude if script is None else script
            self._start(threading.Thread(target=self._talk, args=(peer, steps), daemon=True))

    def _talk(self, peer: socket.socket, steps: Script) -> None:
        talk = _Talk(peer, self._contexts, self.requests)
        try:
            with contextlib.suppress(OSError):
                for step in steps:
                    talk.follow(step)
                while talk.hear():
                    talk.socket.sendall(GOOD)
        finally:
            talk.socket.close()
            with self._changed:
                self._peers.discard(peer)
                self._changed.notify_all()


class _Talk:
    """One connection."""

    def __init__(
        self,
        peer: socket.socket,
        contexts: Mapping[str, ssl.SSLContext],
        requests: list[bytes],
    ) -> None:
        self.socket: socket.socket | InnerTLS = peer
        self._contexts = contexts
        self._requests = requests
        self._received = b""

    def follow(self, step: Step) -> None:
        match step:
            case Hear():
                if not self.hear():
                    raise ConnectionResetError
            case Send(data):
                self.socket.sendall(data)
            case Drip(data):
                self._drip(data)
            case Repeat(data, pause):
                self._repeat(data, pause)
            case Silence():
                self._wait_for_the_end()
            case Reset():
                linger = struct.pack("ii", 1, 0)
                self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.socket.close()
            case Close():
                self.socket.close()
            case Notify():
                _notify(self.socket)
            case End():
                _notify(self.socket)
                if isinstance(self.socket, InnerTLS):
                    _notify(self.socket.outer)
                self.socket.close()
            case HalfClose():
                self.socket.shutdown(socket.SHUT_WR)
            case Secure(name):
                self._secure(self._contexts[name])
            case Beneath():
                self._go_beneath()

    def hear(self) -> bool:
        """Read one request; False at the end of the connection."""
        while b"\r\n\r\n" not in self._received:
            if not self._more():
                return False
        head, _, rest = self._received.partition(b"\r\n\r\n")
        _, _, length = head.lower().partition(b"content-length:")
        size = int(length.split(b"\r\n")[0] or 0)
        while len(rest) < size:
            if not self._more():
                return False
            rest = self._received.partition(b"\r\n\r\n")[2]
        self._received = rest[size:]
        self._requests.append(head)
        return True

    def _secure(self, context: ssl.SSLContext) -> None:
        if isinstance(self.socket, ssl.SSLSocket):
            self.socket = InnerTLS(self.socket, context)
        else:
            assert isinstance(self.socket, socket.socket)
            try:
                self.socket = context.wrap_socket(self.socket, server_side=True)
            except OSError as error:
                close_unfinished(error)
                raise

    def _go_beneath(self) -> None:
        if isinstance(self.socket, InnerTLS):
            self.socket = self.socket.outer
        else:
            self.socket = socket.socket(fileno=self.socket.detach())

    def _more(self) -> bytes:
        more = self.socket.recv(65536)
        self._received += more
        return more

    def _drip(self, data: bytes) -> None:
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for index in range(len(data)):
            self.socket.sendall(data[index : index + 1])

    def _repeat(self, data: bytes, pause: float) -> None:
        while True:
            self.socket.sendall(data)
            self._wait_for_the_end(pause)

    def _wait_for_the_end(self, timeout: float | None = None) -> None:
        """Wait, and end the talk if the client hangs up."""
        if timeout == 0:
            return
        self.socket.settimeout(timeout)
        try:
            while self.socket.recv(65536):
                pass
        except TimeoutError:
            self.socket.settimeout(None)
        else:
            raise ConnectionResetError


def _notify(sock: socket.socket | InnerTLS) -> None:
    """Send close_notify if this is TLS, without waiting for the peer's."""
    if isinstance(sock, InnerTLS):
        sock.notify()
    elif isinstance(sock, ssl.SSLSocket):
        sock.setblocking(False)
        with contextlib.suppress(ssl.SSLWantReadError):
            sock.unwrap()


@contextlib.contextmanager
def fault_server(
    kind: str,
    script: Script,
    contexts: Mapping[str, ssl.SSLContext],
    *,
    listening: bool = True,
) -> Iterator[FaultServer]:
    server = FaultServer(kind, script, contexts, listening=listening)
    try:
        yield server
    finally:
        server.close()
