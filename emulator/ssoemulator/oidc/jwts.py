"""JSON Web Tokens (RFC 7519): the ID tokens that are issued, the assertions that are taken.

The emulator has no keys: it signs none of the former and verifies none of the latter.
"""

import json
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

_PART = re.compile(r"[A-Za-z0-9_-]+")
_PARTS = 3

# The length of an RSA signature of 2048 bits, in bytes.
_SIGNATURE = 256


def new_jwt(claims: Mapping[str, Any]) -> str:
    """Make a JWT with these claims. In place of a signature it has random bytes."""
    header = {"alg": "RS256", "typ": "JWT"}
    parts = (_json(header), _json(claims), secrets.token_bytes(_SIGNATURE))
    return ".".join(urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)


def is_jwt(text: str) -> bool:
    """Tell whether a text has the form of a signed JWT: three parts in base64url."""
    parts = text.split(".")
    return len(parts) == _PARTS and all(map(_is_base64url, parts))


def subject(jwt: str) -> str | None:
    """Return the claim ``sub`` of what has the form of a JWT, if it can be read."""
    payload = jwt.split(".")[1]
    try:
        claims = json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (ValueError, RecursionError):
        return None
    found = claims.get("sub") if isinstance(claims, dict) else None
    return found if isinstance(found, str) else None


def _is_base64url(part: str) -> bool:
    # Of four characters the last one alone holds no byte.
    return bool(_PART.fullmatch(part)) and len(part) % 4 != 1


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
