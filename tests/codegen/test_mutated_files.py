"""Files with any mistake: they are read, or each mistake is named; nothing else ever happens."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from random import Random

import pytest

from codegen.cli import main
from tests.codegen.mutations import mutated

ROOT = Path(__file__).parents[2]
MODELS = (
    ROOT / "model" / "sso" / "2019-06-10",
    Path(__file__).parent / "golden" / "parcels" / "2020-01-01",
)
COMMANDS = ("package", "docs", "docs --dialect r", "endpoints")
REFUSAL = re.compile(r"[^:]+\.json: (\$[^ ]*: )?.+|and [0-9]+ more")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.parent.name)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_changed_file_is_read_or_refused_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], model: Path, command: str
) -> None:
    random = Random(f"{model.parent.name} {command}")  # noqa: S311 - the same files each time
    for number in range(12):
        folder, out = tmp_path / str(number) / "2020-01-01", tmp_path / str(number) / "out"
        shutil.copytree(model, folder)
        changed = random.choice(sorted(folder.iterdir()))
        changed.write_bytes(mutated(changed.read_bytes(), random))
        status = main([*command.split(), str(folder), "--name", "a", "--out", str(out)])
        lines = capsys.readouterr().err.splitlines()
        assert status == (2 if lines else 0)
        assert out.exists() == (status == 0)
        for line in lines:
            assert REFUSAL.fullmatch(line.removeprefix(f"{folder}/"))
