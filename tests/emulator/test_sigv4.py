"""Signatures: what botocore signs is taken, and nothing else is."""

import functools
import hashlib
import json
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any
from unittest import mock
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoemulator import Credentials, Emulator
from ssoemulator.state.credentials import EXAMPLE_CREDENTIALS
from ssoemulator.web.front_errors import InvalidSignatureException
from ssoemulator.web.sigv4 import SignedRequest, verify
from tests.emulator import clients
from tests.emulator.applications import APPLICATION, Application, assertion
from tests.emulator.clients import JWT_BEARER, Response, botocore_client, sign
from tests.emulator.clock import Clock

PATH = "/token?aws_iam=t"
SERVICE = "sso-oauth"
TEMPORARY = Credentials("ASIAMADEUP", "made-up-secret", "made-up-token")
NOW = 1_800_000_000.0
MINUTE = 60

body = json.dumps(
    {"clientId": APPLICATION, "grantType": JWT_BEARER, "assertion": assertion("jane")}
).encode()
signed = functools.partial(sign, data=body)


def send(idc: Emulator, headers: dict[str, str], data: bytes = body, path: str = PATH) -> Response:
    return clients.send(idc.url, path, data, **headers)


def message(response: Response, error: str) -> str:
    assert response.status == 403
    assert response.headers["x-amzn-ErrorType"] == error
    assert response.json.keys() == {"message"}
    text: str = response.json["message"]
    return text


def code_of(client: Any) -> str:
    """The code of the error that a signed call ends with; 403 is its status."""
    with pytest.raises(client.exceptions.ClientError) as caught:
        Application(client).create_token(JWT_BEARER, assertion=assertion("jane"))
    client.close()
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403
    assert caught.value.response["Error"]["Message"]
    code: str = caught.value.response["Error"]["Code"]
    return code


def test_a_request_that_botocore_has_signed_is_taken(idc: Emulator) -> None:
    response = send(idc, signed(idc.url + PATH))
    assert response.status == 200
    assert response.json["accessToken"]


def test_temporary_credentials_are_taken_with_their_token() -> None:
    with Emulator(credentials=TEMPORARY) as idc:
        assert idc.credentials == TEMPORARY
        client = botocore_client(idc.url, idc.credentials)
        assert Application(client).create_token(JWT_BEARER, assertion=assertion("jane"))
        client.close()


@pytest.mark.parametrize("region", ["us-east-1", "ap-southeast-2", "mars-north-1"])
def test_a_signature_for_any_region_is_taken(idc: Emulator, region: str) -> None:
    assert send(idc, signed(idc.url + PATH, region=region)).status == 200


def test_the_operation_without_a_signature_needs_none(idc: Emulator) -> None:
    response = send(idc, {}, path="/token")
    assert response.error_type == "InvalidRequestException"


def test_an_unsigned_request_is_refused(idc: Emulator) -> None:
    assert message(send(idc, {}), "MissingAuthenticationTokenException") == (
        "Missing Authentication Token"
    )


def test_a_signature_comes_before_whatever_else_is_wrong(idc: Emulator) -> None:
    assert message(send(idc, {}, b"["), "MissingAuthenticationTokenException")
    response = send(idc, signed(idc.url + PATH, data=b"["), b"[")
    assert response.error_type == "InvalidRequestException"


@pytest.mark.parametrize(
    ("credentials", "code"),
    [
        (replace(TEMPORARY, secret_key="other"), "InvalidSignatureException"),
        (replace(TEMPORARY, access_key="AKIAUNKNOWN"), "UnrecognizedClientException"),
        (replace(TEMPORARY, token="other"), "UnrecognizedClientException"),
        (replace(TEMPORARY, token=None), "UnrecognizedClientException"),
        (EXAMPLE_CREDENTIALS, "UnrecognizedClientException"),
    ],
)
def test_other_credentials_are_refused(credentials: Credentials, code: str) -> None:
    with Emulator(credentials=TEMPORARY) as idc:
        assert code_of(botocore_client(idc.url, credentials)) == code


def test_a_token_for_credentials_that_have_none_is_refused(idc: Emulator) -> None:
    credentials = replace(EXAMPLE_CREDENTIALS, token="any")
    assert code_of(botocore_client(idc.url, credentials)) == "UnrecognizedClientException"


@pytest.mark.usefixtures("_signed_by_the_clock")
@pytest.mark.parametrize("minutes", [-5, 5])
def test_a_signature_is_good_five_minutes_before_and_after(
    idc: Emulator, clock: Clock, minutes: int
) -> None:
    headers = signed(idc.url + PATH)
    clock.advance(minutes * MINUTE)
    assert send(idc, headers).status == 200


