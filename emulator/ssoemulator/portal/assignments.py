"""The accounts and roles that are assigned to a person, and the credentials that they give."""

import re
from collections.abc import Mapping
from typing import Any

from ..state.identifiers import new_access_key_id, new_secret_access_key, new_session_token
from ..state.sessions import Grant
from ..state.store import Store
from .errors import (
    ForbiddenException,
    InvalidRequestException,
    ResourceNotFoundException,
)
from .paging import page

# A token is for accounts with either of these (the second in older clients), or with no scope.
_SCOPES = frozenset({"sso:account:access", "sso-portal:*"})

_ACCOUNT_ID = re.compile(r"[0-9]{12}")


def list_accounts(store: Store, grant: Grant, request: Mapping[str, Any]) -> dict[str, Any]:
    """List the accounts in which a person has a role, in the seed's order.

    Args:
        store: the state.
        grant: what the access token stands for.
        request: a valid ListAccountsRequest.

    Returns:
        A ListAccountsResponse. An account that has no name or address is without that member.

    Raises:
        ForbiddenException: the access token is not for accounts.
        InvalidRequestException: ``nextToken`` is not from this list.
    """
    user = _user(grant)
    accounts, token = page(store, store.directory.accounts_of(user), request, of=("accounts", user))
    described = (
        {
            "accountId": account.account_id,
            "accountName": account.name,
            "emailAddress": account.email,
        }
        for account in accounts
    )
    present = [
        {name: value for name, value in members.items() if value is not None}
        for members in described
    ]
    return {"nextToken": token, "accountList": present}


def list_account_roles(store: Store, grant: Grant, request: Mapping[str, Any]) -> dict[str, Any]:
    """List the roles that a person has in an account, in the seed's order.

    Args:
        store: the state.
        grant: what the access token stands for.
        request: a valid ListAccountRolesRequest.

    Returns:
        A ListAccountRolesResponse.

    Raises:
        ForbiddenException: the access token is not for accounts, or the person has no role in this
            one.
        InvalidRequestException: the account id is malformed, or ``nextToken`` is not from this
            list.
        ResourceNotFoundException: the seed has no such account.
    """
    user = _user(grant)
    account = store.directory.account(_account_id(request))
    if account is None:
        raise ResourceNotFoundException
    assigned = account.roles_of(user)
    if not assigned:
        raise ForbiddenException
    roles, token = page(store, assigned, request, of=("roles", account.account_id, user))
    return {
        "nextToken": token,
        "roleList": [{"roleName": role.name, "accountId": account.account_id} for role in roles],
    }


def get_role_credentials(store: Store, grant: Grant, request: Mapping[str, Any]) -> dict[str, Any]:
    """Make up credentials for a role, new ones for each call.

    Args:
        store: the state.
        grant: what the access token stands for.
        request: a valid GetRoleCredentialsRequest.

    Returns:
        A GetRoleCredentialsResponse. AWS does not know the credentials, nor does the emulator.

    Raises:
        ForbiddenException: the access token is not for accounts, or the person has no such role
            there. An account that does not exist is no other case (observed).
        InvalidRequestException: the account id is malformed.
    """
    user = _user(grant)
    account = store.directory.account(_account_id(request))
    roles = account.roles_of(user) if account else ()
    role = next((role for role in roles if role.name == request["roleName"]), None)
    if role is None:
        raise ForbiddenException
    return {
        "roleCredentials": {
            "accessKeyId": new_access_key_id(),
            "secretAccessKey": new_secret_access_key(),
            "sessionToken": new_session_token(),
            # In milliseconds, as nothing else is.
            "expiration": int(store.clock() + role.session_duration) * 1000,
        }
    }


def _user(grant: Grant) -> str:
    if grant.scopes and _SCOPES.isdisjoint(grant.scopes):
        raise ForbiddenException
    return grant.session.user


def _account_id(request: Mapping[str, Any]) -> str:
    account_id: str = request["accountId"]
    if not _ACCOUNT_ID.fullmatch(account_id):
        raise InvalidRequestException("accountId: is not 12 digits")
    return account_id
