"""What people may use: accounts, the roles in them, and to whom these are assigned."""

from __future__ import annotations

from dataclasses import dataclass

# Of a permission set, unless an administrator has chosen another, in seconds.
DEFAULT_SESSION_DURATION = 60 * 60


@dataclass(frozen=True)
class Role:
    """A permission set in an account.

    Attributes:
        name: The permission set's name.
        session_duration: How long its credentials live, in seconds.
        users: The names of those whom it is assigned to; None is everybody.
    """

    name: str
    session_duration: int = DEFAULT_SESSION_DURATION
    users: frozenset[str] | None = None

    def is_assigned_to(self, user: str) -> bool:
        """Whether a person may use it."""
        return self.users is None or user in self.users


@dataclass(frozen=True)
class Account:
    """An AWS account.

    Attributes:
        account_id: Its 12 digits.
        name: As people call it, if it has a name.
        email: The address of its root user, if that is told.
        roles: In the order in which they are listed, each name once.
    """

    account_id: str
    name: str | None = None
    email: str | None = None
    roles: tuple[Role, ...] = ()

    def roles_of(self, user: str) -> tuple[Role, ...]:
        """The roles that are assigned to a person."""
        return tuple(role for role in self.roles if role.is_assigned_to(user))


@dataclass(frozen=True)
class Directory:
    """The accounts of an organization, in the order in which they are listed, each id once."""

    accounts: tuple[Account, ...]

    def accounts_of(self, user: str) -> tuple[Account, ...]:
        """The accounts in which a person has a role."""
        return tuple(account for account in self.accounts if account.roles_of(user))

    def account(self, account_id: str) -> Account | None:
        """The account with an id, if there is one."""
        found = (account for account in self.accounts if account.account_id == account_id)
        return next(found, None)


# Made up; the ids are those that AWS's documentation uses for accounts that nobody has.
DEFAULT_DIRECTORY = Directory(
    (
        Account(
            "111122223333",
            "Example Production",
            "production@example.com",
            (Role("AdministratorAccess"), Role("ReadOnlyAccess")),
        ),
        Account(
            "444455556666",
            "Example Staging",
            "staging@example.com",
            (Role("AdministratorAccess"), Role("ReadOnlyAccess")),
        ),
        Account("777788889999", roles=(Role("ReadOnlyAccess"),)),
    )
)
