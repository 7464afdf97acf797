"""AWS credentials that the emulator knows, for the operation that is signed."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Credentials:
    """An access key. The attributes are named as botocore's credentials name them.

    Attributes:
        access_key: the access key ID. It goes over the wire and is not a secret.
        secret_key: the secret access key.
        token: the session token, which temporary credentials have.
    """

    access_key: str
    secret_key: str = field(repr=False)
    token: str | None = field(default=None, repr=False)


# The pair that AWS's documentation uses in its examples: it opens nothing anywhere.
EXAMPLE_CREDENTIALS = Credentials(
    "AKIAIOSFODNN7EXAMPLE",
    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
)
