"""The files that AWS's tools keep of a sign-in, for a home folder of a test's own."""

from __future__ import annotations

import json
import os
from datetime import datetime, timezone
from hashlib import sha1
from pathlib import Path

from ssoemulator import Emulator
from tests.emulator.clients import DEVICE_CODE, SCOPE, START_URL, post, register

SESSION = "ssoemulator"


def environment(home: Path, idc: Emulator) -> dict[str, str]:
    """Variables by which AWS's tools find the emulator and nothing of the machine's own."""
    idc.aws_config(home / "config")
    mine = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return {
        **mine,
        **idc.environment,
        "AWS_CONFIG_FILE": str(home / "config"),
        "AWS_SHARED_CREDENTIALS_FILE": str(home / "credentials"),
        "AWS_EC2_METADATA_DISABLED": "true",
        "HOME": str(home),
        "NO_PROXY": "127.0.0.1",
    }


def sign_in(home: Path, idc: Emulator, *, seconds: int = 3600) -> Path:
    """Sign in, and leave the token where tools look for it.

    Args:
        home: The home folder.
        idc: Where to sign in.
        seconds: How long the token is said to be good; tools renew it in its last 15 minutes.
    """
    registration = register(idc.url, scopes=[SCOPE])
    who = {name: registration[name] for name in ("clientId", "clientSecret")}
    device = post(idc.url, "/device_authorization", {**who, "startUrl": START_URL}).json
    idc.approve(device["userCode"])
    grant = {"grantType": DEVICE_CODE, "deviceCode": device["deviceCode"]}
    token = post(idc.url, "/token", {**who, **grant}).json
    folder = home / ".aws" / "sso" / "cache"
    folder.mkdir(parents=True)
    file = folder / f"{sha1(SESSION.encode(), usedforsecurity=False).hexdigest()}.json"
    content = {
        "startUrl": f"{idc.url}/start",
        "region": "us-east-1",
        "accessToken": token["accessToken"],
        "expiresAt": _time(idc.now + seconds),
        **who,
        "registrationExpiresAt": _time(registration["clientSecretExpiresAt"]),
        "refreshToken": token["refreshToken"],
    }
    file.write_text(json.dumps(content))
    return file


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
