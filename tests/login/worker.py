"""What the processes of tests do: `python worker.py TASK`, once a line comes on standard input."""

import os
import sys
from typing import Any

import ssologin


def get() -> str:
    """Get the token."""
    return ssologin.get_token("my-sso").access_token


def interactive() -> str:
    """Get the token, and sign in if need be."""
    return ssologin.get_token("my-sso", interactive=True).access_token


def hold_refresh() -> str:
    """Get a token that is due, and hang where the service would be asked for another."""
    from ssologin import refresh

    refresh._ask = _hang
    return get()


def hold_registration() -> str:
    """Sign in, and hang where the service would be asked to register this program."""
    from ssologin import registration

    registration._register = _hang
    return login()


def login() -> str:
    """Sign in."""
    token = ssologin.login("my-sso", flow="device", open_browser=False, prompt=lambda _: None)
    return token.access_token


def hold() -> str:
    """Hold the lock on the token until the process is killed."""
    from ssologin.names import token_key

    session = ssologin.find_session("my-sso")
    with ssologin.open_store().lock(token_key(session), 60):
        print("held", flush=True)
        sys.stdin.read()
    return ""


def redis() -> str:
    """Get the token from Redis."""
    return ssologin.get_token("my-sso", cache=_redis()).access_token


def hold_redis() -> str:
    """Hold the lock in Redis until the process is killed."""
    from ssologin.names import token_key

    with _redis().lock(token_key(ssologin.find_session("my-sso")), 60):
        print("held", flush=True)
        sys.stdin.read()
    return ""


def botocore() -> str:
    """Get the token as botocore does."""
    import botocore.session
    from botocore.tokens import SSOTokenProvider

    session: Any = botocore.session.Session(profile="reader")
    token: str = SSOTokenProvider(session).load_token().get_frozen_token().token
    return token


def _hang(*_: object) -> Any:
    print("held", flush=True)
    sys.stdin.read()


def _redis() -> ssologin.RedisStore:
    return ssologin.RedisStore(os.environ["REDIS_URL"])


if __name__ == "__main__":
    sys.stdin.readline()
    print(globals()[sys.argv[1]](), flush=True)
