"""What the pages of our service say, held against the model and against what is built."""

from __future__ import annotations

import ast
import hashlib
import inspect
import itertools
import os
import re
from pathlib import Path
from typing import Any, get_args

import pytest

import restjson
import ssooidc
import ssoportal
from codegen.load.model_files import load_packages
from codegen.model.runtime import COMMON_ERRORS
from codegen.pages.python.constructor import ARGUMENTS, SETTINGS
from codegen.prose.document import (
    Code,
    Definitions,
    Preformatted,
    Reference,
    Section,
    Strong,
    Table,
    Text,
    plain,
)
from restjson.config.settings import resolve_settings
from tests import environment
from tests.docs.pages import books, inlines_in, leads, pages, places_in, section, table
from tests.model.files import ours
from tests.runtime.config_files import NO_ARGUMENTS

SERVICE = ours("service-2.json")
FUNCTIONS = {
    "CreateToken": "create_token",
    "CreateTokenWithIAM": "create_token_with_iam",
    "RegisterClient": "register_client",
    "StartDeviceAuthorization": "start_device_authorization",
}
PORTAL = ("get_role_credentials", "list_account_roles", "list_accounts", "logout")
EACH = pytest.mark.parametrize(("operation", "function"), FUNCTIONS.items())
NAMES = re.compile(rf"\b({'|'.join([*FUNCTIONS, *FUNCTIONS.values()])})\b")


def code(part: Section) -> str:
    (text,) = (block.text for block in part.blocks if isinstance(block, Preformatted))
    return text


def anchors(page: str, kind: str) -> list[str]:
    found = (place.anchor for place in places_in(pages()[page]))
    return [anchor.removeprefix(kind) for anchor in found if anchor.startswith(kind)]


def members(operation: str, side: str) -> dict[str, Any]:
    shape = SERVICE["shapes"][SERVICE["operations"][operation][side]["shape"]]
    found: dict[str, Any] = shape["members"]
    return found


def test_there_is_a_page_for_the_service_and_one_for_each_operation() -> None:
    assert {name: [page.name for page in book] for name, book in books().items()} == {
        "ssooidc": ["ssooidc", *(f"ssooidc_{name}" for name in FUNCTIONS.values())],
        "ssoportal": ["ssoportal", *(f"ssoportal_{name}" for name in PORTAL)],
    }


@EACH
def test_the_sections_of_an_operation_are_in_the_order_of_r(operation: str, function: str) -> None:
    has_variants = operation.startswith("CreateToken")
    assert [part.title for part in pages()[f"ssooidc_{function}"].shown] == [
        "Description",
        "Usage",
        "Arguments",
        "Value",
        "Request syntax",
        "HTTP mapping",
        "Errors",
        *(["Arguments by grant"] if has_variants else []),
        "Examples",
        "Permissions",
        "Endpoints",
        "Notes",
        "See Also",
        "Model",
    ]


# A string whose known values the page lists with the argument.
_CHOICES = [name for name, value in vars(ssooidc.shapes).items() if str in get_args(value)]
_CHOICE = re.compile(rf"shapes\.({'|'.join(_CHOICES)})\b")


@EACH
def test_usage_is_the_signature_of_the_function(operation: str, function: str) -> None:
    usage = code(section(f"ssooidc_{function}", "Usage")).removeprefix("client.")
    (parsed,) = ast.parse(f"def {usage}: ...").body
    assert isinstance(parsed, ast.FunctionDef)
    built = inspect.signature(getattr(ssooidc.operations, function))
    documented = [
        (argument.arg, ast.unparse(argument.annotation or ast.Constant(None)), default is not None)
        for argument, default in zip(parsed.args.kwonlyargs, parsed.args.kw_defaults, strict=True)
    ]
    assert documented == [
        (name, _CHOICE.sub("str", parameter.annotation), parameter.default is None)
        for name, parameter in list(built.parameters.items())[1:]
    ]
    assert ast.unparse(parsed.returns or ast.Constant(None)) == built.return_annotation


@EACH
def test_each_argument_and_each_member_of_the_value_has_a_place(
    operation: str, function: str
) -> None:
    page = f"ssooidc_{function}"
    assert anchors(page, "arg-") == list(members(operation, "input"))
    found = [name for name in anchors(page, "value-") if "." not in name]
    assert found == [*members(operation, "output"), "ResponseMetadata"]


def test_a_member_inside_another_has_a_place_of_its_own() -> None:
    assert "awsAdditionalDetails.identityContext" in anchors(
        "ssooidc_create_token_with_iam", "value-"
    )


