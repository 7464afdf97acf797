"""Event streams over real sockets, with and without TLS: as they come, cut, left, and closed."""

from __future__ import annotations

import asyncio
import gc
import queue
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, ClassVar

import pytest

import restjson
from restjson.aio import AsyncClient, in_threads
from tests.frames import event, frame
from tests.runtime.authorities import ca_file, serving_tls
from tests.runtime.servers import Connection, Talk, always, chunked, once, serving
from tests.runtime.streamer import Broken, Streamer

HELLO, YOU = event("said", b"Hello"), event("said", b"you")
ERROR = frame(b'{"body": "odd"}', __message_type="exception", __exception_type="broken")

Listen = Callable[[Talk], Streamer]


@pytest.fixture(params=["plain", "TLS"])
def listen(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Listen]:
    """Starts a server and returns a client of it."""
    start = serving_tls if request.param == "TLS" else serving
    with ExitStack() as stack:

        def listen(talk: Talk) -> Streamer:
            server = stack.enter_context(start(talk))
            client = Streamer(
                "us-east-1", endpoint_url=server.url, verify=ca_file(tmp_path), read_timeout=5
            )
            client.server = server  # type: ignore[attr-defined]
            return stack.enter_context(client)

        yield listen


def said(events: Any) -> list[str]:
    return [each["said"]["text"] for each in events]


def test_a_stream_gives_its_connection_back_at_its_end(listen: Listen) -> None:
    client = listen(always(chunked(HELLO + YOU[:5], YOU[5:])))
    for _ in range(3):
        assert said(client.call("Listen")["events"]) == ["Hello", "you"]
    assert client.server.connections == 1  # type: ignore[attr-defined]


def test_an_event_is_given_as_soon_as_it_has_come(listen: Listen) -> None:
    heard: queue.Queue[str] = queue.Queue()

    def talk(connection: Connection) -> None:
        connection.receive()
        head, rest = chunked(HELLO, end=b""), chunked(YOU)
        connection.send(head)
        assert heard.get(timeout=30) == "Hello"
        connection.send(rest.partition(b"\r\n\r\n")[2])

    for each in listen(talk).call("Listen")["events"]:
        heard.put(each["said"]["text"])
    assert heard.get(timeout=30) == "you"


def test_a_stream_that_is_cut_is_an_error(listen: Listen) -> None:
    events = listen(once(chunked(HELLO, YOU)[:-12])).call("Listen")["events"]
    assert next(events) == {"said": {"text": "Hello"}}
    with pytest.raises(restjson.ConnectionClosedError):
        next(events)
    assert list(events) == []


def test_a_stream_that_ends_in_the_middle_of_a_message_is_an_error(listen: Listen) -> None:
    events = listen(once(chunked(HELLO, YOU[:-1]))).call("Listen")["events"]
    assert next(events) == {"said": {"text": "Hello"}}
    with pytest.raises(restjson.ResponseParseError, match="it ended in the middle"):
        next(events)


def _close(events: Any) -> None:
    events.close()


def _leave_the_block(events: Any) -> None:
    with events:
        pass


def _let_go(events: Any) -> None:
    del events


def _meet_an_error(events: Any) -> None:
    with pytest.raises(Broken, match="Listen: Broken") as caught:
        next(events)
    assert dict(caught.value.fields) == {"body": "odd"}


@pytest.mark.parametrize("end", [_close, _leave_the_block, _let_go, _meet_an_error])
def test_a_stream_that_is_left_closes_its_connection(
    listen: Listen, end: Callable[[Any], None]
) -> None:
    ends: queue.Queue[bytes] = queue.Queue()

    def talk(connection: Connection) -> None:
        connection.receive()
        connection.send(chunked(HELLO, ERROR, end=b""))
        try:
            ends.put(connection.socket.recv(1))
        except OSError:
            ends.put(b"")

    def leave(client: Streamer) -> None:
        events = client.call("Listen")["events"]
        next(events)
        end(events)

    leave(listen(talk))
    gc.collect()
    assert ends.get(timeout=30) == b""


class AsyncStreamer(AsyncClient):
    _client_class: ClassVar[type[Streamer]] = Streamer


def test_events_come_in_threads_for_asyncio() -> None:
    async def main(url: str) -> list[str]:
        async with AsyncStreamer("us-east-1", endpoint_url=url) as client:
            result = await client.call("Listen")
            with result["events"] as events:
                return [each["said"]["text"] async for each in in_threads(events)]

    with serving(always(chunked(HELLO, YOU))) as server:
        assert asyncio.run(main(server.url)) == ["Hello", "you"]
