"""Problems: how they are told, and how those of several steps come together."""

from __future__ import annotations

import pytest

from codegen.load.problems import ModelError, Problem, Together, refuse

IN_A_FILE = Problem("a.json", "$.b", "is wrong")
OF_A_FILE = Problem("c.json", "", "no such file")


def test_a_problem_of_a_file_has_no_path() -> None:
    assert str(IN_A_FILE) == "a.json: $.b: is wrong"
    assert str(OF_A_FILE) == "c.json: no such file"


def test_what_is_wrong_in_several_steps_is_raised_at_once_and_each_thing_once() -> None:
    together = Together()
    with together:
        refuse([IN_A_FILE])
    done = []
    with together:
        done.append("a step that finds nothing")
        with together:
            refuse([OF_A_FILE])
        done.append("what comes after a step that failed")
        refuse([IN_A_FILE])
    assert len(done) == 2
    with pytest.raises(ModelError) as caught:
        together.refuse()
    assert caught.value.problems == (IN_A_FILE, OF_A_FILE)


def test_nothing_is_raised_where_nothing_is_wrong() -> None:
    together = Together()
    with together:
        refuse([])
    together.refuse()


def test_other_errors_are_not_kept() -> None:
    together = Together()
    with pytest.raises(KeyError), together:
        raise KeyError("a mistake of ours")
