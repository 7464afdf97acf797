"""A proxy that takes tunnels to AWS's hosts and ends their TLS, with an authority made for a test.

A tool that knows no other endpoint than AWS's can so be led to the emulator: by HTTPS_PROXY, and by
AWS_CA_BUNDLE, which has it trust the authority.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import trustme


@dataclass
class Proxy:
    """A proxy that runs.

    Attributes:
        url: For HTTPS_PROXY.
        bundle: The file for AWS_CA_BUNDLE.
        hosts: To which hosts tunnels were asked for.
    """

    url: str
    bundle: Path
    hosts: list[str] = field(default_factory=list)


@contextlib.contextmanager
def proxy_to(target: str, folder: Path) -> Iterator[Proxy]:
    """Run a proxy whose tunnels all end at one address.

    Args:
        target: A URL with host and port, for plain HTTP.
        folder: Where to write the authority's certificate.
    """
    authority = trustme.CA()
    bundle = folder / "authority.pem"
    authority.cert_pem.write_to_path(str(bundle))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        proxy = Proxy(f"http://127.0.0.1:{listener.getsockname()[1]}", bundle)
        thread = threading.Thread(target=_accept, args=(listener, authority, proxy, target))
        thread.start()
        yield proxy
        # An accept that waits does not notice that its socket is closed: it gets a last caller.
        with socket.create_connection(listener.getsockname()) as last:
            last.sendall(b"END\r\n\r\n")
            thread.join()


def _accept(listener: socket.socket, authority: trustme.CA, proxy: Proxy, target: str) -> None:
    tunnels: list[threading.Thread] = []
    while True:
        connection, _ = listener.accept()
        method, _, host = _head(connection).partition(b" ")
        if method == b"END":
            connection.close()
            break
        name = host.partition(b":")[0].decode("ascii")
        proxy.hosts.append(name)
        arguments = (connection, authority, name, target)
        tunnels.append(threading.Thread(target=_tunnel, args=arguments))
        tunnels[-1].start()
    for tunnel in tunnels:
        tunnel.join()


def _head(connection: socket.socket) -> bytes:
    """The first line of a request whose head is read whole."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += connection.recv(1)
    return head.rpartition(b" HTTP/")[0] or head.split(b"\r\n")[0]


def _tunnel(connection: socket.socket, authority: trustme.CA, name: str, target: str) -> None:
    connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    address = urlsplit(target)
    assert address.port is not None
    with (
        contextlib.suppress(OSError),
        context.wrap_socket(connection, server_side=True) as client,
        socket.create_connection((address.hostname, address.port)) as server,
    ):
        back = threading.Thread(target=_copy, args=(server, client))
        back.start()
        _copy(client, server)
        back.join()


def _copy(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)
