"""TLS: who is trusted, and that nobody else hears a word."""

import contextlib
import os
import re
import ssl
import subprocess
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import trustme

import ssooidc
from restjson import ConfigError, TLSError, TransportError
from restjson.http.tls import make_context
from tests.runtime.authorities import (
    authority,
    ca_file,
    certificate,
    server_context,
    serving_tls,
)
from tests.runtime.config_files import empty_environment
from tests.runtime.servers import Connection, Server, response
from tests.tools import find

Place = Callable[..., "Listener"]

RESPONSE = response(b'{"clientId":"a"}')


class Listener:
    """A TLS server that keeps what it heard."""

    def __init__(self) -> None:
        self.heard: list[bytes | None] = []
        self.server: Server

    @property
    def url(self) -> str:
        return self.server.url

    def talk(self, connection: Connection) -> None:
        while (request := connection.receive()) is not None:
            self.heard.append(request)
            connection.send(RESPONSE)


@pytest.fixture
def listen() -> Iterator[Place]:
    with ExitStack() as servers:

        def start(context: ssl.SSLContext | None = None) -> Listener:
            listener = Listener()
            listener.server = servers.enter_context(serving_tls(listener.talk, context))
            return listener

        yield start


@pytest.fixture(autouse=True)
def _own_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty_environment(tmp_path, monkeypatch)


def _ask(url: str, **arguments: Any) -> str:
    with ssooidc.Client(endpoint_url=url, max_attempts=1, **arguments) as client:
        return client.register_client(clientName="a", clientType="public")["clientId"]


def _refusal(listener: Listener, **arguments: Any) -> TLSError:
    with pytest.raises(TLSError) as caught:
        _ask(listener.url, **arguments)
    assert listener.heard == []
    assert isinstance(caught.value.__cause__, Exception)
    return caught.value


def _hashed_folder(folder: Path) -> Path:
    """A folder as OpenSSL wants it."""
    path = ca_file(folder)
    openssl = find("openssl", "apt-get install openssl")
    command = [openssl, "x509", "-hash", "-noout", "-in", str(path)]
    name = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    hashed = folder / "hashed"
    hashed.mkdir()
    path.rename(hashed / f"{name}.0")
    return hashed


# --- Who is trusted.


def test_nobody_but_the_systems_authorities_is_trusted_by_default(listen: Place) -> None:
    error = _refusal(listen())
    assert "127.0.0.1" in str(error)
    assert "check the certificate" in str(error)
    _refusal(listen(), verify=True)


@pytest.mark.parametrize("kind", [str, Path])
def test_verify_may_be_a_ca_file(
    listen: Place, tmp_path: Path, kind: Callable[[Path], Any]
) -> None:
    assert _ask(listen().url, verify=kind(ca_file(tmp_path))) == "a"
    _refusal(listen(), verify=kind(ca_file(tmp_path, "other")))


def test_verify_may_be_a_hashed_folder(listen: Place, tmp_path: Path) -> None:
    assert _ask(listen().url, verify=_hashed_folder(tmp_path)) == "a"


def test_verify_may_be_a_context(listen: Place) -> None:
    context = ssl.create_default_context()
    authority("good").configure_trust(context)
    assert _ask(listen().url, verify=context) == "a"
    assert context.verify_mode is ssl.CERT_REQUIRED


def test_verification_can_be_turned_off_with_one_warning(listen: Place) -> None:
    listener = listen(server_context(certificate("wrong.example", issuer="other")))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with ssooidc.Client(endpoint_url=listener.url, verify=False) as client:
            for _ in range(3):
                client.register_client(clientName="a", clientType="public")
    assert [str(each.message).partition(":")[0] for each in caught] == ["verify=False"]
    assert len(listener.heard) == 3


@pytest.mark.parametrize("name", ["AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE"])
def test_a_variable_may_name_the_ca_file(
    listen: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, str(ca_file(tmp_path)))
    assert _ask(listen().url) == "a"
    _refusal(listen(), verify=True)


def test_the_profile_may_name_the_ca_file(listen: Place, tmp_path: Path) -> None:
    (tmp_path / "config").write_text(f"[default]\nca_bundle = {ca_file(tmp_path)}\n")
    assert _ask(listen().url) == "a"


