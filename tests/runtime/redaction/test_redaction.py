"""Secrets are sent through every path, and looked for in all that people and logs see."""

import json
import logging
import pickle
from collections.abc import Callable
from html import escape
from types import SimpleNamespace
from urllib.parse import quote

import pytest

import restjson
import ssooidc
from restjson import Request, Response
from ssooidc import operations
from tests.clock import FakeClock
from tests.runtime.conftest import Serve
from tests.runtime.echoes import views
from tests.runtime.servers import Connection, always, chunked, once, response

# Put together here, so that no line of this file, as a traceback shows it, holds one.
MARK = "mark" + "ed"
SENT = {
    name: f'{MARK}+{name}/of="the<caller>&=='
    for name in ("clientSecret", "deviceCode", "code", "refreshToken", "codeVerifier")
}
ARGUMENTS = {"clientId": "id", "grantType": "refresh_token", **SENT}
GOT = {name: f"{MARK}-{name}-of-the-service" for name in ("accessToken", "refreshToken", "idToken")}

# How a server may send back what it got as a failure.
ECHOES: dict[str, Callable[[str], bytes]] = {
    "message": lambda sent: response(json.dumps({"message": sent}).encode(), 400),
    "Message": lambda sent: response(json.dumps({"Message": sent}).encode(), 500),
    "error_description": lambda sent: response(
        json.dumps({"error": "invalid_grant", "error_description": sent}).encode(), 400
    ),
    "every member": lambda sent: response(
        json.dumps(dict.fromkeys(("error", "error_description", "reason", "code"), sent)).encode(),
        400,
    ),
    "a modelled member": lambda sent: response(
        json.dumps({"reason": sent}).encode(), 400, x_amzn_ErrorType="InvalidRequestException"
    ),
    "the code": lambda sent: response(json.dumps({"__type": sent}).encode(), 400),
    "a header": lambda sent: response(b"", 400, X_Echo=sent),
    "the header of the code": lambda sent: response(b"", 400, x_amzn_ErrorType=sent),
    "the header of the request id": lambda sent: response(b"", 400, x_amzn_RequestId=sent),
    "the other header of the request id": lambda sent: response(b"", 400, x_amz_request_id=sent),
    "a header that is not one": lambda sent: (
        b"HTTP/1.1 400 No\r\nContent-Length: 0\r\n" + sent.encode() + b"\r\n\r\n"
    ),
    "the reason phrase": lambda sent: b"HTTP/1.1 400 " + sent.encode() + b"\r\n\r\n",
    "text": lambda sent: response(f"What is {sent}?".encode(), 403),
    "text that is not UTF-8": lambda sent: response(b"\xff" + sent.encode(), 403),
    "HTML": lambda sent: response(f"<!DOCTYPE html><p>{escape(sent)}</p>".encode(), 502),
    "HTML of a proxy": lambda sent: response(f"<html>{escape(sent)}</html>".encode(), 502),
    "a URL": lambda sent: response(f"/retry?with={quote(sent, safe='')}".encode(), 404),
    "a redirect": lambda sent: response(b"", 302, Location=f"/?a={quote(sent, safe='')}"),
    "a list": lambda sent: response(json.dumps([sent]).encode(), 400),
    "a truncated body": lambda sent: response(sent.encode(), 400)[:-1],
    "a status line": lambda sent: sent.encode() + b"\r\n\r\n",
    "the size of a chunk": lambda sent: chunked(end=sent.encode() + b"\r\n"),
    "a contradictory length": lambda sent: (
        f"HTTP/1.1 400 No\r\nContent-Length: 2, {sent}\r\n\r\n".encode()
    ),
    "a success that is not JSON": lambda sent: response(sent.encode()),
    "a success that is a list": lambda sent: response(json.dumps([sent]).encode()),
    "a success of other types": lambda sent: response(
        json.dumps({"expiresIn": sent, "accessToken": [sent]}).encode()
    ),
    "too much": lambda sent: response(sent.encode() * 100),
}


Look = Callable[[list[str]], None]


@pytest.fixture
def look(caplog: pytest.LogCaptureFixture) -> Look:
    """Look for the marks in what people see and in the log, of which nothing is left out."""
    caplog.set_level(logging.DEBUG)

    def look(shown: list[str]) -> None:
        # As logging writes them, tracebacks included.
        log = [logging.Formatter().format(record) for record in caplog.records]
        assert [text for text in [*shown, *log] if MARK in text] == []

    return look


