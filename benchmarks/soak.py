"""A soak: many calls on many threads, through a server that fails some in random ways.

    python benchmarks/soak.py [CALLS]

Every call has a name of its own that its response must carry. Exit 1 if a caller got the response
to another call, or if sockets or memory grew.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import resource
import subprocess
import sys
import threading
import time
from collections import Counter

import restjson
import ssooidc

CALLS = 200_000
THREADS = 16
FAILING = 0.05  # of the server's responses
MOST_GROWTH = 20 * 1024  # of memory after the first tenth of the calls, in KiB


def main() -> int:
    """Run, print the figures, and return the exit status."""
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else CALLS
    with subprocess.Popen(  # noqa: S603 - this very file
        [sys.executable, __file__, "--serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as server:
        assert server.stdin is not None  # noqa: S101 - for the type checker
        assert server.stdout is not None  # noqa: S101
        try:
            soak = Soak(f"http://{server.stdout.readline().decode().strip()}", calls)
            seconds = soak.run()
        finally:
            server.stdin.close()
    return soak.report(seconds)


class Soak:
    """The calls, and what came of them."""

    def __init__(self, url: str, calls: int) -> None:
        self._calls = calls
        self._numbers = iter(range(calls))
        self._lock = threading.Lock()
        self._client = ssooidc.Client(
            endpoint_url=url, read_timeout=0.5, max_pool_connections=THREADS, proxies={}
        )
        self.outcomes: Counter[str] = Counter()
        self._memory = 0
        self._most_sockets = 0

    def run(self) -> float:
        """Make all calls and return the seconds that they took."""
        start = time.perf_counter()
        threads = [threading.Thread(target=self._work) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self._most_sockets = max(self._most_sockets, open_files("socket"))
        self._client.close()
        return time.perf_counter() - start

    def report(self, seconds: float) -> int:
        """Print the figures and return the exit status."""
        growth = memory() - self._memory
        left = open_files("socket")
        print(
            f"calls          {sum(self.outcomes.values())} in {seconds:.1f} s on {THREADS} threads"
        )
        for outcome, count in self.outcomes.most_common():
            print(f"  {outcome:<24} {count}")
        print(f"sockets        {self._most_sockets} at most, {left} after close")
        print(f"memory         {memory()} KiB at most, grew by {growth} KiB after the first tenth")
        good = self.outcomes["wrong"] == 0 and left == 0 and growth < MOST_GROWTH
        good = good and self._most_sockets <= THREADS
        print("passed" if good else "FAILED")
        return 0 if good else 1

    def _work(self) -> None:
        while True:
            with self._lock:
                number = next(self._numbers, None)
                if number is None:
                    return
                if number == self._calls // 10:
                    self._memory = memory()
                if number % 1000 == 0:
                    self._most_sockets = max(self._most_sockets, open_files("socket"))
            outcome = self._call(f"call-{number}")
            with self._lock:
                self.outcomes[outcome] += 1

    def _call(self, name: str) -> str:
        try:
            result = self._client.register_client(clientName=name, clientType="public")
        except restjson.Error as error:
            return type(error).__name__
        return "right" if result.get("clientId") == name else "wrong"


def memory() -> int:
    """Return the most memory that the process has had, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def open_files(kind: str) -> int:
    """Count the open files of a kind, where the system lists them."""
    folder = "/proc/self/fd"
    found = 0
    for name in os.listdir(folder) if os.path.isdir(folder) else ():
        try:
            found += os.readlink(f"{folder}/{name}").startswith(kind)
        except OSError:
            continue  # the folder's own
    return found


async def serve() -> None:
    """Respond until standard input ends; print the address first."""
    server = await asyncio.start_server(_talk, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    print(f"{host}:{port}", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    os._exit(0)


async def _talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    chance = random.Random()  # noqa: S311 - breaks responses, keeps no secret
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            size = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
            name = json.loads(await reader.readexactly(size))["clientName"]
            response = _response(json.dumps({"clientId": name}).encode())
            if chance.random() >= FAILING:
                writer.write(response)
            elif not await _fail(chance, response, writer):
                return
    except (asyncio.IncompleteReadError, OSError):
        pass
    finally:
        writer.close()


async def _fail(chance: random.Random, response: bytes, writer: asyncio.StreamWriter) -> bool:
    """Respond badly; False if the connection must end."""
    ghost = _response(b'{"clientId":"ghost"}')
    way = chance.choice(
        ["reset", "cut", "rubbish", "500", "429", "ghost", "chunk", "close", "silence"]
    )
    if way == "reset":
        writer.transport.abort()
    elif way == "cut":
        writer.write(response[: chance.randrange(len(response))])
    elif way == "rubbish":
        writer.write(chance.randbytes(100) + b"\r\n\r\n")
    elif way == "500":
        writer.write(_response(b"{}", b"500 Oh"))
        return True
    elif way == "429":
        writer.write(_response(b'{"__type":"ThrottledException"}', b"400 Bad"))
        return True
    elif way == "ghost":  # the next call on this connection must not take it for its response
        writer.write(response + ghost)
        return True
    elif way == "chunk":
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcdefg\r\n")
    elif way == "close":
        writer.write(response)
    elif chance.random() < 0.02:  # else half a second each would be most of the time
        await asyncio.sleep(1)
    return False


def _response(body: bytes, status: bytes = b"200 OK") -> bytes:
    return b"HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s" % (status, len(body), body)


if __name__ == "__main__":
    if sys.argv[1:] == ["--serve"]:
        asyncio.run(serve())
    else:
        sys.exit(main())