@pytest.mark.parametrize(
    ("function", "count"),
    [
        ("create_token", 11),
        ("create_token_with_iam", 12),
        ("register_client", 7),
        ("start_device_authorization", 5),
    ],
)
def test_each_error_has_a_row_with_every_cell(function: str, count: int) -> None:
    errors = table(f"ssooidc_{function}", "Errors")
    assert errors.head == ("Class", "Status", "error", "When", "What to do")
    assert len(errors.rows) == count
    for row in errors.rows:
        name, status, value, when, advice = map(plain, row.cells)
        shape = SERVICE["shapes"][name]
        assert row.anchor == f"error-{name}"
        assert status == f"HTTP {shape['error']['httpStatusCode']}"
        assert [value] == shape["members"]["error"]["enum"]
        assert when.endswith(".")
        assert advice.endswith(".")


def test_the_page_of_the_service_has_every_error() -> None:
    listed = [plain(row.cells[0]) for row in table("ssooidc", "Errors").rows]
    assert listed == [name for name, shape in SERVICE["shapes"].items() if shape.get("exception")]
    common = [plain(row.cells[0]) for row in table("ssooidc", "Errors of any call").rows]
    assert set(common) == set(COMMON_ERRORS) - {"Error", "TransportError"}


@pytest.mark.parametrize("operation", ["CreateToken", "CreateTokenWithIAM"])
def test_the_matrix_has_every_argument_and_every_grant(operation: str) -> None:
    matrix = table(f"ssooidc_{FUNCTIONS[operation]}", "Arguments by grant")
    rows = {plain(row.cells[0]): row.cells[1:] for row in matrix.rows}
    assert set(rows) == {*members(operation, "input"), "Specification"}
    assert all(len(cells) == len(matrix.head) - 1 for cells in rows.values())
    required = SERVICE["shapes"][f"{operation}Request"]["required"]
    for name, cells in rows.items():
        if name in required and name != "grantType":
            assert all(cell == (Strong((Text("required"),)),) for cell in cells)
    documentation = members(operation, "input")["grantType"]["documentation"]
    for cell in rows["grantType"]:
        assert f"<code>{plain(cell)}</code>" in documentation


def test_every_operation_that_prose_names_is_a_link() -> None:
    for page in pages().values():
        for inline in inlines_in(page):
            if isinstance(inline, Text):
                assert not NAMES.search(inline.text), (page.name, inline.text)
            if isinstance(inline, Code):
                assert not NAMES.fullmatch(inline.text), (page.name, inline.text)


def test_every_reference_leads_to_a_place_that_is_there() -> None:
    for page in pages().values():
        for inline in inlines_in(page):
            if isinstance(inline, Reference):
                target = pages()[inline.page]
                places = {each.anchor for each in (*target.sections, *places_in(target))}
                assert not inline.anchor or inline.anchor in places


@EACH
def test_siblings_specifications_and_other_references_are_linked(
    operation: str, function: str
) -> None:
    page = pages()[f"ssooidc_{function}"]
    named = {inline.name for inline in inlines_in(page) if isinstance(inline, Reference)}
    assert {"ssooidc", *FUNCTIONS.values()} - {function} <= named
    addresses = list(leads(page))
    assert any("rfc-editor.org" in each for each in addresses)
    assert any(each.endswith(f"/API_{operation}.html") for each in addresses)
    assert any(each.endswith(f"/sso-oidc/client/{function}.html") for each in addresses)


def test_the_places_of_a_page_have_names_of_their_own() -> None:
    for page in pages().values():
        names = [each.anchor for each in (*page.sections, *places_in(page)) if each.anchor]
        assert len(set(names)) == len(names)


def test_the_constructor_is_the_one_that_is_built() -> None:
    parameters = list(inspect.signature(restjson.Client.__init__).parameters.values())[1:]
    built = {each.name: (each.annotation, each.default) for each in parameters}
    documented = {each.name: (each.type, ast.literal_eval(each.default)) for each in ARGUMENTS}
    assert documented == built
    ast.parse(f"def {code(section('ssooidc', 'Usage')).removeprefix('ssooidc.')}: ...")


def test_the_settings_are_those_that_are_read() -> None:
    """Each row's variables and key do what the row says, and no other variable is read."""
    read: set[str] = set()

    class Environment(dict[str, str]):
        def get(self, name: str, default: Any = None) -> Any:
            read.add(name)
            return super().get(name, default)

    nowhere = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
    resolve_settings(NO_ARGUMENTS, SERVICE["metadata"]["serviceId"], Environment(nowhere))
    rows = [[plain(cell) for cell in row.cells] for row in table("ssooidc", "Configuration").rows]
    # Credentials are not settings: see the next test.
    own = [row for row in rows if row[0] != "credentials"]
    documented = {name for row in own for name in row[1].split(", ") if name}
    # What concerns other services only is read all the same.
    others = [each.setting for each in ARGUMENTS if each.concerns and each.setting]
    others += [each for each in SETTINGS if each.concerns]
    documented |= {each.variables.strip("`") for each in others if each.variables}
    assert {name for name in documented if not name.endswith("_PROXY")} == read
    arguments = {each.name for each in ARGUMENTS}
    assert {row[0] for row in rows} <= arguments | {""}


