"""The emitted client: a method is the function, a signature is real."""

import inspect
from functools import partial
from typing import Any

import pytest
from botocore import xform_name

import ssooidc
import ssoportal
from restjson import ConfigError, ParamValidationError, Response
from tests.botocore_session import botocore_session
from tests.generated.services import EACH_OPERATION, EACH_SERVICE, Service
from tests.recorder import Recorder


@pytest.fixture
def transport() -> Recorder:
    return Recorder(Response(200, {}, b'{"clientId": "id"}'))


@pytest.fixture
def client(transport: Recorder) -> ssooidc.Client:
    return ssooidc.Client("us-east-1", transport=transport)


@pytest.mark.parametrize(("service", "operation"), EACH_OPERATION)
def test_a_method_is_the_function(service: Service, operation: str) -> None:
    name = xform_name(operation)
    package = service.package
    function = getattr(package.operations, name)
    assert getattr(package.Client, name) is getattr(package, name) is function


@pytest.mark.parametrize(("service", "operation"), EACH_OPERATION)
def test_a_signature_has_the_members_in_the_models_order(service: Service, operation: str) -> None:
    shape = service.model.shapes[service.model.input(operation)]
    function = getattr(service.package, xform_name(operation))
    client, *members = inspect.signature(function).parameters.values()
    assert client.kind is inspect.Parameter.POSITIONAL_ONLY
    assert [member.name for member in members] == list(shape["members"])
    assert {member.kind for member in members} == {inspect.Parameter.KEYWORD_ONLY}
    required = [member.name for member in members if member.default is inspect.Parameter.empty]
    assert sorted(required) == sorted(shape["required"])
    assert {member.default for member in members if member.name not in required} <= {None}


def test_a_call_returns_the_result(client: ssooidc.Client, transport: Recorder) -> None:
    result = client.register_client(clientName="tool", clientType="public")
    assert result["clientId"] == "id"
    assert result["ResponseMetadata"]["HTTPStatusCode"] == 200
    [request] = transport.requests
    assert (request.method, request.url) == (
        "POST",
        "https://oidc.us-east-1.amazonaws.com/client/register",
    )


def test_function_method_and_call_do_the_same(client: ssooidc.Client, transport: Recorder) -> None:
    arguments: Any = {"clientName": "tool", "clientType": "public", "scopes": ["a"]}
    client.register_client(**arguments)
    ssooidc.register_client(client, **arguments)
    client.call("RegisterClient", arguments)
    calls = {sent.headers.pop("amz-sdk-invocation-id") for sent in transport.requests}
    first, *others = [(sent.url, sent.headers, sent.body) for sent in transport.requests]
    assert others == [first, first]
    assert len(calls) == 3


@pytest.mark.parametrize("arguments", [{"clientName": "a"}, {"clientname": "a"}])
def test_a_missing_or_unknown_keyword_is_pythons_type_error(
    client: ssooidc.Client, arguments: Any
) -> None:
    with pytest.raises(TypeError, match=r"register_client\(\)"):
        client.register_client(**arguments)


def test_an_unknown_keyword_is_refused_with_what_to_use(client: ssooidc.Client) -> None:
    arguments: Any = {"client_name": "a", "clientType": "public", "scope": ["b"]}
    told = r"'client_name', did you mean clientName\?; 'scope', did you mean scopes\?$"
    for call in (client.register_client, partial(ssooidc.register_client, client)):
        with pytest.raises(TypeError, match=told):
            call(**arguments)
    portal = ssoportal.Client("us-east-1")
    arguments = {"access_token": "a"}
    with pytest.raises(TypeError, match=r"list_accounts_items\(\) .* did you mean accessToken\?$"):
        portal.list_accounts_items(**arguments)


def test_none_for_a_required_member_is_refused_by_name(client: ssooidc.Client) -> None:
    nothing: Any = None
    with pytest.raises(ParamValidationError, match="RegisterClient: clientName: required"):
        client.register_client(clientName=nothing, clientType="public")


def test_call_reports_every_problem_at_once(client: ssooidc.Client, transport: Recorder) -> None:
    with pytest.raises(ParamValidationError) as caught:
        client.call("RegisterClient", {"clientname": "a", "clientType": 1, "scopes": ["a", 2]})
    assert caught.value.operation_name == "RegisterClient"
    assert caught.value.problems == (
        "clientName: required",
        "clientType: expected str, got int",
        "scopes[1]: expected str, got int",
        "clientname: unknown member, did you mean clientName?",
    )
    assert transport.requests == []


