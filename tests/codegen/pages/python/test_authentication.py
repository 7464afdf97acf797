"""What pages say of how requests prove who sends them."""

from __future__ import annotations

import pytest

from codegen.prose.document import Page
from tests.codegen.models import operation, service
from tests.codegen.python_pages import build, cells, entries, section, table, words

SIGV4, SIGV4A = "aws.auth#sigv4", "aws.auth#sigv4a"
BEARER = "smithy.api#httpBearerAuth"


def pages(*schemes: str) -> list[Page]:
    model = service([operation("Ping", auth=list(schemes))], {})
    del model["operations"]["Ping"]["authtype"]
    model["metadata"]["signingName"] = "tea-pot"
    return build(model)


def said(page: Page) -> str:
    return entries(section(page, "HTTP mapping"))["Authentication"]


@pytest.mark.parametrize(
    ("schemes", "titles"),
    [
        ([SIGV4], {"Credentials"}),
        ([BEARER], {"Bearer token"}),
        ([SIGV4, BEARER], {"Credentials", "Bearer token"}),
        ([SIGV4A], set()),
    ],
)
def test_the_service_says_where_comes_what_any_operation_takes(
    schemes: list[str], titles: set[str]
) -> None:
    of_service, _ = pages(*schemes)
    found = {each.title for each in of_service.sections}
    assert found & {"Credentials", "Bearer token"} == titles


def test_an_operation_that_takes_a_token_leads_to_where_it_comes_from() -> None:
    of_service, page = pages(BEARER)
    assert said(page).startswith("A bearer token: the page of tea says where it comes from.")
    assert "AWS_BEARER_TOKEN_TEA_POT" in words(section(of_service, "Bearer token"))
    settings = cells(table(section(of_service, "Configuration")))
    assert ["token", "AWS_BEARER_TOKEN_TEA_POT", "", "none"] in settings


def test_an_operation_that_is_signed_takes_a_token_instead_if_it_may() -> None:
    _, page = pages(SIGV4, BEARER)
    assert said(page).startswith("AWS Signature Version 4, service name tea-pot, ")
    assert said(page).endswith(" If the client has a bearer token, that takes its place.")


def test_an_operation_that_wants_what_is_not_built_cannot_be_called() -> None:
    _, page = pages(SIGV4A)
    assert said(page) == (
        "Signature Version 4A, which is not built: the operation cannot be called."
    )


def test_an_unsigned_service_has_no_setting_for_a_token() -> None:
    of_service, _ = build(service([operation("Ping")], {}))
    settings = cells(table(section(of_service, "Configuration")))
    assert "token" not in [row[0] for row in settings]
