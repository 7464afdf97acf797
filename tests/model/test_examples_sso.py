"""The examples of the access portal: their pages fit together, and their times and numbers."""

import re
from datetime import datetime, timezone

import pytest

from tests.model.files import SSO, ours

EXAMPLES = ours("examples-1.json", SSO)["examples"]


def test_the_credentials_expire_when_the_description_says_in_milliseconds() -> None:
    (example,) = EXAMPLES["GetRoleCredentials"]
    milliseconds = example["output"]["roleCredentials"]["expiration"]
    end = datetime.fromtimestamp(milliseconds / 1000, timezone.utc)
    assert f"{end:%H:%M} UTC on {end.day} {end:%B %Y}" in example["description"]


def test_the_key_of_the_credentials_is_aws_s_own_example_of_a_temporary_one() -> None:
    (example,) = EXAMPLES["GetRoleCredentials"]
    assert example["output"]["roleCredentials"]["accessKeyId"] == "ASIAIOSFODNN7EXAMPLE"


@pytest.mark.parametrize(
    ("operation", "first", "following"),
    [("ListAccounts", 0, 1), ("ListAccountRoles", 1, 2)],
)
def test_a_following_page_is_asked_for_with_the_token_of_the_first(
    operation: str, first: int, following: int
) -> None:
    pages = ours("paginators-1.json", SSO)["pagination"][operation]
    before, after = EXAMPLES[operation][first], EXAMPLES[operation][following]
    limit, result = pages["limit_key"], pages["result_key"]
    token = before["output"][pages["output_token"]]
    assert after["input"] == {pages["input_token"]: token, **before["input"]}
    assert pages["input_token"] not in before["input"]
    assert pages["output_token"] not in after["output"]
    assert len(before["output"][result]) == before["input"][limit]
    assert 0 < len(after["output"][result]) <= after["input"][limit]


def test_the_accounts_are_numbers_that_aws_has_in_its_examples() -> None:
    numbers = re.findall(r"'accountId': '([^']*)'", str(EXAMPLES))
    assert set(numbers) == {"111122223333", "444455556666", "777788889999"}