@pytest.mark.usefixtures("_signed_by_the_clock")
def test_a_signature_that_is_too_old_is_refused_in_the_observed_words(
    idc: Emulator, clock: Clock
) -> None:
    clock.now = NOW
    headers = signed(idc.url + PATH)
    clock.advance(5 * MINUTE + 1)
    response = send(idc, headers)
    assert message(response, "InvalidSignatureException") == (
        "Signature expired: 20270115T080000Z is now earlier than 20270115T080001Z "
        "(20270115T080501Z - 5 min.)"
    )
    assert response.headers["Date"] == "Fri, 15 Jan 2027 08:05:01 GMT"


@pytest.mark.usefixtures("_signed_by_the_clock")
def test_a_signature_of_the_future_is_refused_in_the_observed_words(
    idc: Emulator, clock: Clock
) -> None:
    clock.now = NOW
    headers = signed(idc.url + PATH)
    clock.advance(-5 * MINUTE - 1)
    assert message(send(idc, headers), "InvalidSignatureException") == (
        "Signature not yet current: 20270115T080000Z is still later than 20270115T075959Z "
        "(20270115T075459Z + 5 min.)"
    )


@pytest.mark.parametrize(
    ("path", "data", "changes"),
    [
        (PATH, body + b" ", {}),
        (PATH, b"", {}),
        (PATH + "&more=1", body, {}),
        ("/token?aws_iam=t&aws_iam=t", body, {}),
        (PATH, body, {"Content-Type": "text/plain"}),
        (PATH, body, {"Host": "192.0.2.1"}),
        (PATH, body, {"X-Amz-Content-SHA256": "UNSIGNED-PAYLOAD"}),
    ],
)
def test_what_was_changed_after_signing_is_refused(
    idc: Emulator, path: str, data: bytes, changes: dict[str, str]
) -> None:
    digest = hashlib.sha256(body).hexdigest()
    more = {"Content-Type": "application/json", "X-Amz-Content-SHA256": digest}
    headers = signed(idc.url + PATH, more=more)
    assert send(idc, headers).status == 200
    text = message(send(idc, {**headers, **changes}, data, path), "InvalidSignatureException")
    assert text.startswith("The request signature we calculated does not match")


def test_a_body_that_is_left_out_of_the_signature_is_refused(idc: Emulator) -> None:
    headers = signed(idc.url + PATH, more={"X-Amz-Content-SHA256": "UNSIGNED-PAYLOAD"})
    assert message(send(idc, headers), "InvalidSignatureException")


def test_a_signed_header_that_was_not_sent_is_named(idc: Emulator) -> None:
    headers = signed(idc.url + PATH, more={"X-Custom": "1"})
    del headers["X-Custom"]
    text = message(send(idc, headers), "InvalidSignatureException")
    assert text == "'x-custom' is signed but was not sent."


@pytest.mark.parametrize("name", ["host", "x-amz-date", "x-amz-security-token"])
def test_a_header_that_has_to_be_signed_is_named(name: str) -> None:
    with Emulator(credentials=TEMPORARY) as idc:
        headers = signed(idc.url + PATH, TEMPORARY)
        names = ";".join({"host", "x-amz-date", "x-amz-security-token"} - {name})
        start, _, rest = headers["Authorization"].partition("SignedHeaders=")
        headers["Authorization"] = f"{start}SignedHeaders={names},{rest.partition(',')[2]}"
        text = message(send(idc, headers), "InvalidSignatureException")
    assert text == f"'{name}' must be a 'SignedHeader' in the AWS Authorization."


def test_a_signature_for_another_service_is_refused(idc: Emulator) -> None:
    headers = signed(idc.url + PATH, service="sts")
    assert message(send(idc, headers), "InvalidSignatureException") == (
        "Credential should be scoped to correct service: 'sso-oauth'."
    )


def test_everything_that_is_wrong_with_a_scope_is_told_together(idc: Emulator) -> None:
    headers = signed(idc.url + PATH)
    key = EXAMPLE_CREDENTIALS.access_key
    headers["Authorization"] = (
        f"AWS4-HMAC-SHA256 Credential={key}/20010101//s3/aws5, SignedHeaders=host, Signature=0"
    )
    assert message(send(idc, headers), "InvalidSignatureException").count(".") == 4


@pytest.mark.parametrize(
    ("authorization", "problems"),
    [
        ("", ["Credential", "Signature", "SignedHeaders"]),
        ("Bearer hush", ["Credential", "Signature", "SignedHeaders"]),
        ("AWS4-HMAC-SHA256", ["Credential", "Signature", "SignedHeaders"]),
        ("AWS4-HMAC-SHA256 hush", ["Credential", "Signature", "SignedHeaders"]),
        ("AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host", ["Signature"]),
        ("AWS4-HMAC-SHA256 Credential=, SignedHeaders=a, Signature=hush", ["Credential"]),
        ("AWS4-HMAC-SHA256 Credential=hush, SignedHeaders=a, Signature=b", ["5 slash-delimited"]),
        ("AWS4-HMAC-SHA256 Credential=a/b/c/d/e/f, Signature=b", ["SignedHeaders", "5 slash"]),
    ],
)
def test_each_part_that_a_header_lacks_is_named_and_nothing_is_quoted(
    idc: Emulator, authorization: str, problems: list[str]
) -> None:
    headers = {"Authorization": authorization, "X-Amz-Date": "20270115T080000Z"}
    text = message(send(idc, headers), "IncompleteSignatureException")
    sentences = text.removesuffix(".").split(". ")
    assert len(sentences) == len(problems)
    assert all(part in sentence for part, sentence in zip(problems, sentences, strict=True))
    assert "hush" not in text


