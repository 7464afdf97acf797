"""Calls of a client for asyncio: in threads of its own, bounded, cancelled and closed with it."""

from __future__ import annotations

import asyncio
import json
import os
import pickle
import threading
from typing import Any

import pytest

import restjson
import ssooidc
import ssoportal
from tests.paging import Book
from tests.recorder import Recorder
from tests.runtime.servers import Connection, response, serving

APP = {"clientName": "a", "clientType": "public"}


def own_threads() -> list[threading.Thread]:
    return [each for each in threading.enumerate() if each.name.startswith(("ssooidc", "ssoport"))]


class Gate:
    """A transport that lets requests through when it is opened.

    Attributes:
        most: how many were inside at the same time.
    """

    def __init__(self, expected: int) -> None:
        self.requests: list[restjson.Request] = []
        self.full = threading.Semaphore(0)
        self.open = threading.Event()
        self.most = 0
        self._inside = 0
        self._lock = threading.Lock()
        self._expected = expected

    def send(self, request: restjson.Request) -> restjson.Response:
        with self._lock:
            self.requests.append(request)
            self._inside += 1
            self.most = max(self.most, self._inside)
        self.full.release()
        self.open.wait()
        with self._lock:
            self._inside -= 1
        return restjson.Response(200, {}, b'{"clientId": "made-up"}')

    async def wait_until_full(self) -> None:
        for _ in range(self._expected):
            await asyncio.to_thread(self.full.acquire)


def test_operations_have_the_names_arguments_and_results_of_the_client() -> None:
    async def use() -> Any:
        transport = Recorder(restjson.Response(200, {}, b'{"clientId": "made-up"}'))
        async with ssooidc.AsyncClient("us-east-1", transport=transport) as client:
            called = await client.call("RegisterClient", APP)
            result = await client.register_client(clientName="a", clientType="public")
            assert called == result
            assert client.region_name == "us-east-1"
            assert client.endpoint_url == transport.requests[0].url.rpartition("/client")[0]
            assert client.meta.service_model.service_id == "SSO OIDC"
            assert repr(client) == "ssooidc.AsyncClient(region_name='us-east-1')"
            return result

    result = asyncio.run(use())
    assert result["clientId"] == "made-up"
    assert isinstance(result, restjson.Result)


def test_errors_are_those_of_the_client() -> None:
    async def use() -> None:
        transport = Recorder(restjson.Response(400, {}, b'{"error": "slow_down"}'))
        async with ssooidc.AsyncClient("us-east-1", transport=transport) as client:
            with pytest.raises(client.exceptions.SlowDownException):
                await client.register_client(clientName="a", clientType="public")
            with pytest.raises(restjson.ParamValidationError):
                await client.call("RegisterClient", {})

    asyncio.run(use())
    with pytest.raises(TypeError, match="regio"):
        ssooidc.AsyncClient(regio="us-east-1")  # type: ignore[call-arg]


def test_pages_and_items_are_gone_over_and_asked_for_one_by_one() -> None:
    async def use() -> None:
        listed = [{"accountList": [{"accountId": f"{n}"}, {"accountId": f"{n}b"}]} for n in "123"]
        book = Book([dict(each) for each in listed], input_key="next_token")
        async with ssoportal.AsyncClient("us-east-1", transport=book) as client:
            pages = client.list_accounts_pages(accessToken="t")
            assert book.asked == []
            first = await pages.__anext__()
            assert first["accountList"] == listed[0]["accountList"]
            assert len(book.asked) == 1
            items = [each async for each in client.list_accounts_items(accessToken="t")]
            assert [each["accountId"] for each in items] == ["1", "1b", "2", "2b", "3", "3b"]
            paginator = client.get_paginator("list_accounts")
            found = [page["accountList"] async for page in paginator.paginate(accessToken="t")]
            assert found == [each["accountList"] for each in listed]

    asyncio.run(use())


def test_no_more_calls_run_than_there_are_connections_and_close_ends_their_threads() -> None:
    async def use() -> None:
        gate = Gate(3)
        client = ssooidc.AsyncClient("us-east-1", transport=gate, max_pool_connections=3)
        calls = [asyncio.create_task(client.call("RegisterClient", APP)) for _ in range(20)]
        await gate.wait_until_full()
        assert len(own_threads()) == 3
        gate.open.set()
        await asyncio.gather(*calls)
        assert len(gate.requests) == 20
        assert gate.most == 3
        await client.close()
        assert own_threads() == []
        assert (await client.call("RegisterClient", APP))["clientId"] == "made-up"
        await client.close()
        assert own_threads() == []

    asyncio.run(use())


