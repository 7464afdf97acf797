"""Verifies AWS Signature Version 4, as it stands in the Authorization header.

Made from AWS's description alone, and on purpose not with the code of any client: a mistake in
one of the two is not in the other.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
"""

import hashlib
import hmac
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from urllib.parse import quote, unquote

from ..state.credentials import Credentials
from .front_errors import (
    IncompleteSignatureException,
    InvalidSignatureException,
    MissingAuthenticationTokenException,
    UnrecognizedClientException,
)

_ALGORITHM = "AWS4-HMAC-SHA256"
_TERMINATOR = "aws4_request"
_PARAMETERS = ("Credential", "Signature", "SignedHeaders")
_DATE = "x-amz-date"
_TOKEN = "x-amz-security-token"  # noqa: S105 - the name of a header
_DATE_FORMAT = "%Y%m%dT%H%M%SZ"
_DATE_PATTERN = re.compile(r"\d{8}T\d{6}Z", re.ASCII)

# How far the time of a signature may be from the clock, in minutes.
_TOLERANCE = 5

_UNRESERVED = "-_.~"


@dataclass(frozen=True)
class SignedRequest:
    """A request as it was received.

    Attributes:
        path: Percent-encoded.
        query: Percent-encoded, without the question mark.
        headers: by their names in lower case. Bytes outside ASCII stand as in Latin-1.
    """

    method: str
    path: str
    query: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True)
class _Authorization:
    access_key: str
    scope: tuple[str, ...]
    signed_headers: frozenset[str]
    signature: str
    date: str

    @property
    def region(self) -> str:
        return self.scope[1]


def verify(
    request: SignedRequest, known: Mapping[str, Credentials], *, service: str, now: float
) -> str:
    """Find out whether a request was signed by somebody who may.

    Args:
        request: the request. Its body has to be covered by the signature.
        known: the credentials that there are, by access key ID.
        service: the name that the service signs by.
        now: the time, in seconds since the epoch.

    Returns:
        The region that it was signed for.

    Raises:
        IncompleteSignatureException: the Authorization header cannot be read.
        InvalidSignatureException: the signature is for another request, service or time, was made
            with another secret, or leaves out a header that it must cover.
        MissingAuthenticationTokenException: there is no Authorization header.
        UnrecognizedClientException: the access key or its session token is unknown.
    """
    authorization = _parse(request.headers)
    credentials = known.get(authorization.access_key)
    sent_token = request.headers.get(_TOKEN, "")
    if credentials is None or not _equal(credentials.token or "", sent_token):
        raise UnrecognizedClientException
    _check_scope(authorization, service)
    _check_signed_headers(request.headers, authorization.signed_headers)
    _check_time(authorization.date, now)
    if not _equal(_signature(request, authorization, credentials), authorization.signature):
        raise InvalidSignatureException
    return authorization.region


def _parse(headers: Mapping[str, str]) -> _Authorization:
    if "authorization" not in headers:
        raise MissingAuthenticationTokenException
    algorithm, _, rest = headers["authorization"].strip().partition(" ")
    pairs = [part.strip().partition("=") for part in rest.split(",")]
    parameters = {name: value for name, _, value in pairs} if algorithm == _ALGORITHM else {}
    problems = [
        f"Authorization header requires '{name}' parameter."
        for name in _PARAMETERS
        if not parameters.get(name)
    ]
    date = headers.get(_DATE, "")
    if not date:
        problems.append("Authorization header requires existence of a 'X-Amz-Date' header.")
    elif not _is_date(date):
        problems.append("X-Amz-Date must be in the form YYYYMMDDTHHMMSSZ.")
    access_key, *scope = parameters.get("Credential", "").split("/")
    if parameters.get("Credential") and len(scope) != 4:
        problems.append(
            "Credential must have exactly 5 slash-delimited elements, "
            "keyid/date/region/service/term."
        )
    if problems:
        raise IncompleteSignatureException(" ".join(problems))
    return _Authorization(
        access_key,
        tuple(scope),
        frozenset(parameters["SignedHeaders"].lower().split(";")),
        parameters["Signature"],
        date,
    )


