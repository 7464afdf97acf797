"""Browser clients and applications, and what the tests make up for them."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64encode
from typing import Any

from ssoemulator import Emulator
from tests.emulator.clients import AUTHORIZATION_CODE, REFRESH_TOKEN, Device, Result

APPLICATION = "arn:aws:sso::123456789012:application/ssoins-EXAMPLE123456789/apl-EXAMPLE987654321"
OTHER = "arn:aws:sso::123456789012:application/ssoins-EXAMPLE123456789/apl-EXAMPLE987654322"
REGISTERED_URI = "http://127.0.0.1/oauth/callback"
REDIRECT_URI = "http://127.0.0.1:8400/oauth/callback"
APPLICATION_URI = "https://app.example.com/oauth/callback"


def challenge(code_verifier: str) -> str:
    digest = hashlib.sha256(code_verifier.encode()).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def assertion(subject: str) -> str:
    """A JWT as a token issuer makes it, but for the signature."""
    parts: tuple[dict[str, str], ...] = ({"alg": "RS256"}, {"sub": subject}, {})
    encoded = [urlsafe_b64encode(json.dumps(part).encode()) for part in parts]
    return b".".join(part.rstrip(b"=") for part in encoded).decode()


class Browser(Device):
    """A client registered for authorization codes, and the person in front of its browser."""

    def __init__(self, client: Any, idc: Emulator, **registration: Any) -> None:
        grants = [AUTHORIZATION_CODE, REFRESH_TOKEN]
        defaults = {"grantTypes": grants, "redirectUris": [REGISTERED_URI]}
        super().__init__(client, **{**defaults, **registration})
        self.idc = idc
        self.code_verifier = secrets.token_urlsafe(48)

    def sign_in(self, redirect_uri: str = REDIRECT_URI, **changes: Any) -> str:
        arguments = {"code_challenge": challenge(self.code_verifier), **changes}
        return self.idc.issue_code(self.registration["clientId"], redirect_uri, **arguments)

    def redeem(self, code: str, /, **changes: Any) -> Result:
        arguments = {
            "grantType": AUTHORIZATION_CODE,
            "code": code,
            "redirectUri": REDIRECT_URI,
            "codeVerifier": self.code_verifier,
            **changes,
        }
        present = {name: value for name, value in arguments.items() if value is not None}
        return self.create_token(**present)


class Application:
    """An application of IAM Identity Center, whose requests botocore signs."""

    def __init__(self, client: Any, arn: str = APPLICATION) -> None:
        self.client = client
        self.arn = arn

    def create_token(self, grant_type: str, **arguments: Any) -> Result:
        tokens: Result = self.client.create_token_with_iam(
            **{"clientId": self.arn, "grantType": grant_type, **arguments}
        )
        return tokens
