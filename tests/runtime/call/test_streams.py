"""Calls whose bodies are streams: what is sent again, what is signed, and who closes what."""

from __future__ import annotations

import asyncio
import gc
import io
import queue
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

import pytest

import restjson
from restjson import Credentials, ReadTimeoutError, Request, Response, StreamingBody
from restjson.aio import AsyncClient, in_threads
from restjson.errors import ConnectError
from tests.clock import FakeClock
from tests.runtime.conftest import Serve
from tests.runtime.servers import Connection, response
from tests.runtime.streamer import Broken, Streamer

DATA = bytes(range(256)) * 2000  # two parts of an upload

KEYS = Credentials("AKID", "secret")


class Source:
    """What a transport of one's own may give for the body of a response."""

    def __init__(self, data: bytes = DATA) -> None:
        self._file = io.BytesIO(data)
        self.closed = 0

    def read(self, size: int) -> bytes:
        return self._file.read(size)

    def close(self) -> None:
        self.closed += 1


class Script:
    """Plays one step a request, and keeps what it was sent; a step may cut it short."""

    def __init__(self, *steps: Any) -> None:
        self._steps = iter(steps)
        self.requests: list[Request] = []
        self.bodies: list[bytes] = []

    def send(self, request: Request) -> Response:
        self.requests.append(request)
        step = next(self._steps)
        if isinstance(step, ConnectError):
            raise step  # before anything was read
        if isinstance(step, Exception):
            assert request.upload is not None
            self.bodies.append(bytes(next(iter(request.upload))))
            raise step
        self.bodies.append(request.body)
        assert isinstance(step, Response)
        return step


def streamer(*steps: Any, **arguments: Any) -> tuple[Streamer, Script]:
    script = Script(*steps)
    defaults: dict[str, Any] = {"credentials": KEYS, "clock": FakeClock(chance=0.5)}
    client = Streamer("us-east-1", transport=script, **(defaults | arguments))
    return client, script


def ok(body: Any = b"") -> Response:
    return Response(200, {}, body)


UNAVAILABLE = Response(503, {}, b"{}")

SOURCES: dict[str, Callable[[], Any]] = {
    "a file": lambda: io.BytesIO(DATA),
    "a list": lambda: [DATA[:9], DATA[9:]],
    "bytes": lambda: DATA,
}


# Sent again


@pytest.mark.parametrize("operation", ["Plain", "Signed", "Unsigned"])
@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_a_body_that_can_be_read_again_is_sent_again_from_its_start(
    source: Callable[[], Any], operation: str
) -> None:
    client, script = streamer(UNAVAILABLE, UNAVAILABLE, ok())
    client.call(operation, {"body": source()})
    assert script.bodies == [DATA] * 3


def test_a_file_is_sent_again_from_where_it_stood() -> None:
    client, script = streamer(ReadTimeoutError("silent"), UNAVAILABLE, ok())
    file = io.BytesIO(DATA)
    file.seek(400_000)
    client.call("Plain", {"body": file})
    assert script.bodies == [DATA[400_000:]] * 3


def test_a_file_is_sent_again_after_it_was_sent_in_part() -> None:
    client, script = streamer(ReadTimeoutError("silent"), ok())
    client.call("Plain", {"body": io.BytesIO(DATA)})
    assert DATA.startswith(script.bodies[0])
    assert len(script.bodies[0]) < len(DATA)
    assert script.bodies[1] == DATA


@pytest.mark.parametrize("failure", [ReadTimeoutError("silent"), UNAVAILABLE])
def test_a_body_that_was_read_and_cannot_be_again_is_not_sent_again(failure: Any) -> None:
    client, script = streamer(failure, ok())
    with pytest.raises(restjson.Error):
        client.call("Plain", {"body": iter([DATA])})
    assert len(script.requests) == 1


def test_a_body_that_was_not_read_yet_is_sent_again() -> None:
    client, script = streamer(ConnectError("refused"), ok())
    client.call("Plain", {"body": iter([DATA])})
    assert (len(script.requests), script.bodies) == (2, [DATA])


def test_a_clock_is_corrected_only_where_the_body_can_be_sent_again() -> None:
    late = Response(
        403,
        {"Date": "Mon, 16 Dec 2030 23:48:18 GMT", "x-amzn-errortype": "RequestTimeTooSkewed"},
        b"{}",
    )
    client, script = streamer(late, ok())
    client.call("Unsigned", {"body": io.BytesIO(DATA)})
    assert len(script.requests) == 2
    client, script = streamer(late, ok())
    with pytest.raises(restjson.ClientError):
        client.call("Unsigned", {"body": iter([DATA])})
    assert len(script.requests) == 1


