"""Who there is and what they may use: users, accounts, and the roles assigned in them."""

from __future__ import annotations

from dataclasses import dataclass

# Of a permission set, unless an administrator has chosen another, in seconds.
DEFAULT_SESSION_DURATION = 60 * 60


@dataclass(frozen=True)
class Role:
    """A permission set in an account.

    Attributes:
        name: the permission set's name.
        session_duration: how long its credentials live, in seconds.
        users: the names of those whom it is assigned to; None is everybody.
    """

    name: str
    session_duration: int = DEFAULT_SESSION_DURATION
    users: frozenset[str] | None = None

    def is_assigned_to(self, user: str) -> bool:
        """Tell whether a person may use it."""
        return self.users is None or user in self.users


@dataclass(frozen=True)
class Account:
    """An AWS account.

    Attributes:
        account_id: its 12 digits.
        name: as people call it, if it has a name.
        email: the address of its root user, if that is told.
        roles: in the order in which they are listed, each name once.
    """

    account_id: str
    name: str | None = None
    email: str | None = None
    roles: tuple[Role, ...] = ()

    def roles_of(self, user: str) -> tuple[Role, ...]:
        """Return the roles that are assigned to a person."""
        return tuple(role for role in self.roles if role.is_assigned_to(user))


@dataclass(frozen=True)
class User:
    """A person who can sign in.

    Attributes:
        name: what the person signs in with.
        display_name: as people call the person, if that is told.
        email: the person's address, if that is told.
    """

    name: str
    display_name: str | None = None
    email: str | None = None


# Whose sign-in it is where nobody says.
_DEFAULT_USER = User("jane.doe", "Jane Doe", "jane.doe@example.com")


@dataclass(frozen=True)
class Directory:
    """The users and accounts of an organization.

    Attributes:
        accounts: in the order in which they are listed, each id once.
        users: those who can sign in, each name once. Without any, everybody can.
    """

    accounts: tuple[Account, ...]
    users: tuple[User, ...] = ()

    def choices(self) -> tuple[User, ...]:
        """Return the users to choose from on a page: if none are listed, those whom roles name."""
        if self.users:
            return self.users
        named = {
            name: User(name)
            for account in self.accounts
            for role in account.roles
            for name in sorted(role.users or ())
        }
        return tuple({_DEFAULT_USER.name: _DEFAULT_USER, **named}.values())

    def named(self, user: str | None) -> str:
        """Return the name of a user who signs in; None is the first one.

        Raises:
            ValueError: users are listed, and this is not one of them.
        """
        if user is None:
            return self.choices()[0].name
        if self.users and user not in {each.name for each in self.users}:
            raise ValueError("user: is not one of the seed's users")
        return user

    def accounts_of(self, user: str) -> tuple[Account, ...]:
        """Return the accounts in which a person has a role."""
        return tuple(account for account in self.accounts if account.roles_of(user))

    def account(self, account_id: str) -> Account | None:
        """Return the account with an id, if there is one."""
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
