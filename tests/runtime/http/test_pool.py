"""A pool: which connections it keeps, which it closes, and which it gives out."""

from __future__ import annotations

from typing import cast

import pytest

from restjson.http.connection import Connection
from restjson.http.pool import Pool


class Wire:
    """A connection to nowhere."""

    def __init__(self) -> None:
        self.idle = True
        self.closed = False

    def is_idle(self) -> bool:
        return self.idle and not self.closed

    def discard(self) -> None:
        self.closed = True


@pytest.fixture
def pool() -> Pool:
    return Pool(lambda: cast(Connection, Wire()), 2)


def _take(pool: Pool, count: int) -> list[Wire]:
    return [cast(Wire, pool.take()) for _ in range(count)]


def _give_back(pool: Pool, *wires: Wire) -> None:
    for each in wires:
        pool.give_back(cast(Connection, each))


def test_a_connection_is_given_to_one_caller_at_a_time(pool: Pool) -> None:
    first, second = _take(pool, 2)
    assert first is not second
    _give_back(pool, first, second)
    assert {*_take(pool, 2)} == {first, second}


def test_the_one_that_was_used_last_is_given_out_first(pool: Pool) -> None:
    first, second = _take(pool, 2)
    _give_back(pool, second, first)
    assert _take(pool, 2) == [first, second]


def test_of_too_many_those_that_were_idle_for_longest_are_closed(pool: Pool) -> None:
    wires = _take(pool, 4)
    _give_back(pool, *wires)
    assert [each.closed for each in wires] == [True, True, False, False]


def test_one_on_which_something_has_come_is_not_kept(pool: Pool) -> None:
    [wire] = _take(pool, 1)
    wire.idle = False
    _give_back(pool, wire)
    assert wire.closed
    assert _take(pool, 1) != [wire]


def test_one_on_which_something_came_while_it_was_idle_is_not_given_out(pool: Pool) -> None:
    good, bad = _take(pool, 2)
    _give_back(pool, good, bad)
    bad.idle = False
    assert _take(pool, 1) == [good]
    assert bad.closed


def test_a_closed_pool_closes_what_is_idle_and_what_is_given_back_later(pool: Pool) -> None:
    idle, used = _take(pool, 2)
    _give_back(pool, idle)
    pool.close()
    assert (idle.closed, used.closed) == (True, False)
    _give_back(pool, used)
    assert used.closed