# Signed


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_a_signature_is_that_of_the_bytes(source: Callable[[], Any]) -> None:
    client, script = streamer(ok())
    client.call("Signed", {"body": source()})
    sent = script.requests[0]
    signed = restjson.sign(
        Request(sent.method, sent.url, _unsigned(sent), DATA),
        KEYS,
        service="stream",
        region="us-east-1",
        now=client._engine.clock.time(),
    )
    assert sent.headers["Authorization"] == signed.headers["Authorization"]


def _unsigned(request: Request) -> dict[str, str]:
    added = ("accept-encoding", "amz-sdk", "authorization", "x-amz")
    return {
        name: value for name, value in request.headers.items() if not name.lower().startswith(added)
    }


def test_a_body_is_hashed_once_a_call() -> None:
    class Counting(io.BytesIO):
        read_bytes = 0

        def read(self, size: int | None = -1) -> bytes:
            part = super().read(size)
            self.read_bytes += len(part)
            return part

    client, _ = streamer(UNAVAILABLE, UNAVAILABLE, ok())
    file = Counting(DATA)
    client.call("Signed", {"body": file})
    assert file.read_bytes == 4 * len(DATA)


def test_a_body_that_must_be_hashed_and_can_be_read_only_once_is_not_sent() -> None:
    client, script = streamer(ok())
    parts = iter([DATA])
    with pytest.raises(restjson.ParamValidationError) as caught:
        client.call("Signed", {"body": parts})
    assert caught.value.problems == (
        "body: expected bytes or a file that can be sought: its hash is signed",
    )
    assert (script.requests, next(parts)) == ([], DATA)


def test_a_body_that_is_not_signed_may_be_read_once() -> None:
    client, script = streamer(ok())
    client.call("Unsigned", {"body": iter([DATA])})
    assert script.bodies == [DATA]
    assert script.requests[0].headers["X-Amz-Content-SHA256"] == "UNSIGNED-PAYLOAD"


def test_sign_takes_no_hash_of_what_can_be_read_only_once() -> None:
    from restjson.uploads import upload_of

    upload = upload_of("body", iter([DATA]))
    request = Request("PUT", "https://example.com/", {}, upload)
    with pytest.raises(restjson.ConfigError, match="it can be read only once"):
        restjson.sign(request, KEYS, service="s", region="r")
    signed = restjson.sign(request, KEYS, service="s", region="r", unsigned_payload=True)
    assert signed.upload is upload


def test_what_is_wrong_with_a_body_is_told_as_any_wrong_argument() -> None:
    client, _ = streamer(ok(), ok(), ok())
    for body, problem in (
        ("\ud800", "body: expected text without lone surrogates"),
        (1, "body: expected bytes, a binary file or an iterable of bytes, got int"),
        (iter(["text"]), "body: expected bytes, got str"),
    ):
        with pytest.raises(restjson.ParamValidationError) as caught:
            client.call("Plain", {"body": body})
        assert caught.value.problems == (problem,)


