"""Reads a seed: the users, accounts and roles that an emulator starts with.

A seed is a JSON object, in a file or as a dict; ``seed.schema.json`` is its JSON Schema::

    {"users": [{"userName": "jane.doe",
                "displayName": "Jane Doe",
                "emailAddress": "jane.doe@example.com"}],
     "accounts": [{"accountId": "111122223333",
                   "accountName": "Example Production",
                   "emailAddress": "production@example.com",
                   "roles": [{"roleName": "ReadOnlyAccess",
                              "sessionDuration": 3600,
                              "users": ["jane.doe"]}]}]}

Only ``accounts`` is required, of an account ``accountId``, of a role ``roleName``, of a user
``userName``. Without ``users`` anybody can sign in; with it those alone, and the first of them
where nobody says who. ``sessionDuration`` is in seconds. A role without ``users`` is assigned to
everybody.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from .state.directory import DEFAULT_SESSION_DURATION, Account, Directory, Role, User

_SCHEMA = json.loads(Path(__file__).with_name("seed.schema.json").read_text("utf-8"))


class SeedError(ValueError):
    """A seed cannot be used.

    Args:
        source: the file, or what else to call the seed.
        problems: what is wrong, each with its place.

    Attributes:
        problems: all of them, each with the source and the place, as the message has them.
    """

    def __init__(self, source: str, problems: Sequence[str]) -> None:
        self.problems = tuple(f"{source}: {problem}" for problem in problems)
        super().__init__("\n".join(self.problems))


def read_seed(seed: str | os.PathLike[str] | Mapping[str, Any]) -> Directory:
    """Read a seed.

    Args:
        seed: the path of a JSON file in UTF-8, or what such a file holds.

    Raises:
        SeedError: the file cannot be read, or is not a seed. All problems are listed.
    """
    if isinstance(seed, Mapping):
        source, content = "seed", dict(seed)
    else:
        source = os.fspath(seed)
        content = _parse_file(source)
    problems = [*_problems(content), *_repetitions(content)] or [*_strangers(content)]
    if problems:
        raise SeedError(source, list(dict.fromkeys(problems)))
    users = tuple(map(_user, content.get("users", ())))
    return Directory(tuple(map(_account, content["accounts"])), users)


def _parse_file(path: str) -> Any:
    try:
        # Some editors begin a file with a byte order mark.
        return json.loads(Path(path).read_text("utf-8-sig"))
    except OSError as error:
        raise SeedError(path, [f"cannot be read: {error.strerror or error}"]) from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise SeedError(path, [f"{place}: is not JSON: {error.msg}"]) from None
    except UnicodeDecodeError as error:
        raise SeedError(path, [f"byte {error.start}: is not UTF-8"]) from None
    except (ValueError, RecursionError):
        raise SeedError(path, ["has too long a number, or is nested too deep"]) from None


def _account(members: Mapping[str, Any]) -> Account:
    return Account(
        members["accountId"],
        members.get("accountName"),
        members.get("emailAddress"),
        tuple(map(_role, members.get("roles", ()))),
    )


def _user(members: Mapping[str, Any]) -> User:
    return User(members["userName"], members.get("displayName"), members.get("emailAddress"))


def _role(members: Mapping[str, Any]) -> Role:
    users = members.get("users")
    return Role(
        members["roleName"],
        int(members.get("sessionDuration", DEFAULT_SESSION_DURATION)),
        None if users is None else frozenset(users),
    )


def _problems(seed: Any) -> Iterator[str]:
    for error in Draft202012Validator(_SCHEMA).iter_errors(seed):
        path = error.json_path.removeprefix("$").removeprefix(".")
        if error.validator in {"required", "additionalProperties"}:
            for name, problem in _problems_of_names(error):
                yield f"{path}.{name}: {problem}".removeprefix(".")
        else:
            rules: Any = error.schema
            problem = f"is not {rules['description']}"
            yield f"{path}: {problem}" if path else problem


def _problems_of_names(error: ValidationError) -> Iterator[tuple[str, str]]:
    given: Any = error.instance
    rules: Any = error.schema
    if error.validator == "required":
        yield from ((name, "is required") for name in rules["required"] if name not in given)
        return
    known = rules["properties"]
    problem = f"is unknown; known are {', '.join(known)}"
    yield from ((name, problem) for name in given if name not in known)


def _repetitions(seed: Any) -> Iterator[str]:
    """Yield what stands twice, which no schema says: wherever that can be told."""
    if not isinstance(seed, dict):
        return
    accounts = seed.get("accounts")
    yield from _repeated("users", seed.get("users"), "userName")
    yield from _repeated("accounts", accounts, "accountId")
    for index, account in enumerate(accounts if isinstance(accounts, list) else ()):
        if isinstance(account, dict):
            yield from _repeated(f"accounts[{index}].roles", account.get("roles"), "roleName")


def _repeated(path: str, items: Any, name: str) -> Iterator[str]:
    first: dict[str, int] = {}
    for index, item in enumerate(items if isinstance(items, list) else ()):
        value = item.get(name) if isinstance(item, dict) else None
        if isinstance(value, str) and first.setdefault(value, index) != index:
            yield f"{path}[{index}].{name}: is that of {path}[{first[value]}] too"


def _strangers(seed: Mapping[str, Any]) -> Iterator[str]:
    """Yield users of roles who are not among the users, where these are listed."""
    if "users" not in seed:
        return
    listed = {user["userName"] for user in seed["users"]}
    for index, account in enumerate(seed["accounts"]):
        for number, role in enumerate(account.get("roles", ())):
            for place, user in enumerate(role.get("users", ())):
                if user not in listed:
                    path = f"accounts[{index}].roles[{number}].users[{place}]"
                    yield f"{path}: is not one of the users"
