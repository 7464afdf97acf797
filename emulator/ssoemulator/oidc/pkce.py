"""Proof Key for Code Exchange (RFC 7636), with the challenge method S256."""

import hmac
import re
from base64 import urlsafe_b64encode
from hashlib import sha256

# RFC 7636 section 4.1.
_VERIFIER = re.compile(r"[A-Za-z0-9\-._~]{43,128}")

# Section 4.2: a SHA-256 digest as base64url without padding.
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


def is_code_verifier(text: str) -> bool:
    """Tell whether a text has the form of a code verifier."""
    return bool(_VERIFIER.fullmatch(text))


def is_code_challenge(text: str) -> bool:
    """Tell whether a text has the form of a code challenge of the method S256."""
    return bool(_CHALLENGE.fullmatch(text))


def fits(code_verifier: str, code_challenge: str) -> bool:
    """Tell whether a code challenge was made from a well-formed code verifier (section 4.6)."""
    digest = urlsafe_b64encode(sha256(code_verifier.encode("ascii")).digest())
    return hmac.compare_digest(digest.rstrip(b"="), code_challenge.encode("ascii"))
