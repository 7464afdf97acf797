"""AWS Signature Version 4: a request proves who sends it, and that nobody changed it.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
has the steps. Where that text leaves a choice, these do as botocore does, so that a service
that accepts botocore's signature of a request accepts this one.
"""

from __future__ import annotations

import hmac
from datetime import datetime, timezone
from email.utils import formatdate
from hashlib import sha256
from urllib.parse import quote, urlsplit

from ..errors import ConfigError
from ..messages import host_header
from ..signatures import as_written
from .credentials import as_credentials

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..messages import Request
    from .credentials import Credentials, Keys

_ALGORITHM = "AWS4-HMAC-SHA256"
_UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD"

# Hops between here and the service may change these.
_NEVER_SIGNED = frozenset(
    {
        "baggage",
        "connection",
        "expect",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "te",
        "traceparent",
        "tracestate",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "user-agent",
        "x-amzn-trace-id",
    }
)

_VISIBLE = "".join(map(chr, range(0x21, 0x7F)))


@as_written
def sign(
    request: Request,
    credentials: Keys,
    *,
    service: str,
    region: str,
    now: datetime | float | None = None,
    unsigned_payload: bool = False,
) -> Request:
    """Return `request` with a signature (AWS Signature Version 4, in the Authorization header).

    The headers ``X-Amz-Date``, ``Authorization`` and, with a session token,
    ``X-Amz-Security-Token`` are added, or replaced where they stand; ``Host`` is added where it
    is missing. A request that has a ``Date`` is dated there instead, as botocore does it. A
    given ``X-Amz-Content-SHA256`` counts as the hash of the body. All headers are signed but
    those that proxies may change. `request` stays as it is.

    Args:
        request: what is to be sent. Nothing that is signed may change afterwards: method, URL,
            headers, body.
        credentials: has `access_key`, `secret_key`, and `token`, None for a lasting key; what
            refreshes itself is asked once, by its `get_frozen_credentials()`.
        service: the service's signing name, such as ``"execute-api"``.
        region: the region that is to accept it, such as ``"us-east-1"``.
        now: when it is signed: seconds since the epoch, or a datetime, a naive one being UTC;
            None for the time that it is. A service accepts a few minutes more or less.
        unsigned_payload: leave the body out of the signature, for operations that allow it; the
            header ``X-Amz-Content-SHA256`` then says so.

    Returns:
        A new request, with the same method, URL, body and timeout.

    Raises:
        ConfigError: `credentials` are not credentials, or hold what cannot be used; never a
            value. Or something else cannot be signed: URL, body, service, region or time.
    """
    _refuse_unusable(request, service, region, now, unsigned_payload)
    keys = as_credentials(credentials)
    moment = _moment(now)
    timestamp = moment.strftime("%Y%m%dT%H%M%SZ")
    scope = f"{timestamp[:8]}/{region}/{service}/aws4_request"
    headers = _headers_to_send(request, keys, moment, unsigned_payload)
    signed = _signed_headers(headers)
    canonical = _canonical_request(request, headers, signed)
    text = "\n".join((_ALGORITHM, timestamp, scope, sha256(_octets(canonical)).hexdigest()))
    signature = _hmac(_signing_key(keys.secret_key, scope), text).hex()
    headers["Authorization"] = (
        f"{_ALGORITHM} Credential={keys.access_key}/{scope}, "
        f"SignedHeaders={';'.join(signed)}, Signature={signature}"
    )
    return request.with_headers(headers)


def _refuse_unusable(
    request: Request, service: object, region: object, now: object, unsigned_payload: bool
) -> None:
    url = urlsplit(request.url)
    checks = {
        "request.url: expected http:// or https:// and a host": bool(url.scheme and url.netloc),
        "request.body: expected bytes, empty for none": (
            request.upload is not None or isinstance(request.body, bytes)
        ),
        "request.body: it can be read only once, and is part of the signature": (
            unsigned_payload or request.upload is None or request.upload.is_repeatable
        ),
        "service: expected the service's signing name": _is_scope_part(service),
        "region: expected a region such as us-east-1": _is_scope_part(region),
        "now: expected seconds since the epoch or a datetime": now is None
        or isinstance(now, (int, float, datetime)),
    }
    problems = [what for what, fits in checks.items() if not fits]
    if problems:
        raise ConfigError("; ".join(problems))


