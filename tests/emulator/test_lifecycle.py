"""Starting and stopping, and many clients at once."""

import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from ssoemulator import Emulator, create_app
from tests.emulator.clients import DEVICE_CODE, Device, connect, post, register, request
from tests.emulator.clock import Clock


def test_the_url_is_there_only_while_it_runs() -> None:
    idc = Emulator()
    with pytest.raises(RuntimeError, match="not running"):
        _ = idc.url
    with idc:
        assert idc.url.startswith("http://127.0.0.1:")
    with pytest.raises(RuntimeError, match="not running"):
        _ = idc.url


def test_it_cannot_be_entered_twice_at_a_time(idc: Emulator) -> None:
    with pytest.raises(RuntimeError, match="running already"):
        idc.__enter__()
    assert post(idc.url, "/token", {}).status == 400


def test_it_can_be_restarted_and_remembers(clock: Clock) -> None:
    idc = Emulator(clock=clock)
    with idc:
        registration = register(idc.url)
    with idc:
        members = {name: registration[name] for name in ("clientId", "clientSecret")}
        body = {**members, "startUrl": "https://example.com/start"}
        assert post(idc.url, "/device_authorization", body).status == 200


def test_two_emulators_do_not_share_what_they_remember(idc: Emulator) -> None:
    registration = register(idc.url)
    members = {name: registration[name] for name in ("clientId", "clientSecret")}
    with Emulator() as other:
        body = {**members, "startUrl": "https://example.com/start"}
        assert post(other.url, "/device_authorization", body).status == 401


def test_stopping_closes_the_connections_that_clients_keep() -> None:
    with Emulator() as idc:
        connection = connect(idc.url)
        assert request(connection, "/token").status == 400
        kept = connection.sock
    assert kept.recv(1) == b""
    connection.close()
    with pytest.raises(ConnectionRefusedError):
        connection.connect()


def test_stopping_leaves_no_thread_behind() -> None:
    before = set(threading.enumerate())
    with Emulator() as idc:
        connection = connect(idc.url)
        request(connection, "/token")
    connection.close()
    for thread in set(threading.enumerate()) - before:
        thread.join(10)
        assert not thread.is_alive()


def test_a_port_in_use_is_an_os_error(idc: Emulator) -> None:
    port = urlsplit(idc.url).port
    assert port is not None
    with pytest.raises(OSError, match="in use"), Emulator(port=port):
        pass


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("0.0.0.0", "127.0.0.1"),  # noqa: S104 - that one listens everywhere is the point
        ("localhost", "localhost"),
        ("::1", "[::1]"),
    ],
)
def test_the_url_can_be_connected_to_whatever_it_listens_on(host: str, shown: str) -> None:
    if ":" in host and not _has_ipv6():
        pytest.skip("this machine has no IPv6")
    with Emulator(host=host) as idc:
        assert urlsplit(idc.url).netloc.rpartition(":")[0] == shown
        assert post(idc.url, "/token", {}).status == 400


def _has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


def test_the_app_can_be_used_without_the_server() -> None:
    response = create_app(auto_approve=True).test_client().post("/token", json={})
    assert response.status_code == 400
    assert response.headers["x-amzn-ErrorType"].startswith("InvalidRequestException:")


@pytest.mark.parametrize("path", ["/token", "/_emulator/approve"])
def test_a_body_that_ends_before_its_length_is_an_invalid_request_to_any_server(path: str) -> None:
    """The server of our own refuses it first; others leave it to the app."""
    app = create_app().test_client()
    response = app.post(path, data=b"{}", environ_overrides={"CONTENT_LENGTH": "3"})
    assert response.status_code == 400
    assert response.headers["x-amzn-ErrorType"].startswith("InvalidRequestException")
    assert response.get_json()["error"] == "invalid_request"


def test_the_app_makes_no_urls_as_its_start_would_take_long() -> None:
    with pytest.raises(NotImplementedError, match="pages name their paths themselves"):
        create_app().url_map.bind("localhost").build("device.show")


def test_of_many_threads_that_poll_one_approved_code_exactly_one_gets_tokens(
    idc: Emulator, device: Device
) -> None:
    authorization = device.start()
    idc.approve(authorization["userCode"])
    body = {
        **device.credentials,
        "grantType": DEVICE_CODE,
        "deviceCode": authorization["deviceCode"],
    }
    threads = 16
    together = threading.Barrier(threads)

    def poll(_: int) -> int:
        together.wait()
        return post(idc.url, "/token", body).status

    with ThreadPoolExecutor(threads) as pool:
        statuses = list(pool.map(poll, range(threads)))
    assert sorted(statuses) == [200] + [400] * (threads - 1)


def test_many_clients_register_at_once(idc: Emulator) -> None:
    with ThreadPoolExecutor(16) as pool:
        registrations = list(pool.map(lambda _: register(idc.url), range(64)))
    assert len({registration["clientId"] for registration in registrations}) == 64
