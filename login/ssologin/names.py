"""The names under which AWS's tools keep tokens, registrations and role credentials.

A name is the SHA-1 of what the entry belongs to. The start URL goes in as it is written: tools that
share the cache do not normalize it either.
"""

from __future__ import annotations

import json
from hashlib import sha1

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .session import Session

# Folders below ~/.aws.
_TOKENS = "sso/cache"
_ROLES = "cli/cache"


def token_key(session: Session) -> str:
    """Return the key of a session's token."""
    return f"{_TOKENS}/{_hash(session.name or session.start_url)}"


def registration_key(session: Session) -> str:
    """Return the key of the registration that sign-ins of a session use.

    One for device codes and one for authorization codes share it, as they do in AWS's tools.
    """
    identity = {
        "region": session.region,
        "scopes": list(session.scopes) or None,
        "session_name": session.name,
        "startUrl": session.start_url,
        "tool": "botocore",
    }
    return f"{_TOKENS}/{_hash(json.dumps(identity, sort_keys=True))}"


def role_key(session: Session, account_id: str, role_name: str) -> str:
    """Return the key of a role's credentials."""
    owner = {"sessionName": session.name} if session.name else {"startUrl": session.start_url}
    identity = {"accountId": account_id, "roleName": role_name, **owner}
    return f"{_ROLES}/{_hash(json.dumps(identity, sort_keys=True, separators=(',', ':')))}"


def _hash(text: str) -> str:
    return sha1(text.encode(), usedforsecurity=False).hexdigest()
