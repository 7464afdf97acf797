"""Codes, secrets and tokens of the shapes that the real service gives out.

Clients must take all of them as opaque; the shapes matter to whoever stores, prints, pastes or
redacts them.
"""

import json
import secrets
from base64 import b32encode, b64encode, urlsafe_b64encode

# Observed: a client id ends with the name of the region that issued it.
_REGION = b"us-east-1"

# RFC 8628 section 6.1: twenty letters, none of them a vowel, so that no code spells a word.
_USER_CODE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
_USER_CODE_HALF = 4


def new_client_id() -> str:
    """Make a client id: 16 random bytes and the region in base64url, 34 characters (observed)."""
    return _base64url(secrets.token_bytes(16) + _REGION)


def new_client_secret() -> str:
    """Make a client secret: about 2,000 characters in the shape of a JWT (observed).

    It is random and not signed: the emulator compares it as a whole.
    """
    header = json.dumps({"alg": "HS384"}).encode()
    return ".".join(map(_base64url, (header, secrets.token_bytes(1400), secrets.token_bytes(48))))


def new_device_code() -> str:
    """Make a device code: 64 random bytes as URL-safe base64, 86 characters (observed)."""
    return secrets.token_urlsafe(64)


def new_authorization_code() -> str:
    """Make an authorization code, as long as a device code and as opaque."""
    return secrets.token_urlsafe(64)


def new_user_code() -> str:
    """Make a user code as a person reads it: ``XXXX-XXXX``, consonants only (observed)."""
    letters = [secrets.choice(_USER_CODE_LETTERS) for _ in range(2 * _USER_CODE_HALF)]
    return "".join(letters[:_USER_CODE_HALF]) + "-" + "".join(letters[_USER_CODE_HALF:])


def typed_user_code(text: str) -> str:
    """Return the letters of a user code as a person types it.

    RFC 8628 section 6.1: letter case does not count, nor does any character that no code has.
    """
    return "".join(letter for letter in text.upper() if letter in _USER_CODE_LETTERS)


def new_access_token() -> str:
    """Make an access token: ``aoa``, URL-safe base64, a colon, base64 (observed)."""
    return _token("aoa")


def new_refresh_token() -> str:
    """Make a refresh token: ``aor``, URL-safe base64, a colon, base64 (observed)."""
    return _token("aor")


def new_access_key_id() -> str:
    """Make an access key ID of temporary credentials: ``ASIA`` and 16 more, 20 characters."""
    return "ASIA" + b32encode(secrets.token_bytes(10)).decode()


def new_secret_access_key() -> str:
    """Make a secret access key: 40 characters of base64."""
    return b64encode(secrets.token_bytes(30)).decode()


def new_session_token() -> str:
    """Make a session token: base64 that begins as those of AWS do, about 800 characters."""
    return "IQoJ" + b64encode(secrets.token_bytes(600)).decode()


def _token(prefix: str) -> str:
    return f"{prefix}{secrets.token_urlsafe(96)}:{b64encode(secrets.token_bytes(100)).decode()}"


def _base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
