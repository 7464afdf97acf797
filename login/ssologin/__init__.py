"""Signing in to IAM Identity Center, and using the sign-in.

Sign a person in, with a browser or a code; keep the token fresh, in the cache that AWS's own tools
use; turn it into credentials of a role. `login` begins, `get_token` goes on, `role_credentials` and
`boto3_session` use it, `logout` ends it.

Modules load when a name is first used: a token that is kept is read without a client of HTTP.
"""

import restjson

TYPE_CHECKING = False

if TYPE_CHECKING:
    from .assignments import Account as Account
    from .assignments import Role as Role
    from .assignments import accounts as accounts
    from .assignments import roles as roles
    from .boto3 import boto3_session as boto3_session
    from .cache import Store as Store
    from .cache import open_store as open_store
    from .cache.files import FileStore as FileStore
    from .cache.keyring import KeyringStore as KeyringStore
    from .cache.memory import MemoryStore as MemoryStore
    from .cache.redis import RedisStore as RedisStore
    from .choice import choose_flow as choose_flow
    from .config import find_session as find_session
    from .credentials import Credentials as Credentials
    from .credentials import role_credentials as role_credentials
    from .errors import AccessDenied as AccessDenied
    from .errors import BrowserUnavailable as BrowserUnavailable
    from .errors import CacheError as CacheError
    from .errors import ConfigError as ConfigError
    from .errors import Error as Error
    from .errors import LoginCancelled as LoginCancelled
    from .errors import LoginTimedOut as LoginTimedOut
    from .errors import NetworkUnavailable as NetworkUnavailable
    from .errors import NotRefreshable as NotRefreshable
    from .errors import NotSignedIn as NotSignedIn
    from .errors import PortInUse as PortInUse
    from .errors import RegistrationExpired as RegistrationExpired
    from .errors import SessionEnded as SessionEnded
    from .errors import SignInRequired as SignInRequired
    from .errors import WrongRegion as WrongRegion
    from .prompt import Prompt as Prompt
    from .session import Session as Session
    from .signing_in import login as login
    from .signing_out import logout as logout
    from .source import TokenSource as TokenSource
    from .staying_signed_in import get_token as get_token
    from .token import Token as Token

__version__ = restjson.__version__

_MODULES = {
    "AccessDenied": "errors",
    "Account": "assignments",
    "BrowserUnavailable": "errors",
    "CacheError": "errors",
    "ConfigError": "errors",
    "Credentials": "credentials",
    "Error": "errors",
    "FileStore": "cache.files",
    "KeyringStore": "cache.keyring",
    "LoginCancelled": "errors",
    "LoginTimedOut": "errors",
    "MemoryStore": "cache.memory",
    "NetworkUnavailable": "errors",
    "NotRefreshable": "errors",
    "NotSignedIn": "errors",
    "PortInUse": "errors",
    "Prompt": "prompt",
    "RedisStore": "cache.redis",
    "RegistrationExpired": "errors",
    "Role": "assignments",
    "Session": "session",
    "SessionEnded": "errors",
    "SignInRequired": "errors",
    "Token": "token",
    "TokenSource": "source",
    "WrongRegion": "errors",
    "accounts": "assignments",
    "boto3_session": "boto3",
    "choose_flow": "choice",
    "find_session": "config",
    "get_token": "staying_signed_in",
    "login": "signing_in",
    "logout": "signing_out",
    "open_store": "cache",
    "role_credentials": "credentials",
    "roles": "assignments",
}

__all__ = ["__version__", *_MODULES]

if not TYPE_CHECKING:

    def __getattr__(name):
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
        globals()[name] = value
        return value

    def __dir__():
        return sorted({*globals(), *__all__})
