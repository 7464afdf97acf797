"""Throw-away certificate authorities, and servers that speak TLS with what they issue."""

import contextlib
import datetime
import functools
import ssl
from collections.abc import Iterator
from pathlib import Path

import trustme

from tests.runtime.servers import Connection, Server, Talk, serving


@functools.cache
def authority(name: str) -> trustme.CA:
    return trustme.CA(organization_name=name)


def certificate(host: str = "127.0.0.1", days: int = 1, issuer: str = "good") -> trustme.LeafCert:
    """A certificate that ends in so many days; negative for one that has ended."""
    now = datetime.datetime.now(datetime.timezone.utc)
    return authority(issuer).issue_cert(
        host,
        not_before=now - datetime.timedelta(days=30),
        not_after=now + datetime.timedelta(days=days),
    )


def server_context(issued: trustme.LeafCert | None = None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    (issued or certificate()).configure_cert(context)
    return context


def ca_file(folder: Path, issuer: str = "good") -> Path:
    path = folder / f"{issuer}.pem"
    authority(issuer).cert_pem.write_to_path(str(path))
    return path


@contextlib.contextmanager
def serving_tls(talk: Talk, context: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Serve over TLS; a handshake that fails ends its connection without a word of `talk`."""
    secure = context or server_context()

    def talk_over_tls(connection: Connection) -> None:
        with secure.wrap_socket(connection.socket, server_side=True) as peer:
            talk(Connection(peer, connection._closing))

    with serving(talk_over_tls) as server:
        server.url = server.url.replace("http:", "https:")
        yield server
