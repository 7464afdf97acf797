"""What type checkers make of code that uses the client: `test_typing` runs them over this file.

Each wrong use carries the error that it must cause, for mypy and for pyright; where it causes
none, the comment itself is reported. Nothing here is run.
"""

# ruff: noqa: B018

from typing import TYPE_CHECKING

import restjson
import ssooidc
import ssoportal

if TYPE_CHECKING:
    from ssooidc.shapes import (
        CreateTokenResponse,
        CreateTokenWithIAMResponse,
        RegisterClientRequest,
        RegisterClientResponse,
        StartDeviceAuthorizationResponse,
    )
    from ssoportal.shapes import AccountInfo, ListAccountsResponse


class OwnTransport:
    def send(self, request: restjson.Request) -> restjson.Response:
        return restjson.Response(200, {"x-amzn-RequestId": request.url}, request.body)


class NoTransport:
    def send(self, request: str) -> str:
        return request


def sign_in(client: ssooidc.Client, client_id: str, client_secret: str) -> str:
    device = client.start_device_authorization(
        clientId=client_id, clientSecret=client_secret, startUrl="https://example.awsapps.com/start"
    )
    interval: int = device.get("interval", 5)
    print(device["userCode"], device["ResponseMetadata"], interval)
    try:
        tokens = client.create_token(
            clientId=client_id,
            clientSecret=client_secret,
            grantType=ssooidc.grants.DEVICE_CODE,
            deviceCode=device["deviceCode"],
        )
    except client.exceptions.AuthorizationPendingException:
        return "pending"
    except client.exceptions.SlowDownException as error:
        kind: str | None = error.error
        return kind or error.code
    except ssooidc.errors.InvalidRequestRegionException as error:
        return error.region or error.error_description or error.message
    except ssooidc.ClientError as error:
        return f"{error.code} {error.http_status} {error.request_id}"
    return tokens["accessToken"]


def other_right_uses(client: ssooidc.Client, request: "RegisterClientRequest") -> None:
    registered: RegisterClientResponse = ssooidc.register_client(client, **request)
    started: StartDeviceAuthorizationResponse = client.start_device_authorization(
        clientId="a", clientSecret="b", startUrl="c"
    )
    signed: CreateTokenWithIAMResponse = client.create_token_with_iam(
        clientId="a", grantType="b", assertion="c", scope=("d", "e")
    )
    context: str | None = signed.get("awsAdditionalDetails", {}).get("identityContext")
    by_name: CreateTokenResponse = client.call("CreateToken", {"clientId": "a"})
    problems: list[str] = ssooidc.validators.validate_scopes(["a"], "scopes")
    with ssooidc.Client("us-east-1", transport=OwnTransport(), read_timeout=1.5) as opened:
        opened.register_client(clientName="a", clientType="b")
    print(registered, started, context, by_name, problems, client.endpoint_url)


def grants(client: ssooidc.Client, grant: str, names: list[str]) -> None:
    """Values that are known are offered, and any other string is taken."""
    client.create_token(
        clientId="a", clientSecret="b", grantType="refresh_token", refreshToken="c", scope=names
    )
    client.create_token(clientId="a", clientSecret="b", grantType=grant, deviceCode="c")
    client.register_client(clientName="a", clientType=grant, grantTypes=names)
    client.register_client(clientName="a", clientType="b", grantTypes=[grant, "refresh_token"])


def wrong_grants(client: ssooidc.Client, grant: str) -> None:
    client.create_token(clientId="a", clientSecret="b", grantType="refresh_token")  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]
    client.create_token(clientId="a", clientSecret="b", grantType=grant, code="c")  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]
    client.create_token_with_iam(clientId="a", grantType=ssooidc.grants.JWT_BEARER)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]


