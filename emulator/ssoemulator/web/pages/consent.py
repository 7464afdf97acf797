"""What a person is asked before a client gets tokens."""

from collections.abc import Sequence
from typing import Any

import flask

from ...oidc.errors import InvalidRequestException
from ...state.directory import Directory
from ...state.records import Registration

# What a scope lets a client do, as a person reads it.
_MEANINGS = {
    "sso:account:access": "See your AWS accounts and roles, and get credentials for them",
    "sso-portal:*": "See your AWS accounts and roles, and get credentials for them",
    "openid": "Know who you are",
    "aws": "Act for you in AWS",
    "sts:identity_context": "Pass on who you are to AWS services",
    "codewhisperer:completions": "Suggest code",
    "codewhisperer:analysis": "Analyze your code",
    "codewhisperer:conversations": "Chat about your code",
    "codewhisperer:transformations": "Transform your code",
    "codewhisperer:taskassist": "Work on tasks in your code",
}


def ask(directory: Directory, client: Registration, scopes: Sequence[str], **more: Any) -> str:
    """Return the page on which a person chooses who signs in, and allows or denies."""
    return flask.render_template(
        "consent.html",
        client=client,
        scopes=[(scope, _MEANINGS.get(scope)) for scope in scopes],
        users=directory.choices(),
        **more,
    )


def decision(directory: Directory) -> str | None:
    """Return the user who allows it, as the form has it; None if it was denied.

    Raises:
        InvalidRequestException: the user is not one of those who were there to choose.
    """
    form = flask.request.form
    if form.get("decision") != "allow":
        return None
    user = form.get("user")
    if user not in {choice.name for choice in directory.choices()}:
        raise InvalidRequestException("user: is not one of the users")
    return user
