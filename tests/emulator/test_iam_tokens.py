"""CreateTokenWithIAM: each grant and each refusal, with an unchanged botocore that signs."""

import json
from base64 import urlsafe_b64decode
from typing import Any

import pytest

from ssoemulator import Emulator
from ssoemulator.oidc.applications import SCOPES
from tests.emulator.applications import (
    APPLICATION,
    APPLICATION_URI,
    OTHER,
    Application,
    Browser,
    assertion,
    challenge,
)
from tests.emulator.clients import (
    AUTHORIZATION_CODE,
    DEVICE_CODE,
    JWT_BEARER,
    REFRESH_TOKEN,
    TOKEN_EXCHANGE,
    Device,
    Result,
)
from tests.emulator.clock import Clock

HOUR = 60 * 60
ACCESS_TYPE = "urn:ietf:params:oauth:token-type:access_token"
REFRESH_TYPE = "urn:ietf:params:oauth:token-type:refresh_token"
VERIFIER = "a-verifier-of-some-forty-three-characters-or-more"


@pytest.fixture
def app(client: Any) -> Application:
    return Application(client)


@pytest.fixture
def other(client: Any) -> Application:
    return Application(client, OTHER)


def by_code(idc: Emulator, app: Application, **changes: Any) -> Result:
    code = idc.issue_code(app.arn, APPLICATION_URI)
    arguments = {"code": code, "redirectUri": APPLICATION_URI, **changes}
    return app.create_token(AUTHORIZATION_CODE, **arguments)


def by_jwt(app: Application, user: str = "jane", **changes: Any) -> Result:
    return app.create_token(JWT_BEARER, **{"assertion": assertion(user), **changes})


def exchange(app: Application, subject_token: str, **changes: Any) -> Result:
    arguments = {"subjectToken": subject_token, "subjectTokenType": ACCESS_TYPE, **changes}
    return app.create_token(TOKEN_EXCHANGE, **arguments)


def claims(tokens: Result) -> dict[str, Any]:
    payload = tokens["idToken"].split(".")[1]
    found: dict[str, Any] = json.loads(urlsafe_b64decode(payload + "=="))
    return found


def refused(app: Application, grant_type: str, error: str, **arguments: Any) -> str:
    """The description of the error that a request ends with."""
    with pytest.raises(getattr(app.client.exceptions, error)) as caught:
        app.create_token(grant_type, **arguments)
    text: str = caught.value.response["error_description"]
    return text


def test_a_code_is_exchanged_for_tokens_that_say_who_signed_in(
    idc: Emulator, app: Application, clock: Clock
) -> None:
    code = idc.issue_code(APPLICATION, APPLICATION_URI, user="lee")
    tokens = app.create_token(AUTHORIZATION_CODE, code=code, redirectUri=APPLICATION_URI)
    assert tokens["scope"] == list(SCOPES)
    assert tokens["tokenType"] == "Bearer"
    assert tokens["expiresIn"] == HOUR
    assert tokens["issuedTokenType"] == REFRESH_TYPE
    assert claims(tokens) == {
        "iss": "https://identitycenter.amazonaws.com/ssoins-EXAMPLE123456789",
        "sub": "lee",
        "aud": APPLICATION,
        "iat": clock.now,
        "exp": clock.now + HOUR,
        "sts:identity_context": tokens["awsAdditionalDetails"]["identityContext"],
    }


def test_a_code_with_a_challenge_needs_its_verifier(idc: Emulator, app: Application) -> None:
    code = idc.issue_code(APPLICATION, APPLICATION_URI, code_challenge=challenge(VERIFIER))
    grant = {"code": code, "redirectUri": APPLICATION_URI}
    assert "codeVerifier" in refused(app, AUTHORIZATION_CODE, "InvalidRequestException", **grant)
    wrong = {**grant, "codeVerifier": VERIFIER[::-1]}
    assert "codeVerifier" in refused(app, AUTHORIZATION_CODE, "InvalidGrantException", **wrong)
    assert app.create_token(AUTHORIZATION_CODE, **grant, codeVerifier=VERIFIER)["accessToken"]


def test_a_verifier_for_a_code_without_a_challenge_is_refused(
    idc: Emulator, app: Application
) -> None:
    code = idc.issue_code(APPLICATION, APPLICATION_URI)
    grant = {"code": code, "redirectUri": APPLICATION_URI, "codeVerifier": VERIFIER}
    text = refused(app, AUTHORIZATION_CODE, "InvalidGrantException", **grant)
    assert text == "codeVerifier: the code was issued without a challenge"