def go_over_accounts(client: ssoportal.Client, token: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for account in client.list_accounts_items(accessToken=token, maxResults=100):
        number = account["accountId"]
        pages = ssoportal.list_account_roles_pages(client, accessToken=token, accountId=number)
        for page in pages:
            found += [(number, role["roleName"]) for role in page["roleList"]]
    return found


def credentials(client: ssoportal.Client, token: str) -> tuple[str, float]:
    try:
        result = client.get_role_credentials(roleName="a", accountId="b", accessToken=token)
    except client.exceptions.UnauthorizedException as error:
        return error.message, 0
    keys = result["roleCredentials"]
    return keys["secretAccessKey"], keys["expiration"] / 1000


def other_right_uses_of_pages(client: ssoportal.Client, token: str) -> None:
    first: ListAccountsResponse = next(client.list_accounts_pages(accessToken=token))
    account: AccountInfo = next(client.list_accounts_items(accessToken=token))
    paginator = client.get_paginator("list_accounts")
    whole = paginator.paginate(accessToken=token, PaginationConfig={"MaxItems": 1})
    names: list[str] = [each["accountId"] for page in whole for each in page["accountList"]]
    untyped: restjson.Result = next(iter(client.get_paginator(names[0]).paginate()))
    resumed: str | None = whole.resume_token
    print(first["ResponseMetadata"], account, untyped, whole.build_full_result(), resumed)
    print(client.logout(accessToken=token)["ResponseMetadata"])


async def with_asyncio(client: ssoportal.AsyncClient, grant: str) -> list[str]:
    async with ssooidc.AsyncClient("us-east-1", deadline=5) as opened:
        tokens: CreateTokenResponse = await opened.create_token(
            clientId="a", clientSecret="b", grantType=grant, refreshToken="c"
        )
        await opened.create_token(clientId="a", clientSecret="b", grantType="refresh_token")  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]
        ssooidc.AsyncClient(region="us-east-1")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    pages = client.list_accounts_pages(accessToken=tokens["accessToken"])
    names = [account["accountId"] async for page in pages for account in page["accountList"]]
    paginator = client.get_paginator("list_accounts")
    found = paginator.paginate(accessToken=tokens["accessToken"])
    names += [each["accountId"] async for page in found for each in page["accountList"]]
    names += [page["accounts"] async for page in found]  # type: ignore[typeddict-item]  # pyright: ignore[reportGeneralTypeIssues]
    async for account in client.list_accounts_items(accessToken=tokens["accessToken"]):
        names.append(account.get("accountName", account["accountId"]))
    try:
        await client.logout(accessToken=tokens["accessToken"])
    except client.exceptions.UnauthorizedException as error:
        names.append(error.message)
    return names


def what_a_client_says_of_itself(client: ssooidc.Client, code: str) -> type[ssooidc.ClientError]:
    names: list[str] = client.meta.service_model.operation_names
    region: str | None = client.meta.region_name
    print(names, region, client.meta.endpoint_url, client.meta.service_model.service_name)
    operation: str = client.meta.method_to_api_mapping["create_token"]
    print(operation)
    return client.exceptions.from_code(code)


def wrong_uses_of_pages(client: ssoportal.Client, token: str) -> None:
    for page in client.get_paginator("list_accounts").paginate(accessToken=token):
        page["accounts"]  # type: ignore[typeddict-item]  # pyright: ignore[reportGeneralTypeIssues]
    client.list_accounts_pages()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    client.list_accounts(accessToken=token, maxResults="1")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    for account in client.list_accounts_items(accessToken=token):
        account["accountNumber"]  # type: ignore[typeddict-item]  # pyright: ignore[reportGeneralTypeIssues]
    client.get_role_credentials_pages(accessToken=token)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]


def wrong_arguments(client: ssooidc.Client) -> None:
    client.register_client(clientName="a")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    client.register_client("a", "b")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    client.register_client(clientname="a", clientType="b")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    client.register_client(clientName=1, clientType="b")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    client.register_client(clientName="a", clientType="b", scopes="c")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    ssooidc.Client(region="us-east-1")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    ssooidc.Client("us-east-1", transport=NoTransport())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def wrong_results(client: ssooidc.Client) -> None:
    result = client.register_client(clientName="a", clientType="b")
    result["clientid"]  # type: ignore[typeddict-item]  # pyright: ignore[reportGeneralTypeIssues]
    result["tokenEndpoint"].upper()  # pyright: ignore[reportTypedDictNotRequiredAccess]
    result.get("clientIdIssuedAt", 0).upper()  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    result.clientId  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]


def misspelt_names(client: ssooidc.Client) -> None:
    ssooidc.Cleint  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    ssooidc.errors.SlowDownError  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    client.exceptions.SlowDownError  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    ssooidc.Client.exceptions.SlowDownError  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    client.registerClient(clientName="a")  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    restjson.Cleint  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]


def error_members_of_other_classes(error: ssooidc.errors.SlowDownException) -> None:
    error.region  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    error.code = "other"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