def test_call_without_params_sends_none(client: ssooidc.Client) -> None:
    with pytest.raises(ParamValidationError) as caught:
        client.call("RegisterClient")
    assert caught.value.problems == ("clientName: required", "clientType: required")


@pytest.mark.parametrize("params", [[], "clientName", 7])
def test_call_wants_a_dict(client: ssooidc.Client, params: Any) -> None:
    kind = type(params).__name__
    with pytest.raises(ParamValidationError, match=f"input: expected dict, got {kind}"):
        client.call("RegisterClient", params)


@pytest.mark.parametrize("name", ["register_client", "RegisterClients", "registerclient"])
def test_an_unknown_operation_is_refused_with_the_nearest_name(
    client: ssooidc.Client, name: str
) -> None:
    with pytest.raises(ParamValidationError) as caught:
        client.call(name, {})
    assert str(caught.value) == f"{name}: unknown operation, did you mean RegisterClient?"


def test_the_name_of_an_unknown_operation_is_shown_in_one_line(client: ssooidc.Client) -> None:
    with pytest.raises(ParamValidationError) as caught:
        client.call("\x1b[2J\nx", {})
    assert str(caught.value) == r"\x1b[2J\nx: unknown operation"


def test_exceptions_are_the_module_of_errors(client: ssooidc.Client) -> None:
    exceptions: object = client.exceptions
    assert exceptions is ssooidc.errors
    kind = client.exceptions.AuthorizationPendingException
    assert kind is ssooidc.errors.AuthorizationPendingException
    assert client.exceptions.ClientError is ssooidc.ClientError


@pytest.mark.parametrize("service", EACH_SERVICE)
def test_a_code_leads_to_the_class_that_boto3_gives(service: Service) -> None:
    errors = service.package.errors
    for code, kind in errors.ERRORS.items():
        assert errors.from_code(code) is kind
    assert errors.from_code("ForbiddenException") is ssooidc.ClientError


def test_a_client_tells_its_service_and_where_requests_go_as_boto3_does(
    client: ssooidc.Client,
) -> None:
    theirs = botocore_session().create_client("sso-oidc", "us-east-1").meta
    ours = client.meta
    assert ours.method_to_api_mapping == theirs.method_to_api_mapping
    assert ours.service_model.service_name == theirs.service_model.service_name
    assert ours.service_model.service_id == theirs.service_model.service_id
    assert ours.service_model.signing_name == theirs.service_model.signing_name
    assert sorted(ours.service_model.operation_names) == theirs.service_model.operation_names
    assert ours.region_name == client.region_name
    assert ours.endpoint_url == client.endpoint_url


@pytest.mark.parametrize("service", EACH_SERVICE)
def test_every_error_of_the_model_has_a_class(service: Service) -> None:
    shapes, errors = service.model.shapes, service.package.errors
    modelled = {name for name, shape in shapes.items() if shape.get("exception")}
    assert modelled == errors.ERRORS.keys()
    assert modelled <= set(errors.__all__)


def test_without_credentials_what_must_be_signed_is_not_sent(
    client: ssooidc.Client, transport: Recorder
) -> None:
    with pytest.raises(ConfigError, match="AWS_ACCESS_KEY_ID is not set"):
        client.create_token_with_iam(clientId="id", grantType="refresh_token", refreshToken="r")
    assert transport.requests == []


@pytest.mark.parametrize("service", EACH_SERVICE)
def test_operations_are_listed_by_the_models_names(service: Service) -> None:
    assert tuple(service.package.operations.OPERATIONS) == service.model.operations


def test_what_returns_nothing_gives_a_result_of_metadata_alone() -> None:
    transport = Recorder(Response(200, {"x-amzn-RequestId": "5f4d"}, b""))
    result = ssoportal.Client("us-east-1", transport=transport).logout(accessToken="token")
    assert result == {
        "ResponseMetadata": {
            "RequestId": "5f4d",
            "HTTPStatusCode": 200,
            "HTTPHeaders": {"x-amzn-requestid": "5f4d"},
            "RetryAttempts": 0,
        }
    }
