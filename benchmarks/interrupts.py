"""Interrupts: real signals at random points of calls, by the thousand.

    python benchmarks/interrupts.py [SECONDS]

A timer ends calls by KeyboardInterrupt, or makes its handler call by the same client. After each,
a call of this thread, or of another one, must succeed within its deadline and get its own response.
This is done over plain connections to a name that is looked up, over TLS, through a tunnel over
TLS to a proxy (TLS in TLS), and with credentials that are fetched for each call. Exit 1 if a call
failed or hung, or if sockets were left.
"""

from __future__ import annotations

import asyncio
import contextlib
import faulthandler
import gc
import itertools
import json
import os
import random
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FrameType
from typing import Any

import trustme

import restjson
import ssooidc

SECONDS = 3600.0
DEADLINE = 30.0  # of the calls that must succeed: it says "bounded", not "fast"
KEPT = 2  # connections that a client keeps
HOST = "localhost"


class Interrupted(KeyboardInterrupt):
    """What the timer raises: nothing else that might is mistaken for it."""


class Trial:
    """One client, and what signals do to it.

    Attributes:
        interrupted: how many calls the timer ended.
        nested: how many calls its handler made in the middle of another.
        calls: how many there were in all.
    """

    def __init__(self, name: str, client: ssooidc.Client, *, is_signed: bool = False) -> None:
        self.name = name
        self.interrupted = self.nested = self.calls = 0
        self._client = client
        self._is_signed = is_signed
        self._other = ThreadPoolExecutor(1)
        self._act: Callable[[], None] | None = None
        self._spans = {True: 0.01, False: 0.001}  # seconds of a call, by whether it connects
        signal.signal(signal.SIGALRM, self._handle)

    def run(self, seconds: float) -> None:
        """Interrupt calls for so many seconds."""
        stop_at = time.monotonic() + seconds
        for turn in itertools.count():
            # Three calls, each bounded by its deadline.
            faulthandler.dump_traceback_later(4 * DEADLINE, exit=True)
            if turn % 100 == 0:
                self._measure()
                if time.monotonic() >= stop_at:
                    break
            self._disturb(self._nest if turn % 4 == 0 else self._raise, connects=turn % 3 == 0)
            self._other.submit(self._call).result()
            self._call()
        faulthandler.cancel_dump_traceback_later()
        self._other.shutdown()
        self._client.close()

    def _measure(self) -> None:
        """Learn how long a call takes now; the first time, load what loads late."""
        for connects in (True, False, True, False):
            if connects:
                self._client.close()
            start = time.perf_counter()
            self._call()
            self._spans[connects] = time.perf_counter() - start

    def _disturb(self, act: Callable[[], None], *, connects: bool) -> None:
        """Call, with a signal at some point of it."""
        if connects:
            self._client.close()
        seconds = self._spans[connects] * random.random() + 1e-6  # noqa: S311 - keeps no secret
        with contextlib.suppress(Interrupted):
            try:
                self._act = act
                signal.setitimer(signal.ITIMER_REAL, seconds)
                self._call()
            finally:
                self._act = None
                signal.setitimer(signal.ITIMER_REAL, 0)

    def _handle(self, _: int, frame: FrameType | None) -> None:
        act, self._act = self._act, None
        if act is not None:
            act()

    def _raise(self) -> None:
        self.interrupted += 1
        raise Interrupted

    def _nest(self) -> None:
        self.nested += 1
        try:
            self._call()
        except restjson.ConfigError:
            if not self._is_signed:  # in the middle of fetching credentials, it is told so
                raise

    def _call(self) -> None:
        self.calls += 1
        name = f"call-{self.calls}-{threading.get_ident()}"
        if self._is_signed:
            self._client.create_token_with_iam(
                clientId=name, grantType="refresh_token", refreshToken="r"
            )
            return
        result = self._client.register_client(clientName=name, clientType="public")
        if result.get("clientId") != name:
            raise AssertionError(f"{self.name}: a call got another's response")


class LeapingClock:
    """A clock by which credentials have ended before the next call."""

    def __init__(self) -> None:
        self.monotonic, self.sleep, self.random = time.monotonic, time.sleep, random.random
        self._now = time.time()

    def time(self) -> float:
        """Return a time that is minutes later each time."""
        self._now += 300
        return self._now


