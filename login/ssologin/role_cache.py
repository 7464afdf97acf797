"""Role credentials as the AWS CLI keeps them."""

from __future__ import annotations

from hashlib import sha256

from .cache.records import load, save
from .errors import Error
from .names import role_key
from .times import format_time, parse_time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from .cache import Store
    from .session import Session
    from .token import Token

# Ours says with which sign-in they came, so that a new one does not find the old one's.
_MARK = "ssologin"
_KEYS = ("AccessKeyId", "SecretAccessKey", "SessionToken")


class RoleKeys:
    """The keys of a role at a moment. The names are those of botocore's frozen credentials.

    Attributes:
        access_key, secret_key, token: the keys; the latter two are never shown.
        expires_at: when they end, in seconds since the epoch.
        account_id: the account of the role.
    """

    __slots__ = ("access_key", "account_id", "expires_at", "secret_key", "token")

    def __init__(
        self, access_key: str, secret_key: str, token: str, expires_at: float, account_id: str
    ) -> None:
        self.access_key = access_key
        self.secret_key = secret_key
        self.token = token
        self.expires_at = expires_at
        self.account_id = account_id

    def __repr__(self) -> str:
        return f"<RoleKeys: {self.access_key}, until {format_time(self.expires_at)}>"


def load_keys(
    store: Store, session: Session, token: Token, account_id: str, role_name: str
) -> RoleKeys | None:
    """Return what is kept of a role for this sign-in, ended or not; None if there is nothing."""
    record = load(store, role_key(session, account_id, role_name))
    if record is None or record.get(_MARK, mark(token)) != mark(token):
        return None
    found = record.get("Credentials")
    if not isinstance(found, dict) or not all(isinstance(found.get(each), str) for each in _KEYS):
        return None
    expires = parse_time(found.get("Expiration"))
    if expires is None:
        return None
    access_key, secret_key, token_ = (found[each] for each in _KEYS)
    return RoleKeys(access_key, secret_key, token_, expires, account_id)


def keys_from_response(response: Mapping[str, Any], account_id: str) -> RoleKeys:
    """Return what GetRoleCredentials gave.

    Raises:
        Error: the response has no credentials.
    """
    found = response.get("roleCredentials", {})
    if not all(found.get(each) for each in ("accessKeyId", "secretAccessKey", "sessionToken")):
        raise Error("the portal gave no credentials that can be used")
    return RoleKeys(
        found["accessKeyId"],
        found["secretAccessKey"],
        found["sessionToken"],
        found.get("expiration", 0) / 1000,
        account_id,
    )


def save_keys(store: Store, session: Session, token: Token, role_name: str, keys: RoleKeys) -> None:
    """Keep the keys of a role where the AWS CLI looks for them."""
    record = {
        "ProviderType": "sso",
        "Credentials": {
            "AccessKeyId": keys.access_key,
            "SecretAccessKey": keys.secret_key,
            "SessionToken": keys.token,
            "Expiration": format_time(keys.expires_at),
            "AccountId": keys.account_id,
        },
        _MARK: mark(token),
    }
    save(store, role_key(session, keys.account_id, role_name), record)


def mark(token: Token) -> str:
    """Return what tells one sign-in from another, and nothing of its secrets."""
    record = token.record
    secret: str = record.get("refreshToken") or token.access_token
    return sha256(secret.encode()).hexdigest()[:16]