def test_credentials_stand_where_the_row_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment.clear(monkeypatch, tmp_path)
    rows = [[plain(cell) for cell in row.cells] for row in table("ssooidc", "Configuration").rows]
    [(variables, keys)] = [row[1:3] for row in rows if row[0] == "credentials"]
    key_id, secret, token, expiration = variables.split(", ")
    values = {key_id: "i", secret: "s", token: "t", expiration: "2999-01-01T00:00:00Z"}
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    in_environment = ssooidc.Client("us-east-1")._engine.get_credentials()
    assert in_environment == restjson.Credentials("i", "s", "t", 32472144000)

    environment.clear(monkeypatch, tmp_path)
    *static, process = keys.split(", ")
    (tmp_path / ".aws").mkdir()
    file = tmp_path / ".aws" / "config"
    lines = [f"{key} = {value}" for key, value in zip(static, "ist", strict=True)]
    file.write_text("\n".join(["[default]", *lines]))
    assert ssooidc.Client()._engine.get_credentials() == restjson.Credentials("i", "s", "t")
    file.write_text(f"[default]\n{process} = not-a-program-of-this-machine\n")
    with pytest.raises(restjson.ConfigError, match="the program cannot be run"):
        ssooidc.Client()._engine.get_credentials()


def test_the_hosts_are_those_that_the_rules_give() -> None:
    hosts, partitions = (
        block for block in section("ssooidc", "Endpoints").blocks if isinstance(block, Table)
    )
    seen = 0
    for row in partitions.rows:
        partition, region, suffix, dual_suffix = map(plain, row.cells)
        for fips, dual in itertools.product([False, True], repeat=2):
            chosen = {"use_fips_endpoint": fips, "use_dualstack_endpoint": dual}
            given = {name for name, on in chosen.items() if on} | {f"the partition {partition}"}
            url = next(
                plain(each.cells[1])
                for each in hosts.rows
                if plain(each.cells[0]) == "none of these"
                or set(plain(each.cells[0]).split(" and ")) <= given
            )
            expected = (
                url.replace("DUAL_STACK_SUFFIX", dual_suffix)
                .replace("SUFFIX", suffix)
                .replace("REGION", region)
            )
            found = ssooidc.endpoints.resolve(Region=region, UseFIPS=fips, UseDualStack=dual)
            assert found.url == expected
            seen += 1
    assert seen == 4 * 8


def test_the_page_of_the_service_lists_the_operations() -> None:
    rows = table("ssooidc", "Operations").rows
    assert [plain(row.cells[0]) for row in rows] == list(FUNCTIONS.values())
    assert [plain(row.cells[2]) for row in rows] == ["unsigned", "signed", "unsigned", "unsigned"]


def test_every_page_says_from_which_model_it_is() -> None:
    for name, folder in load_packages().items():
        sha256 = hashlib.sha256((folder / "service-2.json").read_bytes()).hexdigest()
        for page in books()[name]:
            said = plain(section(page.name, "Model").blocks)
            assert sha256 in said
            assert "2019-06-10" in said


def test_no_table_has_a_row_of_another_width() -> None:
    for page in pages().values():
        for part in page.sections:
            for block in part.blocks:
                if isinstance(block, Table):
                    assert {len(row.cells) for row in block.rows} == {len(block.head)}


def test_a_page_says_where_each_argument_goes() -> None:
    entries = {
        plain(each.term): plain(each.blocks)
        for block in section("ssoportal_list_account_roles", "HTTP mapping").blocks
        if isinstance(block, Definitions)
        for each in block.items
    }
    assert entries["Method and path"].strip() == "GET /assignment/roles"
    assert entries["Body"].strip() == "None."
    assert entries["Sent elsewhere"].strip() == (
        "nextToken in the query, as next_token; maxResults in the query, as max_result; "
        "accessToken in the header x-amz-sso_bearer_token; accountId in the query, as account_id."
    )


def test_only_an_paginated_operation_says_how_to_go_over_them() -> None:
    paged = [
        name for name, page in pages().items() if "Pagination" in {s.title for s in page.sections}
    ]
    assert paged == ["ssoportal_list_account_roles", "ssoportal_list_accounts"]
    for name in paged:
        operation = name.removeprefix("ssoportal_")
        said = plain(section(name, "Pagination").blocks)
        for function in (f"{operation}_pages", f"{operation}_items"):
            assert f"client.{function}()" in said
            assert hasattr(ssoportal.Client, function)
        assert f'client.get_paginator("{operation}")' in said


def test_only_a_service_that_signs_says_where_credentials_come_from() -> None:
    assert "Credentials" in {part.title for part in pages()["ssooidc"].sections}
    assert "Credentials" not in {part.title for part in pages()["ssoportal"].sections}
    (reference,) = (
        inline
        for inline in inlines_in(pages()["ssooidc_create_token_with_iam"])
        if isinstance(inline, Reference) and "redential" in inline.anchor
    )
    assert reference.page == "ssooidc"