def test_the_systems_store_may_be_elsewhere(
    listen: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """OpenSSL's own variable, which is how a system's store is replaced."""
    monkeypatch.setenv("SSL_CERT_FILE", str(ca_file(tmp_path)))
    assert _ask(listen().url) == "a"


def test_an_intermediate_authority_alone_is_trusted(listen: Place, tmp_path: Path) -> None:
    intermediate = authority("good").create_child_ca()
    path = tmp_path / "intermediate.pem"
    intermediate.cert_pem.write_to_path(str(path))
    listener = listen(server_context(intermediate.issue_cert("127.0.0.1")))
    assert _ask(listener.url, verify=path) == "a"


def test_an_intermediate_authority_does_not_speak_for_its_root(
    listen: Place, tmp_path: Path
) -> None:
    intermediate = authority("good").create_child_ca()
    path = tmp_path / "intermediate.pem"
    intermediate.cert_pem.write_to_path(str(path))
    _refusal(listen(), verify=path)


@pytest.mark.parametrize("place", ["file", "variable", "argument"])
def test_a_path_may_begin_with_the_home_folder(
    listen: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    path = f"~/{ca_file(tmp_path).name}"
    if place == "file":
        (tmp_path / "config").write_text(f"[default]\nca_bundle = {path}\n")
    elif place == "variable":
        monkeypatch.setenv("AWS_CA_BUNDLE", path)
    arguments = {"verify": path} if place == "argument" else {}
    assert _ask(listen().url, **arguments) == "a"


def test_a_pipe_as_ca_file_holds_nobody_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    problem = f"{path}: expected a regular file, found a device, pipe or socket"
    with pytest.raises(ConfigError, match=f"^verify: {re.escape(problem)}"):
        _ask("https://127.0.0.1:1", verify=path)
    monkeypatch.setenv("AWS_CA_BUNDLE", str(path))
    with pytest.raises(ConfigError, match=re.escape(problem)):
        _ask("https://127.0.0.1:1")


# --- Who is not, and hears nothing.

BAD = {
    "another host": certificate("wrong.example"),
    "another address": certificate("127.0.0.2"),
    "expired": certificate(days=-1),
    "unknown authority": certificate(issuer="other"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_certificate_is_refused_before_anything_is_sent(
    listen: Place, tmp_path: Path, name: str
) -> None:
    error = _refusal(listen(server_context(BAD[name])), verify=ca_file(tmp_path))
    assert error.may_have_arrived is False


@contextlib.contextmanager
def _deprecated_protocols() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_a_server_that_speaks_no_tls_1_2_is_refused_and_would_serve_a_lesser_client(
    listen: Place, tmp_path: Path, version: ssl.TLSVersion
) -> None:
    lowered = make_context(ca_file(tmp_path), None)
    old = server_context()
    with _deprecated_protocols():
        for context in (old, lowered):
            context.minimum_version = version
            context.maximum_version = version
            context.set_ciphers("DEFAULT:@SECLEVEL=0")
    _refusal(listen(old), verify=ca_file(tmp_path))
    assert _ask(listen(old).url, verify=lowered) == "a"


def test_a_plain_server_on_the_port_is_refused(listen: Place, serve: Any) -> None:
    heard: list[bytes] = []

    def plain(connection: Connection) -> None:
        heard.append(connection.socket.recv(65536))
        connection.send(RESPONSE)

    with pytest.raises(TLSError):
        _ask(serve(plain).url.replace("http:", "https:"))
    assert all(b"clientName" not in each for each in heard)


def test_a_client_certificate_goes_with_a_context(listen: Place) -> None:
    demanding = server_context()
    demanding.verify_mode = ssl.CERT_REQUIRED
    authority("clients").configure_trust(demanding)
    context = ssl.create_default_context()
    authority("good").configure_trust(context)
    without = listen(demanding)
    with pytest.raises(TransportError):
        _ask(without.url, verify=context)
    assert without.heard == []
    issued: trustme.LeafCert = authority("clients").issue_cert("me@example.com")
    issued.configure_cert(context)
    assert _ask(listen(demanding).url, verify=context) == "a"


# --- What cannot be a trust store.


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "No such file or directory"),
        (b"", "no certificate can be read from it"),
        (b"not a certificate", "no certificate can be read from it"),
    ],
)
def test_a_ca_file_that_is_none_is_named(
    tmp_path: Path, content: bytes | None, reason: str
) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_bytes(content)
    for verify, bundle, name in (
        (path, None, "verify"),
        (None, str(path), "the CA bundle of the settings"),
    ):
        with pytest.raises(ConfigError) as caught:
            make_context(verify, bundle)
        assert str(caught.value) == (
            f"{name}: {path}: {reason}: expected a CA file or a hashed folder of them"
        )


def test_a_folder_without_hashed_names_is_refused(tmp_path: Path) -> None:
    ca_file(tmp_path)
    with pytest.raises(ConfigError, match="no hashed certificates"):
        make_context(tmp_path, None)


def test_a_missing_ca_file_is_named_with_its_variable(
    listen: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listener = listen()
    missing = tmp_path / "gone.pem"
    monkeypatch.setenv("AWS_CA_BUNDLE", str(missing))
    with pytest.raises(ConfigError, match=r"^AWS_CA_BUNDLE: there is no "):
        _ask(listener.url)
    with pytest.raises(ConfigError, match=r"^verify: "):
        _ask(listener.url, verify=missing)
    assert listener.server.connections == 0


def test_a_context_verifies_unless_it_is_told_otherwise() -> None:
    for verify in (None, True):
        context = make_context(verify, None)
        assert context.verify_mode is ssl.CERT_REQUIRED
        assert context.check_hostname
        assert context.minimum_version is ssl.TLSVersion.TLSv1_2


def test_certifi_stands_in_where_the_system_has_no_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    class Certifi:
        @staticmethod
        def where() -> str:
            return str(ca_file(tmp_path))

    def find(name: str) -> Any:
        asked.append(name)
        return Certifi

    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "nothing"))
    monkeypatch.setattr("restjson.http.tls.import_module", find)
    context = make_context(None, None)
    assert asked == ["certifi"]
    assert context.cert_store_stats()["x509_ca"] == 1


def test_without_any_store_everyone_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listen: Place
) -> None:
    def find(name: str) -> Any:
        raise ImportError(name)

    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "nothing"))
    monkeypatch.setattr("restjson.http.tls.import_module", find)
    _refusal(listen())
