"""Seeds: what they say, and how a wrong one is refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssoemulator import Emulator, SeedError, command_line, seed
from ssoemulator.seed import read_seed
from ssoemulator.state.directory import Account, Directory, Role, User

SEED = {
    "accounts": [
        {
            "accountId": "012345678901",
            "accountName": "Ünïcode",
            "emailAddress": "root@example.com",
            "roles": [
                {"roleName": "A-Za-z0-9_+=,.@-", "sessionDuration": 43200, "users": ["jane"]},
                {"roleName": "Auditor", "users": []},
                {"roleName": "Reader", "sessionDuration": 1},
            ],
        },
        {"accountId": "111122223333"},
    ]
}
DIRECTORY = Directory(
    (
        Account(
            "012345678901",
            "Ünïcode",
            "root@example.com",
            (
                Role("A-Za-z0-9_+=,.@-", 43200, frozenset({"jane"})),
                Role("Auditor", 3600, frozenset()),
                Role("Reader", 1, None),
            ),
        ),
        Account("111122223333", None, None, ()),
    )
)


def problems(seed: Any) -> list[str]:
    with pytest.raises(SeedError) as caught:
        read_seed(seed)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return list(caught.value.problems)


def test_a_seed_says_which_accounts_roles_and_assignments_there_are() -> None:
    assert read_seed(SEED) == DIRECTORY


def test_the_seed_of_the_docstring_is_one() -> None:
    documented = str(seed.__doc__).partition("::")[2].partition("Only ``accounts``")[0]
    role = Role("ReadOnlyAccess", 3600, frozenset({"jane.doe"}))
    account = Account("111122223333", "Example Production", "production@example.com", (role,))
    jane = User("jane.doe", "Jane Doe", "jane.doe@example.com")
    assert read_seed(json.loads(documented)) == Directory((account,), (jane,))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_seed_may_be_a_file(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "seed.json"
    file.write_text(json.dumps(SEED, ensure_ascii=False), encoding)
    assert read_seed(file) == read_seed(str(file)) == DIRECTORY


def test_a_dict_may_change_once_it_has_been_read() -> None:
    seed: dict[str, Any] = {"accounts": [{"accountId": "111122223333", "roles": []}]}
    read = read_seed(seed)
    seed["accounts"][0]["roles"].append({"roleName": "Reader"})
    assert read == Directory((Account("111122223333"),))


def test_every_problem_is_told_with_its_place() -> None:
    seed = {
        "acounts": [],
        "accounts": [
            {
                "accountId": "11112222333",
                "accountName": 7,
                "emailAddress": "",
                "roles": [
                    {"roleName": "two words", "sessionDuration": 43201, "users": "jane"},
                    {"sessionDuration": 0, "users": ["jane", 7]},
                    {"roleName": "x" * 33, "sessionDuration": 1.5, "session": 1},
                    "Reader",
                ],
            },
            {"accountId": 111122223333, "roles": {}},
            {"accountName": "Nameless"},
            "111122223333",
        ],
    }
    name = "a string of 1 to 32 characters out of A-Z, a-z, 0-9 and _+=,.@-"
    seconds = "a whole number of seconds, from 1 to 43200"
    role = "roles[{}]"
    assert set(problems(seed)) == {
        "seed: acounts: is unknown; known are accounts, users",
        "seed: accounts[0].accountId: is not a string of 12 digits",
        "seed: accounts[0].accountName: is not a string",
        "seed: accounts[0].emailAddress: is not a string of 1 to 254 characters",
        f"seed: accounts[0].{role.format(0)}.roleName: is not {name}",
        f"seed: accounts[0].{role.format(0)}.sessionDuration: is not {seconds}",
        f"seed: accounts[0].{role.format(0)}.users: is not a list of the names of users",
        f"seed: accounts[0].{role.format(1)}.roleName: is required",
        f"seed: accounts[0].{role.format(1)}.sessionDuration: is not {seconds}",
        f"seed: accounts[0].{role.format(1)}.users[1]: is not the name of a user, a string",
        f"seed: accounts[0].{role.format(2)}.roleName: is not {name}",
        f"seed: accounts[0].{role.format(2)}.sessionDuration: is not {seconds}",
        f"seed: accounts[0].{role.format(2)}.session: is unknown; "
        "known are roleName, sessionDuration, users",
        f"seed: accounts[0].{role.format(3)}: is not an object that describes a role",
        "seed: accounts[1].accountId: is not a string of 12 digits",
        "seed: accounts[1].roles: is not a list of roles",
        "seed: accounts[2].accountId: is required",
        "seed: accounts[3]: is not an object that describes an account",
    }


@pytest.mark.parametrize(
    ("seed", "problem"),
    [
        ({}, "accounts: is required"),
        ({"accounts": None}, "accounts: is not a list of accounts"),
        ({"accounts": ()}, "accounts: is not a list of accounts"),
        ({"accounts": [], 1: 2}, "1: is unknown; known are accounts, users"),
        (
            {"accounts": [{"accountId": "11112222333\n"}]},
            "accounts[0].accountId: is not a string of 12 digits",
        ),
        (
            {"accounts": [{"accountId": "1" * 12, "roles": [{"roleName": "Admin\n"}]}]},
            "accounts[0].roles[0].roleName: is not "
            "a string of 1 to 32 characters out of A-Z, a-z, 0-9 and _+=,.@-",
        ),
        (
            {"accounts": [{"accountId": "\u0661" * 12}]},
            "accounts[0].accountId: is not a string of 12 digits",
        ),
        (
            {"accounts": [{"accountId": "1" * 12}, {"accountId": "2" * 12}] * 2},
            [
                "accounts[2].accountId: is that of accounts[0] too",
                "accounts[3].accountId: is that of accounts[1] too",
            ],
        ),
        (
            {"accounts": [{"accountId": "1" * 12, "roles": [{"roleName": "a"}] * 2}]},
            "accounts[0].roles[1].roleName: is that of accounts[0].roles[0] too",
        ),
    ],
)
def test_a_wrong_seed_is_refused(seed: Any, problem: str | list[str]) -> None:
    expected = [problem] if isinstance(problem, str) else problem
    assert problems(seed) == [f"seed: {each}" for each in expected]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"[]", 'is not an object, {"accounts": [...]}'),
        (b"", "line 1, column 1: is not JSON: Expecting value"),
        (b'{\n "accounts": ]}', "line 2, column 14: is not JSON: Expecting value"),
        (b'{"accounts": "\xff"}', "byte 14: is not UTF-8"),
        (b"[" * 100_000, "has too long a number, or is nested too deep"),
        (
            b'{"accounts": [{"accountId": "1"}]}',
            "accounts[0].accountId: is not a string of 12 digits",
        ),
    ],
)
def test_a_file_that_is_no_seed_is_refused_by_its_name(
    tmp_path: Path, content: bytes, problem: str
) -> None:
    file = tmp_path / "seed.json"
    file.write_bytes(content)
    assert problems(file) == [f"{file}: {problem}"]


def test_a_file_that_cannot_be_read_is_refused_by_its_name(tmp_path: Path) -> None:
    missing = tmp_path / "missing.json"
    assert problems(missing) == [f"{missing}: cannot be read: No such file or directory"]
    assert problems(tmp_path) == [f"{tmp_path}: cannot be read: Is a directory"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda values: (
        st.lists(values, max_size=3)
        | st.dictionaries(
            st.sampled_from(["accounts", "accountId", "roles", "roleName", "users"]),
            values,
            max_size=3,
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.just("accounts") | st.text(max_size=3), json_values, max_size=2))
def test_whatever_a_seed_is_it_is_read_or_refused_with_reasons(seed: Any) -> None:
    found: tuple[str, ...] = ()
    try:
        read = read_seed(seed)
    except SeedError as error:
        found = error.problems
    assert found or len(read.accounts) == len(seed["accounts"])


def test_an_emulator_refuses_a_wrong_seed_before_it_starts() -> None:
    with pytest.raises(SeedError, match=r"^seed: accounts: is required$"):
        Emulator(seed={})


def test_the_command_line_tells_every_problem_of_a_seed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "seed.json"
    file.write_text('{"accounts": [{"accountId": 1}, {}]}')
    assert command_line.main(["--seed", str(file)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines() == [
        f"ssoemulator: {file}: accounts[0].accountId: is not a string of 12 digits",
        f"ssoemulator: {file}: accounts[1].accountId: is required",
    ]
