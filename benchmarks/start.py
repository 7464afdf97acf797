"""How long a program takes to start: import, a client, its first call; and its memory.

    python -m benchmarks.start [ROUNDS]

Each figure is the median over fresh processes, run in shuffled order, of CPU time above that of
an empty Python program in the same round. boto3 is measured where it is installed
(`pip install boto3`).
"""

from __future__ import annotations

import importlib.util
import os
import random
import statistics
import subprocess
import sys

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

_MEASURE = """
import resource, sys
usage = resource.getrusage(resource.RUSAGE_SELF)
sys.stdout.write(f"{usage.ru_utime + usage.ru_stime} {usage.ru_maxrss}")
"""


def main() -> int:
    """Measure every program that can run here, and print a row for each."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    names = [name for name in PROGRAMS if importlib.util.find_spec(name) is not None]
    with server() as url:
        figures = _measure(names, url, rounds)
    _report(names, figures)
    return 0


Figures = dict[tuple[str, int], list[tuple[float, float]]]


def _measure(names: list[str], url: str, rounds: int) -> Figures:
    cases = [(name, step) for name in names for step in range(len(STEPS))]
    figures: Figures = {case: [] for case in cases}
    for _ in range(rounds):
        bare, _memory = _run("", url)
        random.shuffle(cases)
        for name, step in cases:
            seconds, memory = _run("\n".join(PROGRAMS[name][: step + 1]), url)
            figures[name, step].append((seconds - bare, memory))
    return figures


def _run(program: str, url: str) -> tuple[float, float]:
    """Return the CPU seconds and the most memory, in MB, of a fresh process."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("AWS_")
    } | {
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "example",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    done = subprocess.run(  # noqa: S603 - this interpreter, and programs of this file
        [sys.executable, "-c", f"URL = {url!r}\n{program}\n{_MEASURE}"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, kibibytes = done.stdout.split()
    return float(seconds), float(kibibytes) / 1024


def _report(names: list[str], figures: Figures) -> None:
    print(f"{'':12}" + "".join(f"{step:>24}" for step in STEPS) + f"{'memory':>12}")
    for name in names:
        columns = [
            f"{statistics.median(s for s, _ in figures[name, step]) * 1000:21.1f} ms"
            for step in range(len(STEPS))
        ]
        memory = statistics.median(m for _, m in figures[name, len(STEPS) - 1])
        print(f"{name:12}" + "".join(columns) + f"{memory:9.1f} MB")


if __name__ == "__main__":
    sys.exit(main())