def _call(client: ssooidc.Client) -> restjson.Error:
    with pytest.raises(restjson.Error) as caught:
        client.call("CreateToken", ARGUMENTS)
    return caught.value


@pytest.mark.parametrize("sent", SENT.values(), ids=SENT)
@pytest.mark.parametrize("echo", ECHOES.values(), ids=ECHOES)
def test_what_a_server_sends_back_is_not_shown(
    serve: Serve, look: Look, echo: Callable[[str], bytes], sent: str
) -> None:
    url = serve(once(echo(sent))).url
    with ssooidc.Client(endpoint_url=url, max_response_bytes=2000, max_attempts=1) as client:
        look(views(_call(client)))


def _reset(connection: Connection) -> None:
    connection.receive()
    connection.reset()


def _silent(connection: Connection) -> None:
    connection.fall_silent()


@pytest.mark.parametrize("talk", [_reset, _silent, once(b"")])
def test_a_failed_exchange_shows_nothing_that_was_sent(
    serve: Serve, look: Look, talk: Callable[[Connection], None]
) -> None:
    with ssooidc.Client(endpoint_url=serve(talk).url, read_timeout=0.05, max_attempts=1) as client:
        look(views(_call(client)))


def test_a_refused_connection_shows_nothing_that_was_to_be_sent(look: Look) -> None:
    with ssooidc.Client(endpoint_url="http://127.0.0.1:1", max_attempts=1) as client:
        look(views(_call(client)))


def test_tls_to_a_plain_port_shows_nothing_that_was_to_be_sent(serve: Serve, look: Look) -> None:
    def talk(connection: Connection) -> None:
        connection.socket.recv(65536)
        connection.send(response(MARK.encode()))

    url = serve(talk).url.replace("http:", "https:")
    with ssooidc.Client(endpoint_url=url, max_attempts=1) as client:
        look(views(_call(client)))


def test_a_result_and_its_log_show_nothing_that_was_got(serve: Serve, look: Look) -> None:
    server = serve(always(response(json.dumps({"expiresIn": 1, **GOT}).encode())))
    with ssooidc.Client(endpoint_url=server.url) as client:
        result = client.call("CreateToken", ARGUMENTS)
        pickled = pickle.loads(pickle.dumps(result))  # noqa: S301
        look([repr(each) for each in (result, result.copy(), {} | result, pickled, client)])
    assert {name: result[name] for name in GOT} == GOT


def test_a_result_and_its_log_show_nothing_that_was_sent(serve: Serve, look: Look) -> None:
    body = json.dumps({"tokenType": SENT["codeVerifier"]}).encode()
    echo = response(body, x_amzn_RequestId=SENT["code"], X_Echo=quote(SENT["deviceCode"]))
    with ssooidc.Client(endpoint_url=serve(once(echo)).url) as client:
        result = client.call("CreateToken", ARGUMENTS)
    known = result["ResponseMetadata"]
    pickled = pickle.loads(pickle.dumps(result))  # noqa: S301
    look([repr(each) for each in (result, {} | result, known, known["HTTPHeaders"], pickled)])
    assert (known["RequestId"], result["tokenType"]) == (SENT["code"], SENT["codeVerifier"])


def test_the_log_that_is_searched_has_the_lines_of_calls(
    serve: Serve, look: Look, caplog: pytest.LogCaptureFixture
) -> None:
    with ssooidc.Client(endpoint_url=serve(once(response(b"", 400))).url) as client:
        look(views(_call(client)))
    names = {record.name.partition(".")[0] for record in caplog.records}
    assert names == {"restjson"}
    logging.getLogger("restjson").debug("%s", MARK)
    with pytest.raises(AssertionError):
        look([])


def test_arguments_of_wrong_types_are_not_shown(look: Look) -> None:
    client = ssooidc.Client("us-east-1")
    wrong = {name: [value] for name, value in ARGUMENTS.items()}
    with pytest.raises(restjson.ParamValidationError) as caught:
        client.call("CreateToken", {**wrong, "scope": [{"a": SENT["code"]}], "x": SENT["code"]})
    look(views(caught.value))


