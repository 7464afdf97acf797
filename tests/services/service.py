"""One of AWS's services: our package of it, emitted and imported, and botocore's model of it."""

from __future__ import annotations

import contextlib
import importlib
import io
import re
import shutil
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from botocore.loaders import Loader
from botocore.model import OperationModel, ServiceModel

from codegen.cli import main
from restjson import Credentials, Endpoint
from tests.services.peer import ENDPOINT, TOKEN, Peer

# The command says so, a line a reason.
_LEFT_OUT = re.compile(r": left out: (.+)$", re.MULTILINE)


class GeneratorError(Exception):
    """A model is refused; the text says why."""


@dataclass(frozen=True, eq=False)
class Emitted:
    """A service whose package has been emitted.

    Args:
        folder: of the model.
        out: has the package.
        name: the package's.
        left_out: the names of the operations and waiters that it does not have.
    """

    folder: Path
    out: Path
    name: str
    left_out: frozenset[str]

    @cached_property
    def package(self) -> ModuleType:
        package = importlib.import_module(self.name)
        # Where requests go is compared elsewhere (`codegen/endpoints/`): some rules look at the
        # input, and would refuse ours.
        package.Client._service.resolve = lambda **_: Endpoint(ENDPOINT)
        return package

    @cached_property
    def peer(self) -> Peer:
        return Peer(ServiceModel(self._read("service-2"), self.name))

    @cached_property
    def paginators(self) -> dict[str, Any]:
        return self._beside("paginators-1", "pagination")

    @cached_property
    def waiters(self) -> dict[str, Any]:
        """Those for the operations that the package has."""
        emitted = self.package.operations.OPERATIONS
        return {
            name: waiter
            for name, waiter in self._beside("waiters-2", "waiters").items()
            if waiter["operation"] in emitted
        }

    @cached_property
    def operations(self) -> tuple[OperationModel, ...]:
        """Those that the package has, as botocore knows them."""
        emitted = self.package.operations.OPERATIONS
        return tuple(self.peer.model.operation_model(name) for name in emitted)

    def function(self, operation: str) -> str:
        """Return the name of the function of an operation."""
        name: str = self.package.operations.OPERATIONS[operation].function
        return name

    def client(self, transport: object, clock: object = None) -> Any:
        """Return our client, whose requests go to a transport."""
        return self.package.Client(
            "us-east-1",
            endpoint_url=ENDPOINT,
            credentials=Credentials("AKIDEXAMPLE", "a-secret-key"),
            token="a-token",
            transport=transport,
            token_factory=lambda: TOKEN,
            max_attempts=1,
            clock=clock,
        )

    def _beside(self, file: str, key: str) -> dict[str, Any]:
        """Return the content of a file that a model need not have."""
        if not any(self.folder.glob(f"{file}.json*")):
            return {}
        content: dict[str, Any] = self._read(file)[key]
        return content

    def _read(self, file: str) -> dict[str, Any]:
        """Return a file as botocore reads it, with what it adds of its own."""
        content: dict[str, Any] = Loader().load_service_model(
            self.folder.parent.name, file, self.folder.name
        )
        return content

    def drop(self) -> None:
        """Forget the modules and remove the files: there are hundreds of services."""
        for module in list(sys.modules):
            if module.partition(".")[0] == self.name:
                del sys.modules[module]
        shutil.rmtree(self.out, ignore_errors=True)


def emit(folder: Path, out: Path) -> Emitted:
    """Emit the package of a model, as anybody does.

    Raises:
        GeneratorError: it is refused.
    """
    name = "aws_" + title(folder).replace("-", "_")
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        code = main(["package", str(folder), "--name", name, "--out", str(out)])
    if code != 0:
        raise GeneratorError(said.getvalue())
    found = _LEFT_OUT.findall(said.getvalue())
    left_out = frozenset(operation for names in found for operation in names.split(", "))
    return Emitted(folder, out, name, left_out)


def title(folder: Path) -> str:
    """Return what a model is called: some services have an older one, too."""
    service = folder.parent.name
    is_newest = folder == max(folder.parent.iterdir())
    return service if is_newest else f"{service}-{folder.name}"
