"""Servers of one's own making, over real sockets."""

import contextlib
import functools
import socket
import struct
import threading
from collections.abc import Callable, Iterator

# Talks on one connection; when it returns, the connection is closed.
Talk = Callable[["Connection"], None]


class Connection:
    """The server's end of a connection."""

    def __init__(self, peer: socket.socket, closing: threading.Event) -> None:
        self.socket = peer
        self._closing = closing
        self._received = b""

    def receive(self) -> bytes | None:
        """The next request, head and body; None when there is none."""
        while b"\r\n\r\n" not in self._received:
            if not self._more():
                return None
        head, _, rest = self._received.partition(b"\r\n\r\n")
        lengths = (
            int(line.partition(b":")[2])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length:")
        )
        length = next(lengths, 0)
        while len(rest) < length:
            if not self._more():
                return None
            rest = self._received.partition(b"\r\n\r\n")[2]
        self._received = rest[length:]
        return head + b"\r\n\r\n" + rest[:length]

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def reset(self) -> None:
        """Break the connection off: the peer gets a reset instead of an end."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def fall_silent(self) -> None:
        """Keep the connection open without a word until the server is closed."""
        self._closing.wait()

    def _more(self) -> bytes:
        more = self.socket.recv(65536)
        self._received += more
        return more


class Server:
    """Listens on a port of its own and talks on each connection in a thread.

    Attributes:
        url: where it listens.
        connections: how many there have been.
    """

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._closing = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._peers: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.connections = 0
        self._start(self._accept)

    def close(self) -> None:
        self._closing.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        # Where that does not wake it, a connection does.
        with contextlib.suppress(OSError):
            socket.create_connection(self._listener.getsockname(), timeout=1).close()
        for peer in self._peers:
            with contextlib.suppress(OSError):
                peer.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                peer, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._peers.append(peer)
            self._start(functools.partial(self._serve, peer))

    def _serve(self, peer: socket.socket) -> None:
        with peer, contextlib.suppress(OSError):
            self._talk(Connection(peer, self._closing))

    def _start(self, run: Callable[[], None]) -> None:
        thread = threading.Thread(target=run, daemon=True)
        self._threads.append(thread)
        thread.start()


@contextlib.contextmanager
def serving(talk: Talk) -> Iterator[Server]:
    server = Server(talk)
    try:
        yield server
    finally:
        server.close()


def response(body: bytes, status: int = 200, **headers: str) -> bytes:
    """A response as it goes over the wire; `_` in a header's name stands for `-`."""
    lines = [f"HTTP/1.1 {status} Whatever", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def chunked(*chunks: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    """A response whose body comes in chunks (RFC 9112 section 7.1)."""
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"".join(b"%x\r\n%s\r\n" % (len(each), each) for each in chunks) + end


def always(data: bytes) -> Talk:
    """Give each request the same response."""

    def talk(connection: Connection) -> None:
        while connection.receive() is not None:
            connection.send(data)

    return talk


def once(data: bytes) -> Talk:
    """Respond to one request and close."""

    def talk(connection: Connection) -> None:
        connection.receive()
        connection.send(data)

    return talk
