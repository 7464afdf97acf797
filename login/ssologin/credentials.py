"""The credentials of a role, which refresh themselves."""

from __future__ import annotations

import threading

from .cache import open_store
from .config import find_session
from .config.profiles import find_profile
from .errors import CacheError, ConfigError
from .names import role_key
from .role_cache import keys_from_response, load_keys, save_keys
from .source import TokenSource
from .token import DUE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .cache import Cache, Store
    from .role_cache import RoleKeys
    from .session import Session

_WAIT = 90.0


class Credentials:
    """AWS credentials of a role. Safe for threads.

    botocore and boto3 take them where they take credentials of their own, and so do the clients of
    this project, as ``credentials=``. From 15 minutes before their end on new ones are fetched,
    with a token that is refreshed if need be; nobody is ever asked.

    Args:
        source: gives the token.
        account_id: the account, 12 digits.
        role_name: the role there.
    """

    method = "ssologin"  # what botocore says where they come from

    def __init__(self, source: TokenSource, account_id: str, role_name: str) -> None:
        self._source = source
        self._role_name = role_name
        self._keys: RoleKeys | None = None
        self._lock = threading.Lock()
        self.account_id = account_id

    def __repr__(self) -> str:
        return f"<Credentials: {self._role_name} in {self.account_id}>"

    @property
    def session(self) -> Session:
        """Where somebody has to be signed in."""
        return self._source.session

    @property
    def store(self) -> Store:
        """Where tokens and keys are kept."""
        return self._source.store

    @property
    def access_key(self) -> str:
        """The access key id at this moment."""
        return self.get_frozen_credentials().access_key

    @property
    def secret_key(self) -> str:
        """The secret access key at this moment."""
        return self.get_frozen_credentials().secret_key

    @property
    def token(self) -> str:
        """The session token at this moment."""
        return self.get_frozen_credentials().token

    def get_frozen_credentials(self) -> RoleKeys:
        """Return keys that belong together and last for 15 minutes at least.

        Raises:
            SignInRequired: sign in again.
            AccessDenied: the role is not open to who is signed in.
            NetworkUnavailable: the service cannot be reached, or failed.
        """
        keys = self._keys
        if not self._is_fresh(keys):
            with self._lock:
                keys = self._keys
                if not self._is_fresh(keys):
                    keys = self._keys = self._get()
        assert keys is not None  # noqa: S101 - for the type checker
        return keys

    def get_deferred_property(self, name: str) -> Callable[[], Any]:
        """Return a function that returns a property, as botocore's credentials have it."""
        return lambda: getattr(self.get_frozen_credentials(), name)

    def _get(self) -> RoleKeys:
        source, account_id = self._source, self.account_id
        kept = self._kept()
        if kept is not None:
            return kept
        key = role_key(source.session, account_id, self._role_name)
        try:
            with source.store.lock(key, _WAIT):
                return self._kept() or self._fetch()
        except TimeoutError as error:
            raise CacheError(f"the credentials were not fetched: {error}") from None

    def _kept(self) -> RoleKeys | None:
        source = self._source
        token = source.kept()
        if token is None:
            return None
        keys = load_keys(source.store, source.session, token, self.account_id, self._role_name)
        return keys if self._is_fresh(keys) else None

    def _fetch(self) -> RoleKeys:
        from .portal import Portal  # loads the client: not before it is needed

        source = self._source
        response = Portal(source).call(
            lambda client, token: client.get_role_credentials(
                accessToken=token, accountId=self.account_id, roleName=self._role_name
            ),
            f"the role {self._role_name} in account {self.account_id}",
        )
        keys = keys_from_response(response, self.account_id)
        token = source.kept()
        if token is not None:
            save_keys(source.store, source.session, token, self._role_name, keys)
        return keys

    def _is_fresh(self, keys: RoleKeys | None) -> bool:
        return keys is not None and keys.expires_at - self._source.clock.time() > DUE


def role_credentials(
    profile: str | None = None,
    *,
    session: str | Session | None = None,
    account_id: str | None = None,
    role_name: str | None = None,
    start_url: str | None = None,
    region: str | None = None,
    cache: Cache | None = None,
) -> Credentials:
    """Return the credentials of a role. They are fetched when first needed.

    Args:
        profile: a profile with ``sso_account_id`` and ``sso_role_name``; None stands for
            ``AWS_PROFILE``, else the default profile, if account and role are not given.
        session, start_url, region: which session, as for `login`.
        account_id, role_name: account and role, both or neither.
        cache: see `open_store`.

    Raises:
        ConfigError: it is not clear which role is meant.
    """
    if (account_id is None) != (role_name is None):
        missing = "account_id" if account_id is None else "role_name"
        raise ConfigError(f"{missing}: account_id and role_name are given together")
    if account_id is not None and role_name is not None:
        chosen = find_session(session, start_url=start_url, region=region, profile=profile)
    else:
        found = find_profile(profile)
        if found.account_id is None or found.role_name is None:
            raise ConfigError(
                f"profile {found.name!r} names no role: add sso_account_id and sso_role_name"
            )
        chosen, account_id, role_name = found.session, found.account_id, found.role_name
    return Credentials(TokenSource(chosen, open_store(cache)), account_id, role_name)
