import pytest

import tests.effort  # noqa: F401 - loads the profile before any property is made

# What runs one tool over much at once, or shares its cache, is run by one worker.
_TOGETHER = ("browser", "r", "typecheck")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for name in _TOGETHER:
            if item.get_closest_marker(name):
                item.add_marker(pytest.mark.xdist_group(name))
