"""What streams cost: memory and time of bodies of 1 GiB, up and down.

    python -m benchmarks.streams [MEBIBYTES]

For each way, a process of its own sends a body to a server, or gets one, and says by how much its
memory has grown at the most. The exit status is 1 if a body did not arrive, or if it took more.
"""

from __future__ import annotations

import contextlib
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

from restjson import Credentials
from tests.runtime.streamer import Streamer

MEBIBYTES = 1024

# What a stream may take, whatever its size, in MiB.
MOST = 32

_MEBIBYTE = 2**20

_STATUS = Path("/proc/self/status")


def main() -> int:
    """Measure, print a row for each way, and return the exit status."""
    mebibytes = int(sys.argv[1]) if len(sys.argv) > 1 else MEBIBYTES
    print(f"bodies of {mebibytes} MiB")
    results = [_measured(way, mebibytes) for way in WAYS]
    return 0 if all(results) else 1


def _measured(way: str, mebibytes: int) -> bool:
    """Have a process go one way, and tell whether the memory stayed small."""
    with _process("serve", way, str(mebibytes)) as server:
        url = _line(server)
        with _process("go", way, str(mebibytes), url) as client:
            grown, seconds = map(float, _line(client).split())
    print(f"{way:<28} {grown:5.1f} MiB more  {mebibytes / seconds:5.0f} MiB/s")
    return grown < MOST


@contextlib.contextmanager
def _process(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "benchmarks.streams", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            yield process
        finally:
            process.terminate()


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None  # noqa: S101 - for the type checker
    line = process.stdout.readline()
    if not line:
        raise SystemExit(1)  # it has said why
    return line.strip()


# The process of the client


def _go(way: str, mebibytes: int, url: str) -> None:
    keys = Credentials("AKID", "secret")
    with Streamer("us-east-1", endpoint_url=url, credentials=keys) as client:
        WAYS[way](client, 1)  # so that all is loaded
        before, start = _peak(), time.perf_counter()
        WAYS[way](client, mebibytes)
        print(_peak() - before, time.perf_counter() - start, flush=True)


def _peak() -> float:
    """Return the most memory that the process has had, in MiB."""
    if _STATUS.exists():
        # What `getrusage` says begins with what the parent had.
        lines = dict(line.split(":", 1) for line in _STATUS.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / _MEBIBYTE


def _down(client: Streamer, mebibytes: int) -> None:
    with client.call("Plain", {"body": b"%d" % mebibytes})["body"] as body:
        size = sum(len(part) for part in iter(lambda: body.read(_MEBIBYTE), b""))
    _require(size == mebibytes * _MEBIBYTE)


def _from_a_file(client: Streamer, mebibytes: int) -> None:
    with tempfile.TemporaryFile() as file:
        file.truncate(mebibytes * _MEBIBYTE)
        _require(client.call("Signed", {"body": file})["size"] == mebibytes * _MEBIBYTE)


def _from_an_iterator(client: Streamer, mebibytes: int) -> None:
    parts = (bytes(_MEBIBYTE) for _ in range(mebibytes))
    _require(client.call("Unsigned", {"body": parts})["size"] == mebibytes * _MEBIBYTE)


def _through(client: Streamer, mebibytes: int) -> None:
    with client.call("Plain", {"body": b"%d" % mebibytes})["body"] as body:
        _require(client.call("Plain", {"body": body})["size"] == mebibytes * _MEBIBYTE)


def _require(arrived: bool) -> None:
    if not arrived:
        sys.exit("the body did not arrive")


WAYS: dict[str, Callable[[Streamer, int], None]] = {
    "down": _down,
    "down, in chunks": _down,
    "up from a file, signed": _from_a_file,
    "up from an iterator": _from_an_iterator,
    "down and up again": _through,
}


# The process of the server


def _serve(way: str) -> None:
    _Handler.in_chunks = way == "down, in chunks"
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        print(f"http://127.0.0.1:{server.server_port}", flush=True)
        server.serve_forever()


class _Handler(BaseHTTPRequestHandler):
    """Gives as many mebibytes as a short body says, and counts what comes else."""

    protocol_version = "HTTP/1.1"
    in_chunks: ClassVar[bool] = False

    def do_POST(self) -> None:
        size, first = 0, b""
        for part in self._parts():
            first = first or part
            size += len(part)
        self.send_response(200)
        self.send_header("X-Size", str(size))
        if size < _MEBIBYTE:
            self._send(int(first))
        else:
            self.send_header("Content-Length", "0")
            self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _parts(self) -> Iterator[bytes]:
        if self.headers["Transfer-Encoding"] != "chunked":
            yield from self._read(int(self.headers["Content-Length"]))
            return
        while size := int(self.rfile.readline(), 16):
            yield from self._read(size)
            self.rfile.readline()
        self.rfile.readline()

    def _read(self, size: int) -> Iterator[bytes]:
        while size:
            part = self.rfile.read(min(size, _MEBIBYTE))
            if not part:
                return
            size -= len(part)
            yield part

    def _send(self, mebibytes: int) -> None:
        if self.in_chunks:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(mebibytes * _MEBIBYTE))
        self.end_headers()
        for _ in range(mebibytes):
            part = bytes(_MEBIBYTE)
            self.wfile.write(b"%x\r\n%b\r\n" % (_MEBIBYTE, part) if self.in_chunks else part)
        if self.in_chunks:
            self.wfile.write(b"0\r\n\r\n")


def _process_of(arguments: list[str]) -> None:
    role, way, mebibytes, *url = arguments
    if role == "serve":
        _serve(way)
    else:
        _go(way, int(mebibytes), *url)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        _process_of(sys.argv[1:])
    else:
        sys.exit(main())
