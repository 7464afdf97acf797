"""A session of boto3 whose clients use and refresh our credentials."""

from __future__ import annotations

from .config.profiles import find_profile
from .credentials import role_credentials
from .staying_signed_in import get_token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .cache import Cache
    from .credentials import Credentials
    from .session import Session


def boto3_session(
    profile: str | None = None,
    *,
    session: str | Session | None = None,
    account_id: str | None = None,
    role_name: str | None = None,
    region_name: str | None = None,
    interactive: bool = False,
    cache: Cache | None = None,
) -> Any:
    """Return a `boto3.Session` that uses the credentials of a role.

    Args:
        profile: the profile, with its account and role; its region and other settings count too.
        session, account_id, role_name: a role that no profile has.
        region_name: where the session's clients work, if not where the profile says.
        interactive: whether to sign in if nobody is signed in. It is done now; later on, when the
            session has ended, calls raise `SignInRequired`.
        cache: see `open_store`.

    Raises:
        ImportError: boto3 is not installed.
        ConfigError: it is not clear which role is meant.
        SignInRequired: nobody is signed in, and it is not `interactive`.
    """
    try:
        import boto3
        import botocore.session
    except ModuleNotFoundError as error:
        raise ImportError(
            f"{error.name} is not installed: pip install boto3", name=error.name
        ) from error

    credentials = role_credentials(
        profile, session=session, account_id=account_id, role_name=role_name, cache=cache
    )
    get_token(credentials.session, interactive=interactive, cache=credentials.store)
    core = botocore.session.Session(profile=_settings(profile, account_id))
    core.get_component("credential_provider").providers.insert(0, _Provider(credentials))
    return boto3.Session(botocore_session=core, region_name=region_name)


def _settings(profile: str | None, account_id: str | None) -> str | None:
    """Return the profile whose other settings count."""
    return profile if profile or account_id else find_profile().name


class _Provider:
    """What botocore's chain of providers asks first."""

    METHOD = "ssologin"
    CANONICAL_NAME = "SsoLogin"

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials

    def load(self) -> Credentials:
        """Return the credentials."""
        return self._credentials