def test_a_cancelled_call_that_waits_for_a_thread_is_never_sent() -> None:
    async def use() -> None:
        gate = Gate(1)
        async with ssooidc.AsyncClient(
            "us-east-1", transport=gate, max_pool_connections=1
        ) as client:
            running = asyncio.create_task(client.call("RegisterClient", APP))
            await gate.wait_until_full()
            waiting = asyncio.create_task(client.call("RegisterClient", APP))
            await asyncio.sleep(0)
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
            gate.open.set()
            await running
        assert len(gate.requests) == 1

    asyncio.run(use())


def test_close_waits_for_a_cancelled_call_that_runs() -> None:
    async def use() -> None:
        gate = Gate(1)
        client = ssooidc.AsyncClient("us-east-1", transport=gate)
        call = asyncio.create_task(client.call("RegisterClient", APP))
        await gate.wait_until_full()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        closing = asyncio.create_task(client.close())
        await asyncio.sleep(0)
        assert not closing.done()
        gate.open.set()
        await closing
        assert own_threads() == []

    asyncio.run(use())


def test_close_cancels_the_calls_that_wait_for_a_thread() -> None:
    async def use() -> None:
        gate = Gate(1)
        client = ssooidc.AsyncClient("us-east-1", transport=gate, max_pool_connections=1)
        running = asyncio.create_task(client.call("RegisterClient", APP))
        await gate.wait_until_full()
        waiting = asyncio.create_task(client.call("RegisterClient", APP))
        await asyncio.sleep(0)
        closing = asyncio.create_task(client.close())
        with pytest.raises(asyncio.CancelledError):
            await waiting
        gate.open.set()
        await asyncio.gather(running, closing)
        assert len(gate.requests) == 1

    asyncio.run(use())


def test_a_cancelled_call_leaves_no_half_read_connection_to_the_next() -> None:
    half_sent, go_on = threading.Event(), threading.Event()

    def talk(connection: Connection) -> None:
        while (request := connection.receive()) is not None:
            name = json.loads(request.partition(b"\r\n\r\n")[2])["clientName"]
            data = response(json.dumps({"clientId": f"that of {name}"}).encode())
            if name == "cancelled":
                connection.send(data[:-5])
                half_sent.set()
                go_on.wait()
                connection.send(data[-5:])
            else:
                connection.send(data)

    async def use() -> None:
        with serving(talk) as server:
            async with ssooidc.AsyncClient(endpoint_url=server.url) as client:
                call = asyncio.create_task(
                    client.register_client(clientName="cancelled", clientType="public")
                )
                await asyncio.to_thread(half_sent.wait)
                call.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await call
                for name in ("second", "third"):
                    if name == "third":
                        go_on.set()
                    result = await client.register_client(clientName=name, clientType="public")
                    assert result["clientId"] == f"that of {name}"

    asyncio.run(use())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_fork_has_threads_of_its_own() -> None:
    async def use(client: ssooidc.AsyncClient) -> Any:
        return await asyncio.wait_for(client.call("RegisterClient", APP), 20)

    gate = Gate(1)
    gate.open.set()
    client = ssooidc.AsyncClient("us-east-1", transport=gate)
    asyncio.run(use(client))
    assert client._threads is not None
    # As it is once the thread waits for work, which nobody can wait for.
    client._threads._idle_semaphore.release()
    child = os.fork()
    if child == 0:
        try:
            os._exit(0 if asyncio.run(use(client))["clientId"] == "made-up" else 1)
        finally:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    asyncio.run(client.close())


def test_a_client_is_pickled_with_its_arguments_alone() -> None:
    async def use() -> None:
        response = restjson.Response(200, {}, b"{}")
        async with ssooidc.AsyncClient("us-east-1", transport=Recorder(response)) as client:
            await client.call("RegisterClient", APP)
            copied = pickle.loads(pickle.dumps(client))  # noqa: S301 - our own
        assert repr(copied) == repr(client)
        async with copied:
            assert "ResponseMetadata" in await copied.call("RegisterClient", APP)

    asyncio.run(use())


def test_the_deadline_of_the_client_bounds_a_call() -> None:
    async def use() -> None:
        with serving(Connection.fall_silent) as server:
            async with ssooidc.AsyncClient(endpoint_url=server.url, deadline=0.2) as client:
                with pytest.raises(restjson.DeadlineError):
                    await client.register_client(clientName="a", clientType="public")
        assert own_threads() == []

    asyncio.run(use())
