"""How long a program takes to start: import, a client, its first call; and its memory.

    python -m benchmarks.start [ROUNDS]

Each figure is the median over fresh processes, run in shuffled order, of CPU time above that of
an empty Python program in the same round. boto3 is measured where it is installed
(`pip install boto3`).
"""

from __future__ import annotations

import importlib.util
import sys

from benchmarks.fresh import Figures
from benchmarks.serve import server

ROUNDS = 15

_CALL = '.create_token(clientId="c", clientSecret="s", grantType="refresh_token", refreshToken="r")'
_BOTO = 'client = {}.client("sso-oidc", region_name="us-east-1", endpoint_url=URL)'

PROGRAMS = {
    "ssooidc": (
        "import ssooidc",
        'client = ssooidc.Client("us-east-1", endpoint_url=URL)',
        f"client{_CALL}",
    ),
    "boto3": ("import boto3", _BOTO.format("boto3"), f"client{_CALL}"),
    "botocore": (
        "import botocore.session",
        "session = botocore.session.get_session(); "
        'client = session.create_client("sso-oidc", region_name="us-east-1", endpoint_url=URL)',
        f"client{_CALL}",
    ),
}

STEPS = ("import", "import, client", "import, client, call")


def main() -> int:
    """Measure every program that can run here, and print a row for each."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    programs = {
        name: steps
        for name, steps in PROGRAMS.items()
        if importlib.util.find_spec(name) is not None
    }
    with server() as url:
        figures = Figures(programs, url, rounds)
    _report(list(programs), figures)
    return 0


def _report(names: list[str], figures: Figures) -> None:
    print(f"{'':12}" + "".join(f"{step:>24}" for step in STEPS) + f"{'memory':>12}")
    for name in names:
        columns = [f"{figures.seconds(name, step) * 1000:21.1f} ms" for step in range(len(STEPS))]
        memory = figures.megabytes(name, len(STEPS) - 1)
        print(f"{name:12}" + "".join(columns) + f"{memory:9.1f} MB")


if __name__ == "__main__":
    sys.exit(main())