def test_a_code_is_good_once_and_for_its_application(
    idc: Emulator, app: Application, other: Application
) -> None:
    grant = {
        "code": idc.issue_code(APPLICATION, APPLICATION_URI),
        "redirectUri": APPLICATION_URI,
    }
    assert refused(other, AUTHORIZATION_CODE, "InvalidGrantException", **grant)
    tokens = app.create_token(AUTHORIZATION_CODE, **grant)
    assert refused(app, AUTHORIZATION_CODE, "InvalidGrantException", **grant)
    # What is known of the code is that it leaked.
    assert refused(app, REFRESH_TOKEN, "InvalidGrantException", refreshToken=tokens["refreshToken"])
    assert (
        refused(
            other,
            TOKEN_EXCHANGE,
            "InvalidGrantException",
            subjectToken=tokens["accessToken"],
            subjectTokenType=ACCESS_TYPE,
        )
        == "subjectToken: is revoked"
    )


def test_the_code_of_a_registered_client_is_of_no_use_to_an_application(
    idc: Emulator, client: Any, app: Application
) -> None:
    browser = Browser(client, idc)
    grant = {
        "code": browser.sign_in(
            APPLICATION_URI.replace("https://app.example.com", "http://127.0.0.1")
        ),
        "redirectUri": "http://127.0.0.1/oauth/callback",
        "codeVerifier": browser.code_verifier,
    }
    text = refused(app, AUTHORIZATION_CODE, "InvalidGrantException", **grant)
    assert text == "Invalid grant provided"


def test_a_refresh_gives_new_tokens_and_no_id_token(idc: Emulator, app: Application) -> None:
    tokens = by_code(idc, app)
    refreshed = app.create_token(REFRESH_TOKEN, refreshToken=tokens["refreshToken"])
    assert refreshed["accessToken"] != tokens["accessToken"]
    assert refreshed["issuedTokenType"] == REFRESH_TYPE
    assert refreshed["scope"] == list(SCOPES)
    assert "idToken" not in refreshed
    assert "awsAdditionalDetails" not in refreshed


def test_the_refresh_token_of_another_application_is_refused(
    idc: Emulator, app: Application, other: Application
) -> None:
    token = by_code(idc, app)["refreshToken"]
    text = refused(other, REFRESH_TOKEN, "InvalidGrantException", refreshToken=token)
    assert text == "Invalid refresh token provided"


def test_a_grant_is_not_used_up_by_a_request_for_more_than_it_holds(
    idc: Emulator, app: Application
) -> None:
    idc.switch(rotate_refresh_tokens=True)
    tokens = app.create_token(JWT_BEARER, assertion=assertion("jane"))
    refresh = {"refreshToken": tokens["refreshToken"]}
    with pytest.raises(app.client.exceptions.InvalidScopeException):
        app.create_token(REFRESH_TOKEN, **refresh, scope=["more"])
    assert app.create_token(REFRESH_TOKEN, **refresh)["accessToken"]
    with pytest.raises(app.client.exceptions.InvalidGrantException):
        app.create_token(REFRESH_TOKEN, **refresh)


def test_a_refresh_token_that_was_narrowed_once_still_holds_all_that_it_held(
    app: Application,
) -> None:
    token = by_jwt(app)["refreshToken"]
    narrow = app.create_token(REFRESH_TOKEN, refreshToken=token, scope=["openid"])
    assert narrow["scope"] == ["openid"]
    wide = app.create_token(REFRESH_TOKEN, refreshToken=narrow["refreshToken"])
    assert wide["scope"] == list(SCOPES)


def test_a_jwt_is_exchanged_for_tokens_of_its_subject(app: Application) -> None:
    tokens = by_jwt(app, "ann@example.com")
    assert claims(tokens)["sub"] == "ann@example.com"
    assert tokens["issuedTokenType"] == REFRESH_TYPE
    assert app.create_token(REFRESH_TOKEN, refreshToken=tokens["refreshToken"])["accessToken"]


@pytest.mark.parametrize(
    "text",
    ["", "jwt", "e30.e30", "e30.e30.", "e30.e30.e30.e30", "e30.e30.a", "e30.e30.e+0", "a.é.b"],
)
def test_an_assertion_without_the_form_of_a_jwt_is_refused(app: Application, text: str) -> None:
    message = refused(app, JWT_BEARER, "InvalidGrantException", assertion=text)
    assert message == "assertion: is not a JWT, three parts in base64url"


def test_the_token_of_a_registered_client_is_exchanged_for_one_of_the_application(
    idc: Emulator, device: Device, app: Application
) -> None:
    authorization = device.start()
    idc.approve(authorization["userCode"], user="kim")
    tokens = exchange(app, device.poll(authorization["deviceCode"])["accessToken"])
    assert claims(tokens)["sub"] == "kim"
    assert tokens["issuedTokenType"] == ACCESS_TYPE
    assert tokens["scope"] == list(SCOPES)
    assert "refreshToken" not in tokens


def test_an_exchange_gives_a_refresh_token_where_one_is_asked_for(
    app: Application, other: Application
) -> None:
    token = by_jwt(other, "kim")["accessToken"]
    assert "refreshToken" not in exchange(app, token, requestedTokenType=ACCESS_TYPE)
    tokens = exchange(app, token, requestedTokenType=REFRESH_TYPE)
    assert tokens["issuedTokenType"] == REFRESH_TYPE
    assert app.create_token(REFRESH_TOKEN, refreshToken=tokens["refreshToken"])["accessToken"]


