"""Clients of other AWS services beside boto3's: start, first call, memory, types.

    python -m benchmarks.services [ROUNDS]

Makes clients of the guide (docs/other-services.md) anew, and prints the rows of its table. Times
are boto3's over ours in the same run: medians over fresh processes, run in shuffled order, of CPU
time above that of an empty Python program. A type is what mypy says of the call's result. It needs
boto3 and mypy (`make test` installs them).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from benchmarks.fresh import Figures
from benchmarks.serve import server

ROUNDS = 15


class Compared(NamedTuple):
    """A service, under botocore's name and as a package, and the first call of either client."""

    service: str
    package: str
    call: str
    then: str = ""

    def programs(self) -> dict[str, tuple[str, str]]:
        """The steps of our program and of boto3's: up to the client, then the call."""
        how = '"us-east-1", endpoint_url=URL)'
        ours = f"import {self.package}; client = {self.package}.Client({how}"
        boto3 = f'import boto3; client = boto3.client("{self.service}", {how}'
        call = f"client.{self.call}{self.then}"
        return {self.package: (ours, call), self.service: (boto3, call)}


COMPARED = (
    Compared("lambda", "awslambda", 'invoke(FunctionName="echo", Payload=b"{}")', '["Payload"]'),
    Compared("iot", "awsiot", "list_things(maxResults=10)"),
    Compared(
        "polly",
        "awspolly",
        'synthesize_speech(Text="Good evening", VoiceId="Joanna", OutputFormat="mp3")',
        '["AudioStream"].read()',
    ),
)


def main() -> int:
    """Make the packages, measure, and print a row for each service."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as folder, server() as url:
        for each in COMPARED:
            # In a process of its own: the memory of this one would be counted as that of others.
            arguments = [f"botocore:{each.service}", "--name", each.package, "--out", folder]
            _run(folder, "codegen", "package", *arguments)
        programs = dict(program for each in COMPARED for program in each.programs().items())
        figures = Figures(programs, url, rounds, folder)
        for each in COMPARED:
            print(_row(each, figures, folder))
    return 0


def _row(compared: Compared, figures: Figures, folder: str) -> str:
    names = (compared.package, compared.service)
    start, call = (
        figures.seconds(compared.service, step) / figures.seconds(compared.package, step)
        for step in (0, 1)
    )
    memory = ", ".join(f"{figures.megabytes(name, 1):.0f} MB" for name in names)
    types = ", ".join(
        f"`{_type(make, compared.call, folder)}`" for make, _ in compared.programs().values()
    )
    return f"| `{compared.package}` | {start:.0f} | {call:.1f} | {memory} | {types} |"


def _type(make: str, call: str, folder: str) -> str:
    """Return the type that mypy gives the result of a call."""
    file = Path(folder, "typed.py")
    file.write_text(f"URL = ''\n{make}\nreveal_type(client.{call})\n", encoding="utf-8")
    said = _run(folder, "mypy", "--ignore-missing-imports", str(file))
    [name] = re.findall(r'Revealed type is "(?:TypedDict\()?\W?([\w.]+)', said)
    return str(name).rpartition(".")[2]


def _run(folder: str, module: str, *arguments: str) -> str:
    """Return what a module of this checkout prints, with the packages of a folder at hand."""
    command = [sys.executable, "-m", module, *arguments]
    environment = {**os.environ, "MYPYPATH": folder}
    done = subprocess.run(  # noqa: S603 - ours, and mypy
        command, check=True, capture_output=True, text=True, env=environment
    )
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
