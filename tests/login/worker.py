"""What the processes of tests do: `python worker.py TASK...`, once a line comes on standard input.

Of several tasks, each has a process of its own; they begin together.
"""

import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Any

import ssologin

# What is imported before the processes of tasks part, so that it is once.
FOR_ALL = (
    "filelock",
    "restjson.config.shared",
    "restjson.http.transport",
    "ssologin.refresh",
    "ssooidc.client",
)
FOR_SOME = {
    "botocore": "botocore.tokens",
    "interactive": "ssologin.attempt",
    "login": "ssologin.attempt",
    "redis": "redis",
}


def get() -> str:
    """Get the token."""
    return ssologin.get_token("my-sso").access_token


def interactive() -> str:
    """Get the token, and sign in if need be."""
    return ssologin.get_token("my-sso", interactive=True).access_token


def hold_refresh() -> str:
    """Get a token that is due, and hang where the service would be asked for another."""
    from ssologin import refresh

    refresh._ask = _hang  # type: ignore[assignment]
    return get()


def hold_registration() -> str:
    """Sign in, and hang where the service would be asked to register this program."""
    from ssologin import registration

    registration._register = _hang  # type: ignore[assignment]
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


def _run(task: str) -> None:
    os.write(1, f"{globals()[task]()}\n".encode())  # in one piece


def _run_together(tasks: Sequence[str]) -> bool:
    """Say whether all went well; what each prints is one line."""
    for module in [*FOR_ALL, *(FOR_SOME[task] for task in FOR_SOME.keys() & tasks)]:
        importlib.import_module(module)
    begun, begin = os.pipe()
    children = []
    for task in tasks:
        child = os.fork()
        if not child:
            os.close(begin)
            os.read(begun, 1)  # ends when nobody can write any more
            _end(task)
        children.append(child)
    os.close(begin)
    statuses = [os.waitpid(child, 0)[1] for child in children]
    return not any(statuses)


def _end(task: str) -> None:
    """Run a task and end the process with it."""
    try:
        _run(task)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    sys.stdin.readline()
    if len(sys.argv) == 2:
        _run(sys.argv[1])
    elif not _run_together(sys.argv[1:]):
        sys.exit(1)