@pytest.mark.parametrize(
    ("change", "member"),
    [
        ({"subjectTokenType": REFRESH_TYPE}, "subjectTokenType"),
        ({"requestedTokenType": "urn:ietf:params:oauth:token-type:jwt"}, "requestedTokenType"),
    ],
)
def test_a_token_type_that_cannot_be_exchanged_is_refused(
    app: Application, other: Application, change: dict[str, str], member: str
) -> None:
    arguments = {
        "subjectToken": by_jwt(other)["accessToken"],
        "subjectTokenType": ACCESS_TYPE,
        **change,
    }
    text = refused(app, TOKEN_EXCHANGE, "InvalidRequestException", **arguments)
    assert text.startswith(f"{member}: ")


@pytest.mark.usefixtures("_signed_by_the_clock")
def test_only_a_living_access_token_of_another_client_is_exchanged(
    app: Application, other: Application, clock: Clock
) -> None:
    def text(token: str) -> str:
        arguments = {"subjectToken": token, "subjectTokenType": ACCESS_TYPE}
        return refused(app, TOKEN_EXCHANGE, "InvalidGrantException", **arguments)

    tokens, own = by_jwt(other), by_jwt(app)
    assert text("unknown") == "subjectToken: is not an access token that was issued here"
    assert (
        text(tokens["refreshToken"]) == "subjectToken: is not an access token that was issued here"
    )
    assert text(own["accessToken"]) == "subjectToken: was issued to this application itself"
    clock.advance(HOUR - 1)
    assert exchange(app, tokens["accessToken"])["accessToken"]
    clock.advance(1)
    assert text(tokens["accessToken"]) == "subjectToken: is expired"


def test_less_may_be_asked_for_than_there_is(idc: Emulator, app: Application) -> None:
    tokens = by_code(idc, app, scope=["aws"])
    assert tokens["scope"] == ["aws"]
    assert "idToken" not in tokens
    assert "awsAdditionalDetails" not in tokens
    assert by_jwt(app, scope=["openid", "aws", "openid"])["scope"] == ["openid", "aws"]
    assert "sts:identity_context" not in claims(by_jwt(app, scope=["openid"]))


def test_more_than_there_is_is_refused_and_does_not_use_up_the_code(
    idc: Emulator, app: Application
) -> None:
    code = idc.issue_code(APPLICATION, APPLICATION_URI, scopes=["openid", "read:reports"])
    grant = {"code": code, "redirectUri": APPLICATION_URI}
    text = refused(app, AUTHORIZATION_CODE, "InvalidScopeException", **grant, scope=["aws"])
    assert text == "scope: asks for more than the grant holds"
    tokens = app.create_token(AUTHORIZATION_CODE, **grant, scope=["read:reports"])
    assert tokens["scope"] == ["read:reports"]
    assert refused(
        app, JWT_BEARER, "InvalidScopeException", assertion=assertion("a"), scope=["other"]
    )


@pytest.mark.parametrize("grant_type", ["", "password", DEVICE_CODE])
def test_a_grant_type_that_is_not_served_is_refused(app: Application, grant_type: str) -> None:
    text = refused(app, grant_type, "UnsupportedGrantTypeException")
    assert text.startswith("grantType: is not one of authorization_code, refresh_token, urn:")


@pytest.mark.parametrize(
    "arn",
    [
        "",
        "client",
        "arn:aws:sso::123456789012:application/ssoins-1",
        "arn:aws:sso::12345678901:application/ssoins-1/apl-1",
        "arn:aws:sso:us-east-1:123456789012:application/ssoins-1/apl-1",
        "arn:aws:iam::123456789012:role/apl-1",
        APPLICATION + "\n",
    ],
)
def test_what_is_not_the_arn_of_an_application_is_no_client(client: Any, arn: str) -> None:
    app = Application(client, arn)
    text = refused(app, JWT_BEARER, "InvalidClientException", assertion=assertion("a"))
    assert text == "clientId: is not the ARN of an application"


@pytest.mark.parametrize("partition", ["aws", "aws-cn", "aws-us-gov", "aws-eusc"])
def test_the_arn_of_any_application_will_do(client: Any, partition: str) -> None:
    app = Application(client, APPLICATION.replace("arn:aws:", f"arn:{partition}:"))
    assert by_jwt(app)["accessToken"]


@pytest.mark.parametrize(
    ("grant_type", "members"),
    [
        (AUTHORIZATION_CODE, ["code", "redirectUri"]),
        (REFRESH_TOKEN, ["refreshToken"]),
        (JWT_BEARER, ["assertion"]),
        (TOKEN_EXCHANGE, ["subjectToken", "subjectTokenType"]),
    ],
)
def test_every_member_that_a_grant_lacks_is_named(
    app: Application, grant_type: str, members: list[str]
) -> None:
    text = refused(app, grant_type, "InvalidRequestException")
    assert text.split("; ") == [f"{name}: is required for this grant type" for name in members]