KEYS = restjson.Credentials("AKIDEXAMPLE", f"{MARK}-secret-key", f"{MARK}/session+token==")


def _call_signed(client: ssooidc.Client) -> restjson.Error:
    with pytest.raises(restjson.Error) as caught:
        client.create_token_with_iam(clientId="id", grantType="a", assertion="b")
    return caught.value


@pytest.mark.parametrize("echo", ECHOES.values(), ids=ECHOES)
def test_a_session_token_that_a_server_sends_back_is_not_shown(
    serve: Serve, look: Look, echo: Callable[[str], bytes]
) -> None:
    assert KEYS.token is not None
    url = serve(once(echo(KEYS.token))).url
    with ssooidc.Client(
        "us-east-1",
        endpoint_url=url,
        credentials=KEYS,
        max_response_bytes=2000,
        max_attempts=1,
    ) as client:
        look([*views(_call_signed(client)), repr(client)])


@pytest.mark.parametrize("talk", [_reset, _silent, once(b"")])
def test_a_failed_exchange_shows_nothing_of_the_credentials(
    serve: Serve, look: Look, talk: Callable[[Connection], None]
) -> None:
    with ssooidc.Client(
        "us-east-1",
        endpoint_url=serve(talk).url,
        credentials=KEYS,
        read_timeout=0.05,
        max_attempts=1,
    ) as client:
        look(views(_call_signed(client)))


def test_signatures_that_a_server_sends_back_are_not_shown(
    serve: Serve, look: Look, caplog: pytest.LogCaptureFixture
) -> None:
    signatures: list[str] = []

    def talk(connection: Connection) -> None:
        while request := connection.receive():
            head = request.decode("latin-1").partition("\r\n\r\n")[0]
            signatures.append(head.partition("Signature=")[2].partition("\r\n")[0])
            # As AWS does it: what should have been signed, and with what result.
            body = json.dumps({"message": f"{' '.join(signatures)} {head}"})
            headers = {"x_amzn_RequestId": " ".join(signatures), "x_amz_retry_after": "2000"}
            connection.send(response(body.encode(), 500, **headers))

    with ssooidc.Client(
        "us-east-1", endpoint_url=serve(talk).url, credentials=KEYS, clock=FakeClock()
    ) as client:
        seen = views(_call_signed(client))
    look(seen)
    assert len(set(signatures)) == 3
    assert all(len(each) == 64 for each in signatures)
    shown = "".join([*seen, *caplog.messages])
    assert [each for each in signatures if each in shown] == []
    assert "AKIDEXAMPLE" in shown


def test_what_is_refused_for_its_credentials_shows_nothing_of_them(look: Look) -> None:
    for keys in (
        {"access_key": f"{MARK}\n", "secret_key": f"{MARK}\n", "token": f"{MARK}\n"},
        {"access_key": MARK, "secret_key": f"{MARK}\ud800", "token": f"{MARK} {MARK}"},
    ):
        with pytest.raises(restjson.ConfigError) as caught:
            ssooidc.Client("us-east-1", credentials=SimpleNamespace(**keys)).call(
                "CreateTokenWithIAM", {"clientId": "id", "grantType": "other"}
            )
        look(views(caught.value))


def test_a_call_that_cannot_be_signed_shows_nothing(look: Look) -> None:
    client = ssooidc.Client("us-east-1")
    with pytest.raises(restjson.ConfigError) as caught:
        client.create_token_with_iam(clientId="id", grantType="a", assertion=SENT["code"])
    look(views(caught.value))


def test_a_request_and_a_response_show_no_content(look: Look) -> None:
    request = Request("POST", f"https://example.com/?a={MARK}", {MARK: MARK}, MARK.encode())
    look([repr(request), repr(Response(200, {MARK: MARK}, MARK.encode()))])


def test_a_url_with_a_password_is_refused_without_it(look: Look) -> None:
    with pytest.raises(restjson.ConfigError) as caught:
        ssooidc.Client(endpoint_url=f"https://user:{MARK}@example.com")
    look(views(caught.value))


def test_the_marks_are_among_what_the_record_calls_secret() -> None:
    assert SENT.keys() == set(operations.CREATE_TOKEN.secrets)