@pytest.mark.parametrize("operation", ["Plain", "Signed"])
def test_what_a_source_raises_is_raised_as_it_is(operation: str) -> None:
    broken = OSError("the disk is gone")

    class File(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise broken

    client, _ = streamer(ok())
    with pytest.raises(OSError, match="the disk is gone") as caught:
        client.call(operation, {"body": File(DATA)})
    assert caught.value is broken
    assert caught.value.__context__ is None


# Handed out


def test_a_body_is_handed_out_before_it_is_read() -> None:
    source = Source()
    client, script = streamer(ok(source))
    body = client.call("Plain")["body"]
    assert isinstance(body, StreamingBody)
    assert (source.closed, script.requests[0].stream) == (0, True)
    assert body.read() == DATA
    body.close()
    assert source.closed == 1


def test_a_transport_may_return_bytes() -> None:
    client, _ = streamer(ok(DATA), ok())
    assert client.call("Plain")["body"].read() == DATA
    assert client.call("Plain")["body"].read() == b""


def test_retries_end_where_a_stream_is_handed_out() -> None:
    class Cut(Source):
        def read(self, size: int) -> bytes:
            raise ReadTimeoutError("silent")

    source = Cut()
    client, script = streamer(ok(source), ok())
    body = client.call("Plain")["body"]
    with pytest.raises(ReadTimeoutError):
        body.read()
    assert (len(script.requests), source.closed) == (1, 1)


def test_a_refusal_is_read_whole_whatever_the_transport_returns() -> None:
    refusal = Source(b'{"body": "odd"}')
    broken = Response(400, {"x-amzn-errortype": "Broken", "X-Size": "5"}, refusal)
    client, _ = streamer(broken, max_attempts=1)
    with pytest.raises(Broken) as caught:
        client.call("Plain")
    assert dict(caught.value.fields) == {"body": "odd", "size": 5}
    assert refusal.closed == 1


def test_a_refusal_that_is_too_large_is_an_error() -> None:
    refusal = Source()
    client, _ = streamer(Response(400, {}, refusal), max_response_bytes=1000)
    with pytest.raises(restjson.ResponseParseError, match=r"max_response_bytes \(1000\)"):
        client.call("Plain")
    assert refusal.closed == 1


def test_a_result_that_does_not_fit_closes_its_stream() -> None:
    source = Source()
    client, _ = streamer(Response(200, {"X-Size": "many"}, source))
    with pytest.raises(restjson.ResponseParseError, match="X-Size: expected int"):
        client.call("Plain")
    assert source.closed


def test_a_result_shows_no_bytes_of_its_stream() -> None:
    client, _ = streamer(ok(Source(b"secret")))
    result = client.call("Plain")
    assert "'body': <StreamingBody: 0 bytes read>" in repr(result)


# Over sockets


def test_a_retry_rewinds_over_sockets(serve: Serve) -> None:
    got: list[bytes] = []

    def talk(connection: Connection) -> None:
        while (request := connection.receive()) is not None:
            got.append(request.partition(b"\r\n\r\n")[2])
            connection.send(response(b"{}", 503) if len(got) < 3 else response(DATA))

    server = serve(talk)
    clock = FakeClock(chance=0.5)
    with Streamer("us-east-1", endpoint_url=server.url, credentials=KEYS, clock=clock) as client:
        result = client.call("Signed", {"body": io.BytesIO(DATA)})
        assert result["body"].read() == DATA
        assert result["ResponseMetadata"]["RetryAttempts"] == 2
    assert (got, server.connections) == ([DATA] * 3, 1)


# For asyncio


class AsyncStreamer(AsyncClient):
    _client_class: ClassVar[type[Streamer]] = Streamer


def test_a_stream_is_read_in_threads_for_asyncio() -> None:
    async def main() -> None:
        script = Script(ok(Source()), ok(Source(b"a\nb")))
        async with AsyncStreamer("us-east-1", transport=script) as client:
            result = await client.call("Plain", {"body": io.BytesIO(DATA)})
            with result["body"] as body:
                assert await asyncio.to_thread(body.read, 9) == DATA[:9]
                assert b"".join([part async for part in in_threads(body)]) == DATA[9:]
            result = await client.call("Plain")
            lines = in_threads(result["body"].iter_lines())
            assert [line async for line in lines] == [b"a", b"b"]
        assert script.bodies == [DATA, b""]

    asyncio.run(main())


def test_the_stream_of_a_call_that_nobody_waits_for_is_closed(serve: Serve) -> None:
    ends: queue.Queue[bytes] = queue.Queue()
    asked: queue.Queue[None] = queue.Queue()
    go: queue.Queue[None] = queue.Queue()

    def talk(connection: Connection) -> None:
        connection.receive()
        asked.put(None)
        go.get(timeout=30)
        connection.send(response(b"ab")[:-1])
        ends.put(connection.socket.recv(1))

    async def main() -> None:
        async with AsyncStreamer("us-east-1", endpoint_url=serve(talk).url) as client:
            task = asyncio.create_task(client.call("Plain"))
            await asyncio.to_thread(asked.get, timeout=30)
            task.cancel()
            go.put(None)
            with pytest.raises(asyncio.CancelledError):
                await task
            del task
        gc.collect()

    asyncio.run(main())
    assert ends.get(timeout=30) == b""


def test_what_in_threads_goes_over_may_raise() -> None:
    def parts() -> Iterator[int]:
        yield 1
        raise ZeroDivisionError

    async def main() -> None:
        taken = in_threads(parts())
        assert await anext(taken) == 1
        with pytest.raises(ZeroDivisionError):
            await anext(taken)

    asyncio.run(main())
