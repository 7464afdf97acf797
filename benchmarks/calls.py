"""What a call costs on a connection that is kept open: CPU time of the process a call.

    python -m benchmarks.calls [ROUNDS]

All clients are alive in one process and take turns in shuffled order; the ratios are medians of
the ratios within a round, so that a slow moment of the machine counts for all of them.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import botocore.session
import urllib3

import ssooidc
from benchmarks.serve import server

ROUNDS = 15
CALLS = 200

_INPUT: dict[str, Any] = {
    "clientId": "c" * 34,
    "clientSecret": "s" * 1000,
    "grantType": "refresh_token",
    "refreshToken": "r" * 100,
}


def main() -> int:
    """Measure, print a row for each client, and return the exit status."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with server() as url:
        clients = _clients(url)
        figures: dict[str, list[float]] = {name: [] for name in clients}
        for _ in range(rounds + 1):
            for name in random.sample(list(clients), len(clients)):
                figures[name].append(_cost(clients[name]))
    _report({name: costs[1:] for name, costs in figures.items()})  # the first round warms up
    return 0


def _clients(url: str) -> dict[str, Callable[[], Any]]:
    ours = ssooidc.Client(endpoint_url=url, proxies={})
    theirs = botocore.session.get_session().create_client(
        "sso-oidc", region_name="us-east-1", endpoint_url=url
    )
    pool = urllib3.connection_from_url(url)

    def by_hand() -> Any:
        body = json.dumps(_INPUT)
        return json.loads(pool.request("POST", "/token", body=body).data)

    return {
        "ssooidc": lambda: ours.create_token(**_INPUT),
        "urllib3 by hand": by_hand,
        "botocore": lambda: theirs.create_token(**_INPUT),
    }


def _cost(call: Callable[[], Any]) -> float:
    """Return the microseconds of CPU a call."""
    start = time.process_time()
    for _ in range(CALLS):
        call()
    return (time.process_time() - start) / CALLS * 1e6


def _report(figures: dict[str, list[float]]) -> None:
    ours = figures["ssooidc"]
    for name, costs in figures.items():
        ratio = statistics.median(other / own for other, own in zip(costs, ours, strict=True))
        print(f"{name:16}{statistics.median(costs):9.0f} us a call{ratio:8.1f} times ssooidc's")


if __name__ == "__main__":
    sys.exit(main())
