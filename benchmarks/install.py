"""What an installation weighs: the files of a package and of all that it needs.

    python -m benchmarks.install

Installs the wheel of this checkout, and boto3, each into a folder of its own, from the package
index, and counts bytes and files, compiled ones aside.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Install each, print a row for each, and return the exit status."""
    for name, requirement in (("ssooidc", str(_ROOT)), ("boto3", "boto3")):
        with tempfile.TemporaryDirectory() as folder:
            _install(requirement, folder)
            files = [path for path in Path(folder).rglob("*") if path.is_file()]
            print(f"{name:10}{_size(files):8.1f} MB{len(files):8} files")
    return 0


def _install(requirement: str, folder: str) -> None:
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-compile"]
    subprocess.run([*pip, "--target", folder, requirement], check=True)  # noqa: S603


def _size(files: list[Path]) -> float:
    return sum(path.stat().st_size for path in files) / 1e6


if __name__ == "__main__":
    sys.exit(main())
