"""Applications of IAM Identity Center, the clients that have no registration."""

import re

# What an application may ask for unless its grant says otherwise, as the service documents it.
SCOPES = ("openid", "aws", "sts:identity_context")

_ARN = re.compile(
    r"arn:aws(?:-[a-z-]+)?:sso::\d{12}:application"
    r"/(?P<instance>(?:sso)?ins-[A-Za-z0-9.-]+)/apl-[A-Za-z0-9]+",
    re.ASCII,
)


def is_application(client_id: str) -> bool:
    """Tell whether a client id is the ARN of an application.

    Whatever has the form of one is taken for an application that an administrator has set up, with
    every grant enabled: nothing is registered.
    """
    return bool(_ARN.fullmatch(client_id))


def issuer(application: str) -> str:
    """Return the issuer of an application's ID tokens: its instance of IAM Identity Center.

    Args:
        application: the ARN of an application.
    """
    match = _ARN.fullmatch(application)
    if match is None:
        raise ValueError("this is not the ARN of an application")
    return f"https://identitycenter.amazonaws.com/{match['instance']}"