def _credentials(clock: LeapingClock) -> Callable[[], restjson.Credentials]:
    def fetch() -> restjson.Credentials:
        return restjson.Credentials("AKID", str(sum(range(2000))), None, clock.time() + 900)

    return fetch


def trials(folder: Path, ports: list[int]) -> Iterator[Trial]:
    """Yield what is tried, one after the other."""
    plain, tls, proxy = ports
    arguments: dict[str, Any] = {
        "deadline": DEADLINE,
        "max_attempts": 1,
        "max_pool_connections": KEPT,
        "verify": folder / "ca.pem",
        "proxies": {},
    }
    yield Trial("plain", ssooidc.Client(endpoint_url=f"http://{HOST}:{plain}", **arguments))
    yield Trial("TLS", ssooidc.Client(endpoint_url=f"https://{HOST}:{tls}", **arguments))
    tunnel = {**arguments, "proxies": {"https": f"https://{HOST}:{proxy}"}}
    yield Trial("TLS in TLS", ssooidc.Client(endpoint_url=f"https://{HOST}:{tls}", **tunnel))
    clock = LeapingClock()
    signed = ssooidc.Client(
        "us-east-1",
        endpoint_url=f"http://{HOST}:{plain}",
        credentials=_credentials(clock),
        clock=clock,
        **arguments,
    )
    yield Trial("signed", signed, is_signed=True)


def main() -> int:
    """Run, print the figures, and return the exit status."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    sys.unraisablehook = lambda _: None  # an interrupt inside of a destructor goes no further
    with tempfile.TemporaryDirectory() as name, _servers(Path(name)) as ports:
        before = open_sockets()
        for trial in trials(Path(name), ports):
            trial.run(seconds / 4)
            gc.collect()
            left = open_sockets() - before
            print(
                f"{trial.name:<12} {trial.calls} calls, {trial.interrupted} interrupted, "
                f"{trial.nested} from a handler, {left} sockets left"
            )
            if left:
                print("FAILED")
                return 1
    print("passed")
    return 0


def open_sockets() -> int:
    """Count the open sockets, where the system lists them."""
    folder = "/proc/self/fd"
    found = 0
    for name in os.listdir(folder) if os.path.isdir(folder) else ():
        with contextlib.suppress(OSError):  # the folder's own
            found += os.readlink(f"{folder}/{name}").startswith("socket")
    return found


@contextlib.contextmanager
def _servers(folder: Path) -> Iterator[list[int]]:
    """Run servers in a process of their own, and yield their ports."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    issued = authority.issue_cert(HOST)
    issued.private_key_and_cert_chain_pem.write_to_path(str(folder / "server.pem"))
    command = [sys.executable, __file__, "--serve", str(folder / "server.pem")]
    with subprocess.Popen(  # noqa: S603 - this very file
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as servers:
        assert servers.stdin is not None  # noqa: S101 - for the type checker
        assert servers.stdout is not None  # noqa: S101
        try:
            yield json.loads(servers.stdout.readline())
        finally:
            servers.stdin.close()


async def serve(certificate: str) -> None:
    """Respond until standard input ends; print the ports first."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    servers = [
        await asyncio.start_server(_talk, HOST, 0, family=socket.AF_INET),
        await asyncio.start_server(_talk, HOST, 0, family=socket.AF_INET, ssl=context),
        await asyncio.start_server(_tunnel, HOST, 0, family=socket.AF_INET, ssl=context),
    ]
    print(json.dumps([each.sockets[0].getsockname()[1] for each in servers]), flush=True)
    await asyncio.to_thread(sys.stdin.read)
    os._exit(0)


async def _talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(asyncio.IncompleteReadError, OSError):
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            size = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
            name = json.loads(await reader.readexactly(size)).get("clientName")
            body = json.dumps({"clientId": name}).encode()
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
    writer.close()


async def _tunnel(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Open a tunnel to where the client wants to go."""
    with contextlib.suppress(asyncio.IncompleteReadError, OSError):
        head = await reader.readuntil(b"\r\n\r\n")
        host, _, port = head.split(b" ")[1].decode().rpartition(":")
        to_server = await asyncio.open_connection(host, int(port))
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await asyncio.gather(_pass_on(reader, to_server[1]), _pass_on(to_server[0], writer))
    writer.close()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
    writer.close()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        asyncio.run(serve(sys.argv[2]))
    else:
        sys.exit(main())
