"""The record of a client's arguments."""

import inspect

import pytest

import restjson
from restjson.config.arguments import Arguments
from tests.runtime.worker import Worker


def test_arguments_are_those_of_the_constructor() -> None:
    _, *names = inspect.signature(restjson.Client.__init__).parameters
    assert names == list(Arguments.__slots__)
    assert set(Worker("here")._engine.arguments.by_name()) == set(names)


def test_arguments_do_not_change() -> None:
    arguments = Worker("here", deadline=5)._engine.arguments
    with pytest.raises(AttributeError, match="deadline"):
        arguments.deadline = None
    assert arguments.deadline == 5
