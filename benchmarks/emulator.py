"""What the emulator costs: its start, a request, a login, what it remembers.

python benchmarks/emulator.py
"""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ssoemulator import Emulator
from ssoemulator.oidc.device import start_device_authorization
from ssoemulator.oidc.registration import register_client
from ssoemulator.state.store import Store

DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"
LOGINS = 500
FLOWS = 100_000


def main() -> None:
    """Print the figures."""
    print(f"process, to its URL   {_start_of_a_process() * 1000:8.0f} ms")
    print(f"in process, to its URL {_start_in_process() * 1000:7.0f} ms")
    seconds = _logins(LOGINS)
    print(f"{LOGINS} logins            {seconds:8.1f} s, four requests each")
    for flows in (10_000, FLOWS):
        print(f"after {flows:7,} flows    {_memory(flows) / 1e6:8.1f} MB")


def _start_of_a_process() -> float:
    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder) / "ready"
        began = time.perf_counter()
        command = [sys.executable, "-m", "ssoemulator", "--quiet", f"--ready-file={ready}"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603
            while not ready.exists():
                time.sleep(0.002)
            took = time.perf_counter() - began
            process.terminate()
    return took


def _start_in_process() -> float:
    with Emulator():
        pass
    began = time.perf_counter()
    with Emulator():
        return time.perf_counter() - began


def _logins(count: int) -> float:
    with Emulator(auto_approve=True) as idc:
        connection = http.client.HTTPConnection(urlsplit(idc.url).netloc)

        def post(path: str, body: dict[str, Any]) -> Any:
            connection.request("POST", path, json.dumps(body))
            return json.loads(connection.getresponse().read())

        began = time.perf_counter()
        for _ in range(count):
            client = post("/client/register", {"clientName": "b", "clientType": "public"})
            who = {name: client[name] for name in ("clientId", "clientSecret")}
            device = post("/device_authorization", {**who, "startUrl": "https://e.example/start"})
            grant = {"grantType": DEVICE_CODE, "deviceCode": device["deviceCode"]}
            token = post("/token", {**who, **grant})["accessToken"]
            header = {"x-amz-sso_bearer_token": token}
            connection.request("GET", "/assignment/accounts", headers=header)
            connection.getresponse().read()
        took = time.perf_counter() - began
        connection.close()
    return took


def _memory(flows: int) -> int:
    """The bytes that are held after so many registrations, each with a device authorization."""
    store = Store()
    tracemalloc.start()
    for _ in range(flows):
        client = register_client(store, {"clientName": "b", "clientType": "public"})
        who = {name: client[name] for name in ("clientId", "clientSecret")}
        request = {**who, "startUrl": "https://e.example/start"}
        start_device_authorization(store, request, address="http://localhost")
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held


if __name__ == "__main__":
    main()
