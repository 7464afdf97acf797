"""Signatures: those that AWS publishes, and botocore's for whatever hypothesis makes up."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from types import SimpleNamespace
from typing import Any

import botocore.auth
import botocore.credentials
import pytest
from botocore.awsrequest import AWSRequest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import restjson
from restjson import ConfigError, Credentials, Request, sign
from tests.effort import examples

# The keys and the moment of AWS's Signature Version 4 test suite.
KEYS = SimpleNamespace(
    access_key="AKIDEXAMPLE",
    secret_key="wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    token=None,
)
NOW = datetime(2015, 8, 30, 12, 36)
HOST = {"Host": "example.amazonaws.com"}
URL = "https://example.amazonaws.com"
UNRESERVED = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
TOKEN = (
    "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSP"
    "fIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT"
    "7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlz"
    "m8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA=="
)


def _sign(request: Request, keys: Any = KEYS, **changes: Any) -> Request:
    whole: dict[str, Any] = {"service": "service", "region": "us-east-1", "now": NOW, **changes}
    return sign(request, keys, **whole)


def _authorization(request: Request, **changes: Any) -> str:
    return _sign(request, **changes).headers["Authorization"]


VANILLA = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"
POST_VANILLA = "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"
FORM = "application/x-www-form-urlencoded"

# AWS's suite: method, target, headers, body, signature. Repeated headers are joined by commas.
PUBLISHED: dict[str, tuple[str, str, dict[str, str], bytes, str]] = {
    "get-header-key-duplicate": (
        "GET",
        "/",
        {"My-Header1": "value2,value2,value1"},
        b"",
        "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea",
    ),
    "get-header-value-multiline": (
        "GET",
        "/",
        {"My-Header1": "value1\n  value2\n     value3"},
        b"",
        "ba17b383a53190154eb5fa66a1b836cc297cc0a3d70a5d00705980573d8ff790",
    ),
    "get-header-value-order": (
        "GET",
        "/",
        {"My-Header1": "value4,value1,value3,value2"},
        b"",
        "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01",
    ),
    "get-header-value-trim": (
        "GET",
        "/",
        {"My-Header1": " value1", "My-Header2": ' "a   b   c"'},
        b"",
        "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
    ),
    "get-unreserved": (
        "GET",
        f"/{UNRESERVED}",
        {},
        b"",
        "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f",
    ),
    "get-utf8": (
        "GET",
        "/\u1234",
        {},
        b"",
        "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85",
    ),
    "get-vanilla": ("GET", "/", {}, b"", VANILLA),
    "get-vanilla without a path": ("GET", "", {}, b"", VANILLA),
    "get-vanilla-empty-query-key": (
        "GET",
        "/?Param1=value1",
        {},
        b"",
        "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb",
    ),
    "get-vanilla-query": ("GET", "/?", {}, b"", VANILLA),
    "get-vanilla-query-order-encoded": (
        "GET",
        "/?Param-3=Value3&Param=Value2&%E1%88%B4=Value1",
        {},
        b"",
        "371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac",
    ),
    "get-vanilla-query-order-key": (
        "GET",
        "/?Param1=value2&Param1=Value1",
        {},
        b"",
        "eedbc4e291e521cf13422ffca22be7d2eb8146eecf653089df300a15b2382bd1",
    ),
    "get-vanilla-query-order-key-case": (
        "GET",
        "/?Param2=value2&Param1=value1",
        {},
        b"",
        "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
    ),
    "get-vanilla-query-order-value": (
        "GET",
        "/?Param1=value2&Param1=value1",
        {},
        b"",
        "5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694",
    ),
    "get-vanilla-query-unreserved": (
        "GET",
        f"/?{UNRESERVED}={UNRESERVED}",
        {},
        b"",
        "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197",
    ),
    "get-vanilla-utf8-query": (
        "GET",
        "/?\u1234=bar",
        {},
        b"",
        "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
    ),
    "normalize-path/get-relative": ("GET", "/example/..", {}, b"", VANILLA),
    "normalize-path/get-relative-relative": ("GET", "/example1/example2/../..", {}, b"", VANILLA),
    "normalize-path/get-slash": ("GET", "//", {}, b"", VANILLA),
    "normalize-path/get-slash-dot-slash": ("GET", "/./", {}, b"", VANILLA),
    "normalize-path/get-slash-pointless-dot": (
        "GET",
        "/./example",
        {},
        b"",
        "ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5",
    ),
    "normalize-path/get-slashes": (
        "GET",
        "//example//",
        {},
        b"",
        "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84",
    ),
    "normalize-path/get-space": (
        "GET",
        "/example space/",
        {},
        b"",
        "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741",
    ),
    "post-header-key-case": ("POST", "/", {}, b"", POST_VANILLA),
    "post-header-key-sort": (
        "POST",
        "/",
        {"My-Header1": "value1"},
        b"",
        "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
    ),
    "post-header-value-case": (
        "POST",
        "/",
        {"My-Header1": "VALUE1"},
        b"",
        "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d",
    ),
    "post-sts-token/post-sts-header-before": (
        "POST",
        "/",
        {"X-Amz-Security-Token": TOKEN},
        b"",
        "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead",
    ),
    "post-vanilla": ("POST", "/", {}, b"", POST_VANILLA),
    "post-vanilla-query": (
        "POST",
        "/?Param1=value1",
        {},
        b"",
        "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11",
    ),
    "post-x-www-form-urlencoded": (
        "POST",
        "/",
        {"Content-Type": FORM},
        b"Param1=value1",
        "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
    ),
    "post-x-www-form-urlencoded-parameters": (
        "POST",
        "/",
        {"Content-Type": f"{FORM}; charset=utf8"},
        b"Param1=value1",
        "1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe",
    ),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_signatures_of_the_published_suite(name: str) -> None:
    method, target, headers, body, signature = PUBLISHED[name]
    signed = _authorization(Request(method, URL + target, {**HOST, **headers}, body))
    assert signed.rpartition("=")[2] == signature


def test_the_header_of_the_published_suite() -> None:
    assert _authorization(Request("GET", f"{URL}/", HOST, b"")) == (
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
        f"SignedHeaders=host;x-amz-date, Signature={VANILLA}"
    )


# What is sent


def test_a_request_that_is_signed_stays_as_it_is() -> None:
    headers = {"Authorization": "old", "x-amz-date": "old", "A": "b"}
    request = Request("POST", f"{URL}/a?b", headers, b"body", 7.5)
    signed = _sign(request)
    assert request.headers == {"Authorization": "old", "x-amz-date": "old", "A": "b"}
    assert (signed.method, signed.url, signed.body, signed.timeout) == (
        "POST",
        f"{URL}/a?b",
        b"body",
        7.5,
    )


def test_headers_are_added_and_those_that_stand_there_replaced() -> None:
    headers = {"authorization": "old", "x-amz-date": "old", "X-AMZ-SECURITY-TOKEN": "old", "A": "b"}
    keys = SimpleNamespace(**(vars(KEYS) | {"token": TOKEN}))
    signed = _sign(Request("GET", f"{URL}/", headers, b""), keys)
    authorization = signed.headers.pop("Authorization")
    assert signed.headers == {
        "A": "b",
        **HOST,
        "X-Amz-Date": "20150830T123600Z",
        "X-Amz-Security-Token": TOKEN,
    }
    assert "SignedHeaders=a;host;x-amz-date;x-amz-security-token, " in authorization


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Example.com", "example.com"),
        ("https://example.com:443/a", "example.com"),
        ("http://example.com:80?a", "example.com"),
        ("https://example.com:80#a", "example.com:80"),
        ("http://user:pass@[::1]:8080/a@b", "[::1]:8080"),
    ],
)
def test_the_host_comes_from_the_url(url: str, host: str) -> None:
    assert _sign(Request("GET", url, {}, b"")).headers["Host"] == host


def test_a_host_that_stands_there_is_kept() -> None:
    signed = _sign(Request("GET", "http://127.0.0.1:8080/", {"host": "example.amazonaws.com"}, b""))
    assert [value for name, value in signed.headers.items() if name.lower() == "host"] == [
        "example.amazonaws.com"
    ]
    assert signed.headers["Authorization"].endswith(VANILLA)


def test_signing_again_signs_the_same() -> None:
    once = _sign(Request("POST", f"{URL}/", HOST, b"{}"))
    assert _sign(once).headers == once.headers


def test_a_date_of_its_own_is_brought_up_to_date() -> None:
    signed = _sign(Request("GET", f"{URL}/", {"date": "yesterday", "X-Amz-Date": "old"}, b""))
    assert signed.headers.keys() == {"Host", "Date", "Authorization"}
    assert signed.headers["Date"] == "Sun, 30 Aug 2015 12:36:00 -0000"


def test_a_payload_may_stay_unsigned() -> None:
    bodies = (b"one", b"other")
    first, second = (
        _sign(Request("PUT", URL, {"x-amz-content-sha256": "old"}, body), unsigned_payload=True)
        for body in bodies
    )
    assert first.headers == second.headers
    assert first.headers["X-Amz-Content-SHA256"] == "UNSIGNED-PAYLOAD"
    assert "x-amz-content-sha256" not in first.headers


def test_a_hash_that_stands_there_counts_as_the_bodys() -> None:
    headers = {"X-Amz-Content-Sha256": "UNSIGNED-PAYLOAD"}
    first, second = (_authorization(Request("PUT", URL, headers, body)) for body in (b"1", b"2"))
    assert first == second != _authorization(Request("PUT", URL, {}, b"1"))


# When


@pytest.mark.parametrize(
    "now",
    [
        NOW,
        NOW.replace(microsecond=999_999),
        NOW.replace(tzinfo=timezone.utc),
        NOW.replace(hour=14, tzinfo=timezone(timedelta(hours=2))),
        1440938160,
        1440938160.9,
    ],
)
def test_the_time_may_be_given_in_any_form(now: datetime | float) -> None:
    signed = _sign(Request("GET", f"{URL}/", HOST, b""), now=now)
    assert signed.headers["X-Amz-Date"] == "20150830T123600Z"
    assert signed.headers["Authorization"].endswith(VANILLA)


def test_without_a_time_it_is_now() -> None:
    before = datetime.now(timezone.utc).replace(microsecond=0)
    date = _sign(Request("GET", URL, {}, b""), now=None).headers["X-Amz-Date"]
    signed = datetime.strptime(date, "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)
    assert before <= signed <= datetime.now(timezone.utc)


# What a signature stands on: whatever changes, it changes


@pytest.mark.parametrize(
    "change",
    [
        {"method": "PUT"},
        {"url": f"{URL}/b?x=1"},
        {"url": f"{URL}/a?x=2"},
        {"url": "https://example.com/a?x=1"},
        {"headers": {"B": "b"}},
        {"headers": {"A": "c"}},
        {"body": b"other"},
    ],
    ids=str,
)
def test_a_change_of_the_request_changes_its_signature(change: dict[str, Any]) -> None:
    whole: dict[str, Any] = {
        "method": "POST",
        "url": f"{URL}/a?x=1",
        "headers": {"A": "b"},
        "body": b"body",
    }
    before, after = _authorization(Request(**whole)), _authorization(Request(**(whole | change)))
    assert before.rpartition("=")[2] != after.rpartition("=")[2]


def test_nothing_shows_the_secret_key() -> None:
    signed = _sign(Request("GET", URL, {}, b""))
    shown = [repr(signed), *signed.headers, *signed.headers.values()]
    assert [each for each in shown if KEYS.secret_key in each] == []


@pytest.mark.parametrize("name", ["access_key", "secret_key", "token"])
@pytest.mark.parametrize("value", ["a-secret\ud800", "a-secret\r\nX: y", b"a-secret"])
def test_keys_that_cannot_be_used_are_named_and_not_shown(name: str, value: object) -> None:
    broken = SimpleNamespace(**(vars(KEYS) | {name: value}))
    with pytest.raises(
        restjson.ConfigError, match=f"^credentials: {name}: expected ASCII"
    ) as caught:
        _sign(Request("GET", URL, {}, b""), broken)
    assert "a-secret" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("value", ["a-secret\ud800", "a-secret\udcff\n"])
def test_an_exception_does_not_hold_what_is_no_text(value: str) -> None:
    assert _sign(Request("GET", URL, {"X": value}, b"")).headers["Authorization"]


@pytest.mark.parametrize("nothing", [None, "AKID", object()])
def test_what_is_no_credentials_is_named_by_its_type(nothing: object) -> None:
    with pytest.raises(restjson.ConfigError, match=f"got {type(nothing).__name__}$"):
        _sign(Request("GET", URL, {}, b""), nothing)


def test_keys_that_refresh_themselves_are_read_at_one_moment() -> None:
    class Refreshing:
        """Has other keys whenever one of them is read, as where another thread refreshes them."""

        read = 0

        def get_frozen_credentials(self) -> SimpleNamespace:
            self.read += 1
            return KEYS

        def __getattr__(self, name: str) -> str:
            self.read += 1
            return f"{name}{self.read}"

    refreshing = Refreshing()
    signed = _sign(Request("GET", f"{URL}/", HOST, b""), refreshing)
    assert signed.headers["Authorization"].endswith(VANILLA)
    assert refreshing.read == 1


# botocore

_VISIBLE = st.characters(min_codepoint=0x21, max_codepoint=0x7E, exclude_characters="#?")
_SEGMENTS = st.lists(
    st.sampled_from(["", ".", "..", "a", "%2F", "%2f", "~", "a b", "%E1%88%B4", "+", "*", "a:b@c"])
    | st.text(_VISIBLE, max_size=5)
    | st.text(max_size=3).map(lambda text: text.encode(errors="ignore").decode()),
    max_size=6,
).map("/".join)
_PAIRS = st.lists(
    st.sampled_from(["", "a", "a=", "=a", "a=b", "a=b=c", "a=+", "a=%20", "%61=b", "A=b", "a-=b"])
    | st.text(_VISIBLE, max_size=6),
    max_size=6,
).map("&".join)
_URLS = st.builds(
    lambda start, path, query, end: f"{start}{path and '/'}{path}{query}{end}",
    st.sampled_from(
        [
            "https://example.amazonaws.com",
            "http://Example.com",
            "https://example.com:443",
            "http://example.com:443",
            "https://[::1]:8443",
            "http://[2001:DB8::1]",
            "https://user:pass@example.com",
        ]
    ),
    # What a URL cannot hold in front of its path would end up in the host.
    _SEGMENTS.filter(lambda path: not set(path) & set("?#\r\n\t")),
    st.just("") | _PAIRS.map("?{}".format),
    st.sampled_from(["", "", "#fragment"]),
)
_NAMES = st.sampled_from(
    [
        *botocore.auth.SIGNED_HEADERS_BLACKLIST,
        *("Host", "Date", "date", "Authorization", "X-Amz-Date", "x-amz-date"),
        *("X-Amz-Security-Token", "x-amz-content-sha256", "X-Amz-Content-SHA256"),
        *("Content-Type", "User-Agent", "Content-Length", "X-Amz-Target", "My-Header", "my-header"),
    ]
) | st.from_regex(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,8}", fullmatch=True)
_VALUES = st.sampled_from(
    ["", " ", "a   b", '"a   b"', "\ta\t", "a, b,c", "é", "a\u00a0b"]
) | st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=12)
_REQUESTS = st.builds(
    Request,
    st.sampled_from(["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "get"]),
    _URLS,
    st.dictionaries(_NAMES, _VALUES, max_size=6),
    st.binary(max_size=20),
)
_WORDS = st.text(_VISIBLE, min_size=1, max_size=12)
_CREDENTIALS = st.builds(botocore.credentials.Credentials, _WORDS, _WORDS, st.none() | _WORDS)

Freeze = Callable[[datetime], None]


@pytest.fixture
def freeze(monkeypatch: pytest.MonkeyPatch) -> Freeze:
    """Set the time that botocore signs."""
    return lambda now: monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda: now)


def _botocores_headers(
    request: Request, keys: Any, service: str, region: str, unsigned_payload: bool
) -> list[tuple[str, str]]:
    theirs = AWSRequest(request.method, request.url, request.headers, request.body)
    theirs.context["payload_signing_enabled"] = not unsigned_payload
    botocore.auth.SigV4Auth(keys, service, region).add_auth(theirs)
    return sorted(theirs.headers.items())


@settings(max_examples=examples(1000), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    request=_REQUESTS,
    keys=_CREDENTIALS,
    now=st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1)),
    service=st.sampled_from(["sso-oauth", "execute-api", "s-3"]),
    region=st.sampled_from(["us-east-1", "us-gov-west-1"]),
    unsigned_payload=st.booleans(),
)
@example(
    request=Request("PUT", "https://a.b/%2e%2E/./a//?b&a=&a&=", {"X": " a  b ", "x": "c"}, b"{}"),
    keys=KEYS,
    now=NOW,
    service="service",
    region="us-east-1",
    unsigned_payload=False,
)
def test_a_request_gets_the_signature_that_botocore_gives_it(
    freeze: Freeze,
    request: Request,
    keys: Any,
    now: datetime,
    service: str,
    region: str,
    unsigned_payload: bool,
) -> None:
    freeze(now)
    ours = sign(
        request, keys, service=service, region=region, now=now, unsigned_payload=unsigned_payload
    )
    theirs = _botocores_headers(request, keys, service, region, unsigned_payload)
    # botocore leaves the host to its connection.
    has_host = any(name.lower() == "host" for name in request.headers)
    sent = [each for each in ours.headers.items() if has_host or each[0] != "Host"]
    assert sorted(sent) == theirs


def test_sign_is_part_of_the_interface() -> None:
    assert restjson.sign is sign
    assert "sign" in restjson.__all__


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"url": "/relative"}, "request.url: expected http:// or https:// and a host"),
        ({"body": None}, "request.body: expected bytes, empty for none"),
        ({"body": "text"}, "request.body: expected bytes, empty for none"),
        ({"service": ""}, "service: expected the service's signing name"),
        ({"region": None}, "region: expected a region such as us-east-1"),
        ({"region": "us-east-1/x"}, "region: expected a region such as us-east-1"),
        ({"now": "today"}, "now: expected seconds since the epoch or a datetime"),
    ],
    ids=str,
)
def test_what_is_no_part_of_a_signature_is_refused(changes: dict[str, Any], problem: str) -> None:
    given: dict[str, Any] = {
        "url": "https://example.com/",
        "body": b"",
        "service": "service",
        "region": "us-east-1",
        "now": 0,
    }
    given |= changes
    request = Request("GET", given.pop("url"), {}, given.pop("body"))
    with pytest.raises(ConfigError) as caught:
        sign(request, Credentials("AKID", "secret"), **given)
    assert str(caught.value) == problem
