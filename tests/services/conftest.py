from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from tests import environment
from tests.corpus import folders
from tests.services.sample import SAMPLE
from tests.services.service import Emitted, emit, title


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--all-services", action="store_true", help="take every rest-json model of botocore"
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Have one worker take all cases of a model, which is emitted once."""
    from xdist.scheduler import LoadScopeScheduling

    scheduler = LoadScopeScheduling(config, log)
    scheduler._split_scope = lambda nodeid: nodeid.partition("[")[2] or nodeid
    return scheduler


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give each test one case a model."""
    if "emitted" not in metafunc.fixturenames:
        return
    takes_all = metafunc.config.getoption("--all-services", default=False)
    taken = [
        pytest.param(folder, id=title(folder))
        for folder in folders()
        if takes_all or title(folder) in SAMPLE
    ]
    metafunc.parametrize("emitted", taken, indirect=True, scope="session")


@pytest.fixture(scope="session")
def emitted(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Emitted]:
    """A service, emitted into a folder of its own; nothing is configured for its clients."""
    out = tmp_path_factory.mktemp(title(request.param))
    with pytest.MonkeyPatch.context() as monkeypatch:
        environment.clear(monkeypatch, out)
        monkeypatch.syspath_prepend(out)
        service = emit(request.param, out)
        yield service
        service.drop()


@pytest.fixture
def count(record_property: Callable[[str, object], None]) -> Iterator[Counter[str]]:
    """What a test has compared; the sums are printed at the end."""
    counted: Counter[str] = Counter()
    yield counted
    for what, number in counted.items():
        record_property(f"compared: {what}", number)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    sums: Counter[str] = Counter()
    for report in terminalreporter.getreports(""):
        for name, number in getattr(report, "user_properties", ()):
            what = name.removeprefix("compared: ")
            if what != name and report.when == "teardown":
                sums[what] += int(number)
    if sums:
        terminalreporter.section("compared with botocore")
        for what, number in sorted(sums.items()):
            terminalreporter.line(f"{number:>9,} {what}")
