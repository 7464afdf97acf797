"""A server for the benchmarks: every request gets the same response, at the least cost.

Run as a process of its own, so that its work is not counted as the client's:

    python benchmarks/serve.py

prints ``host:port`` and serves until its standard input closes.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator

_BODY = json.dumps(
    {"accessToken": "a" * 600, "tokenType": "Bearer", "expiresIn": 3600, "refreshToken": "r" * 100}
).encode()

# As many headers as the service sends.
_RESPONSE = b"\r\n".join(
    [
        b"HTTP/1.1 200 OK",
        b"Date: Wed, 25 Nov 2026 00:00:00 GMT",
        b"Content-Type: application/json",
        b"Content-Length: %d" % len(_BODY),
        b"Connection: keep-alive",
        b"x-amzn-RequestId: 00000000-0000-4000-8000-000000000000",
        b"Cache-Control: no-store",
        b"Pragma: no-cache",
        b"x-amz-apigw-id: 000000000000000",
        b"X-Amzn-Trace-Id: Root=1-00000000-000000000000000000000000",
        b"",
        _BODY,
    ]
)


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Run the server while the block runs, and give its URL."""
    with subprocess.Popen(  # noqa: S603 - this very file
        [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None  # noqa: S101 - for the type checker
        assert process.stdout is not None  # noqa: S101
        try:
            yield f"http://{process.stdout.readline().decode().strip()}"
        finally:
            process.stdin.close()


class _Connection(asyncio.Protocol):
    """Responds once a whole request has come."""

    def __init__(self) -> None:
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, end, body = self._received.partition(b"\r\n\r\n")
        if end and len(body) >= _length(head):
            self._received = b""
            assert isinstance(self._transport, asyncio.WriteTransport)  # noqa: S101
            self._transport.write(_RESPONSE)


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(_Connection, "127.0.0.1", 0)
    host, port = listening.sockets[0].getsockname()[:2]
    print(f"{host}:{port}", flush=True)
    await loop.run_in_executor(None, sys.stdin.buffer.read)  # until the parent closes it


if __name__ == "__main__":
    asyncio.run(_serve())