@pytest.mark.parametrize(
    "date",
    [None, "", "hush", "2027-01-15T08:00:00Z", "20270115T080000", "20271315T080000Z", "2" * 16],
)
def test_a_request_without_its_date_is_incomplete(idc: Emulator, date: str | None) -> None:
    headers = signed(idc.url + PATH)
    del headers["X-Amz-Date"]
    if date is not None:
        headers["X-Amz-Date"] = date
    text = message(send(idc, headers), "IncompleteSignatureException")
    assert "X-Amz-Date" in text
    assert "hush" not in text


# What AWS publishes: the first case of its test suite, and the example of its guide.
PUBLISHED = Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
PUBLISHED_NOW = 1_440_938_160.0


@pytest.mark.parametrize(
    ("service", "query", "headers", "signature"),
    [
        (
            "service",
            "",
            {"host": "example.amazonaws.com"},
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        ),
        (
            "iam",
            "Action=ListUsers&Version=2010-05-08",
            {
                "content-type": "application/x-www-form-urlencoded; charset=utf-8",
                "host": "iam.amazonaws.com",
            },
            "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
        ),
    ],
)
def test_signatures_that_aws_publishes_are_taken(
    service: str, query: str, headers: dict[str, str], signature: str
) -> None:
    headers = {**headers, "x-amz-date": "20150830T123600Z"}
    scope = f"AKIDEXAMPLE/20150830/us-east-1/{service}/aws4_request"
    names = ";".join(sorted(headers))
    headers["authorization"] = (
        f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders={names}, Signature={signature}"
    )
    received = SignedRequest("GET", "/", query, headers, b"")
    known = {PUBLISHED.access_key: PUBLISHED}
    assert verify(received, known, service=service, now=PUBLISHED_NOW) == "us-east-1"


segments = st.text(min_size=1).filter(lambda text: text not in {".", ".."}).map(quote)
texts = st.text().map(lambda text: quote(text, safe="-_.~"))
queries = st.lists(st.tuples(texts, texts), max_size=4).map(
    lambda pairs: "&".join(f"{name}={value}" for name, value in pairs)
)
header_values = st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp", "Zs")) | st.just(" ")
)


@st.composite
def received(draw: st.DrawFn) -> SignedRequest:
    """A request as it arrives, signed by botocore."""
    path = "/" + "/".join(draw(st.lists(segments.filter(lambda text: "/" not in text), max_size=3)))
    query, data = draw(queries), draw(st.binary(max_size=20))
    method = draw(st.sampled_from(["GET", "POST", "PUT"]))
    value = draw(header_values)
    url = f"http://127.0.0.1:8080{path}" + (f"?{query}" if query else "")
    at = datetime.fromtimestamp(NOW, timezone.utc)
    with mock.patch("botocore.auth.get_current_datetime", return_value=at):
        headers = signed(url, TEMPORARY, method=method, data=data, more={"X-Custom": value})
    sent = {name.lower(): text.encode().decode("latin-1") for name, text in headers.items()}
    return SignedRequest(method, path, query, sent, data)


known = {TEMPORARY.access_key: TEMPORARY}


@given(received())
@settings(max_examples=50)
def test_whatever_botocore_signs_is_taken(one: SignedRequest) -> None:
    assert verify(one, known, service=SERVICE, now=NOW) == "us-east-1"


@given(received(), received())
@settings(max_examples=50)
def test_a_signature_is_good_for_no_other_request(one: SignedRequest, other: SignedRequest) -> None:
    headers = {**other.headers, "authorization": one.headers["authorization"]}
    forged = replace(other, headers=headers)
    if one.headers["authorization"] == other.headers["authorization"]:
        verify(forged, known, service=SERVICE, now=NOW)
    else:
        with pytest.raises(InvalidSignatureException):
            verify(forged, known, service=SERVICE, now=NOW)


def test_a_repr_shows_no_secret() -> None:
    headers = signed("http://127.0.0.1/?secret", TEMPORARY)
    shown = repr(TEMPORARY) + repr(SignedRequest("GET", "/", "secret", headers, b"secret"))
    assert TEMPORARY.access_key in shown
    assert "secret" not in shown
    assert "made-up-token" not in shown