def _check_scope(authorization: _Authorization, service: str) -> None:
    date, region, scoped_service, terminator = authorization.scope
    problems = []
    if date != authorization.date[:8]:
        problems.append("Date in Credential scope does not match the day of X-Amz-Date.")
    if not region:
        problems.append("Credential should be scoped to a region.")
    if scoped_service != service:
        problems.append(f"Credential should be scoped to correct service: '{service}'.")
    if terminator != _TERMINATOR:
        problems.append(f"Credential should be scoped with a valid terminator: '{_TERMINATOR}'.")
    if problems:
        raise InvalidSignatureException(" ".join(problems))


def _check_signed_headers(headers: Mapping[str, str], signed: frozenset[str]) -> None:
    required = ["host", _DATE, *([_TOKEN] if _TOKEN in headers else [])]
    problems = [
        f"'{name}' must be a 'SignedHeader' in the AWS Authorization."
        for name in required
        if name not in signed
    ] + [f"'{name}' is signed but was not sent." for name in sorted(signed - headers.keys())]
    if problems:
        raise InvalidSignatureException(" ".join(problems))


def _check_time(date: str, now: float) -> None:
    """Hold a signature to its time. The messages are those observed."""
    signed_at = _parse_date(date).timestamp()
    earliest, latest = now - 60 * _TOLERANCE, now + 60 * _TOLERANCE
    if signed_at < earliest:
        raise InvalidSignatureException(
            f"Signature expired: {date} is now earlier than {_format(earliest)} "
            f"({_format(now)} - {_TOLERANCE} min.)"
        )
    if signed_at > latest:
        raise InvalidSignatureException(
            f"Signature not yet current: {date} is still later than {_format(latest)} "
            f"({_format(now)} + {_TOLERANCE} min.)"
        )


def _signature(
    request: SignedRequest, authorization: _Authorization, credentials: Credentials
) -> str:
    canonical = _canonical_request(request, authorization.signed_headers)
    to_sign = "\n".join(
        (
            _ALGORITHM,
            authorization.date,
            "/".join(authorization.scope),
            hashlib.sha256(canonical.encode("latin-1")).hexdigest(),
        )
    )
    key = f"AWS4{credentials.secret_key}".encode()
    for part in authorization.scope:
        key = hmac.digest(key, part.encode("latin-1"), "sha256")
    return hmac.digest(key, to_sign.encode("latin-1"), "sha256").hex()


def _canonical_request(request: SignedRequest, signed_headers: frozenset[str]) -> str:
    names = sorted(signed_headers)
    return "\n".join(
        (
            request.method,
            # Encoded a second time, as for every service but S3.
            quote(request.path, safe=f"/{_UNRESERVED}"),
            _canonical_query(request.query),
            *(f"{name}:{_collapsed(request.headers[name])}" for name in names),
            "",
            ";".join(names),
            hashlib.sha256(request.body).hexdigest(),
        )
    )


def _collapsed(value: str) -> str:
    # Not by str.split(): what it takes for blanks can be a byte of a character in UTF-8.
    return re.sub(r"[ \t]+", " ", value).strip(" ")


def _canonical_query(query: str) -> str:
    pairs = [part.partition("=") for part in query.split("&") if part]
    encoded = sorted((_encoded(name), _encoded(value)) for name, _, value in pairs)
    return "&".join(f"{name}={value}" for name, value in encoded)


def _encoded(text: str) -> str:
    return quote(unquote(text, "latin-1"), safe=_UNRESERVED, encoding="latin-1")


def _is_date(text: str) -> bool:
    try:
        return bool(_DATE_PATTERN.fullmatch(text) and _parse_date(text))
    except ValueError:
        return False


def _parse_date(text: str) -> datetime:
    return datetime.strptime(text, _DATE_FORMAT).replace(tzinfo=timezone.utc)


def _format(seconds: float) -> str:
    return time.strftime(_DATE_FORMAT, time.gmtime(seconds))


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8"), other.encode("utf-8"))
