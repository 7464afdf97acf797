"""A proxy of one's own making: tunnels, and requests to plain servers."""

import contextlib
import socket
import threading
from urllib.parse import urlsplit

from tests.runtime.servers import Connection

REFUSED = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
OPENED = b"HTTP/1.1 200 Connection Established\r\n\r\n"


class Proxy:
    """Passes on what is asked with the right credentials.

    Attributes:
        asked: the heads that came, each before the proxy responded.
    """

    def __init__(self, authorization: bytes | None = None) -> None:
        self.asked: list[bytes] = []
        self._authorization = authorization

    def talk(self, connection: Connection) -> None:
        data = _until_end_of_head(connection.socket)
        if not data:
            return
        head = data.partition(b"\r\n\r\n")[0]
        self.asked.append(head)
        method, target = head.split(b" ")[:2]
        if self._authorization and _header(head, b"proxy-authorization") != self._authorization:
            connection.send(REFUSED)
        elif method == b"CONNECT":
            host, _, port = target.decode().rpartition(":")
            self._pass_on(connection, (host, int(port)), b"", OPENED)
        else:
            url = urlsplit(target.decode())
            self._pass_on(connection, (url.hostname or "", url.port or 80), data, b"")

    @staticmethod
    def _pass_on(connection: Connection, to: tuple[str, int], sent: bytes, said: bytes) -> None:
        with socket.create_connection(to) as server:
            connection.send(said)
            server.sendall(sent)
            back = threading.Thread(target=_pump, args=(server, connection.socket))
            back.start()
            _pump(connection.socket, server)
            back.join()


def _until_end_of_head(peer: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        more = peer.recv(65536)
        if not more:
            return b""
        data += more
    return data


def _header(head: bytes, name: bytes) -> bytes | None:
    for line in head.split(b"\r\n")[1:]:
        key, _, value = line.partition(b":")
        if key.lower() == name:
            return value.strip()
    return None


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError, ValueError):
        while data := source.recv(65536):
            sink.sendall(data)
    with contextlib.suppress(OSError, ValueError):
        sink.shutdown(socket.SHUT_WR)