def _is_scope_part(value: object) -> bool:
    return isinstance(value, str) and value != "" and "/" not in value


def _moment(now: datetime | float | None) -> datetime:
    if now is None:
        return datetime.now(timezone.utc)
    if not isinstance(now, datetime):
        return datetime.fromtimestamp(now, timezone.utc)
    if now.tzinfo is None:
        return now.replace(tzinfo=timezone.utc)
    return now.astimezone(timezone.utc)


def _headers_to_send(
    request: Request, credentials: Credentials, moment: datetime, unsigned_payload: bool
) -> dict[str, str]:
    """Return the headers of the request that a signature stands on, and all others but it."""
    given = {name.lower() for name in request.headers}
    added = {} if "host" in given else {"Host": host_header(request.url)}
    if "date" in given:
        added["Date"] = formatdate(int(moment.timestamp()))
    else:
        added["X-Amz-Date"] = moment.strftime("%Y%m%dT%H%M%SZ")
    if credentials.token:
        added["X-Amz-Security-Token"] = credentials.token
    if unsigned_payload:
        added["X-Amz-Content-SHA256"] = _UNSIGNED_PAYLOAD
    replaced = {"authorization", "x-amz-date", *map(str.lower, added)}
    kept = {name: value for name, value in request.headers.items() if name.lower() not in replaced}
    return {**kept, **added}


def _signed_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers to sign in canonical form: name to value, sorted."""
    values: dict[str, list[str]] = {}
    for name, value in headers.items():
        if name.lower() not in _NEVER_SIGNED:
            # AWS takes each line of a folded value for a value of its own.
            lines = [" ".join(line.split()) for line in value.split("\n")]
            values.setdefault(name.lower(), []).extend(lines)
    return {name: ",".join(values[name]) for name in sorted(values)}


def _canonical_request(
    request: Request, headers: Mapping[str, str], signed: Mapping[str, str]
) -> str:
    url = urlsplit(request.url)
    return "\n".join(
        (
            request.method.upper(),
            _canonical_path(url.path),
            _canonical_query(url.query),
            *(f"{name}:{value}" for name, value in signed.items()),
            "",
            ";".join(signed),
            _payload_hash(request, headers),
        )
    )


def _canonical_path(path: str) -> str:
    """Return a path without dot segments and empty ones, encoded once more.

    The second encoding is what services other than S3 expect of a path that came encoded.
    """
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del kept[-1:]
        elif segment not in ("", "."):
            kept.append(segment)
    end = "/" if kept and path.endswith("/") else ""
    return quote(f"/{'/'.join(kept)}{end}", safe="/~")


def _canonical_query(query: str) -> str:
    """Return the parameters sorted by name, then value.

    They are encoded already, since they come from a URL; what no URL can hold is encoded here.
    """
    if not query:
        return ""
    pairs = [pair.partition("=")[::2] for pair in quote(query, safe=_VISIBLE).split("&")]
    return "&".join(f"{name}={value}" for name, value in sorted(pairs))


def _payload_hash(request: Request, headers: Mapping[str, str]) -> str:
    for name, value in headers.items():
        if name.lower() == "x-amz-content-sha256":
            return value
    upload = request.upload
    return sha256(request.body).hexdigest() if upload is None else upload.sha256()


def _signing_key(secret_key: str, scope: str) -> bytes:
    """Return the key that signs within a scope: the secret key itself signs nothing else."""
    key = _octets(f"AWS4{secret_key}")
    for part in scope.split("/"):
        key = _hmac(key, part)
    return key


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.digest(key, _octets(text), "sha256")


def _octets(text: str) -> bytes:
    # A lone surrogate cannot be sent; but the exception of a strict encoder would hold `text`.
    return text.encode("utf-8", "surrogatepass")
