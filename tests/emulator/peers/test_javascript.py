"""The AWS SDK for JavaScript: eight operations, each error by its name, and its provider."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from ssoemulator import Emulator
from tests.emulator.errors_table import modelled
from tests.emulator.peers.sign_in_files import environment, sign_in
from tests.emulator.test_every_error import OAUTH, OPERATIONS_OF_THE_PORTAL, PORTAL
from tests.peers.installed import javascript
from tests.tools import find

pytestmark = pytest.mark.peers


def test_the_sdk_for_javascript_takes_the_emulator_for_aws(tmp_path: Path) -> None:
    folder = javascript()
    with Emulator() as idc:
        file = sign_in(tmp_path, idc, seconds=60)
        before = json.loads(file.read_text())
        result = subprocess.run(
            [find("node", "apt-get install nodejs"), "peer.mjs", json.dumps(modelled())],
            cwd=folder,
            env=environment(tmp_path, idc),
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        seen = json.loads(result.stdout)
        asked = {each.operation for each in idc.requests if each.status == 200}
    assert seen["portal"] == {
        "accountId": "111122223333",
        "roleName": "AdministratorAccess",
        "ofTheRole": "ASIA",
    }
    assert seen["tokenType"] == "Bearer"
    assert len(asked) == 8
    for (operation, error), got in zip(modelled(), seen["errors"], strict=True):
        in_portal = operation in OPERATIONS_OF_THE_PORTAL
        status = PORTAL[error] if in_portal else OAUTH[error][0]
        assert got == {"name": error, "known": True, "status": status}, operation
    assert seen["provided"]["accessKeyId"].startswith("ASIA")
    # It had a minute left, so the provider has renewed it.
    assert json.loads(file.read_text())["accessToken"] != before["accessToken"]
