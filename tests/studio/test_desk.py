"""The desk: fair turns, calls that are taken back, workers that die or dawdle."""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest

from sim.experiment.workers.desk import DIED, Call, Desk
from tests.studio import calls

LONG = 60.0


class Asked:
    """A line of calls of one visitor, and what came of them, in order."""

    short = over = False

    def __init__(self, visitor, *wanted):
        self.visitor, self.wanted = visitor, list(wanted)
        self.got, self.failed = [], []
        self.ended = threading.Event()
        self.left = len(self.wanted)

    def next(self):
        if not self.wanted:
            return None
        function, *arguments = self.wanted.pop(0)
        return Call(function, tuple(arguments), self._took, self._lost)

    def _took(self, value):
        self.got.append((value, time.monotonic()))
        self._one()

    def _lost(self, error):
        self.failed.append(error)
        self._one()

    def _one(self):
        self.left -= 1
        if not self.left:
            self.ended.set()

    def wait(self):
        assert self.ended.wait(LONG)
        return [value for value, _ in self.got]


@pytest.fixture
def desk():
    found = Desk(1)
    yield found
    found.close()


def test_calls_are_answered_in_order(desk):
    line = Asked("a", *((calls.number, i) for i in range(5)))
    desk.add(line)
    assert line.wait() == [0, 1, 2, 3, 4]


def test_a_short_line_does_not_wait_for_a_long_one(desk):
    long = Asked("a", *((calls.number, i, 0.05) for i in range(40)))
    desk.add(long)
    while not long.got:
        time.sleep(0.01)
    short = Asked("b", (calls.number, 1), (calls.number, 2))
    began = time.monotonic()
    desk.add(short)
    assert short.wait() == [1, 2]
    assert time.monotonic() - began < 1.0
    assert len(long.got) < 20


def test_five_visitors_get_even_turns(desk):
    lines = [Asked(str(i), *((calls.number, n, 0.02) for n in range(12))) for i in range(5)]
    for line in lines:
        desk.add(line)
    lines[0].wait()
    counts = [len(line.got) for line in lines]
    assert min(counts) >= 9, counts


def test_a_call_that_is_taken_back_ends_at_once_and_the_next_goes_on(desk):
    slow, other = Asked("a", (calls.number, 1, LONG)), Asked("b", (calls.number, 2))
    desk.add(slow)
    time.sleep(0.5)
    began = time.monotonic()
    desk.remove(slow)
    desk.add(other)
    assert other.wait() == [2]
    assert time.monotonic() - began < 10
    assert not slow.got
    assert not slow.failed


def test_what_a_function_raises_is_told(desk):
    line = Asked("a", (calls.fail,), (calls.number, 3))
    desk.add(line)
    assert line.wait() == [3]
    assert isinstance(line.failed[0], ValueError)


def test_a_worker_that_dies_is_replaced_and_said(desk):
    line = Asked("a", (calls.process,), (calls.die,), (calls.process,))
    desk.add(line)
    first, second = line.wait()
    assert line.failed == [DIED]
    assert first != second != os.getpid()


def test_a_worker_that_dies_while_it_has_nothing_to_do_is_replaced(desk):
    first = Asked("a", (calls.process,))
    desk.add(first)
    [pid] = first.wait()
    os.kill(pid, signal.SIGKILL)
    time.sleep(0.5)
    again = Asked("a", (calls.process,), (calls.process,))
    desk.add(again)
    found = again.wait()
    assert found
    assert pid not in found
    assert set(again.failed) <= {DIED}


def test_a_line_that_cannot_be_told_does_not_stop_the_desk(desk):
    broken, other = Asked("a", (calls.number, 1)), Asked("b", (calls.number, 2))
    broken._took = lambda value: 1 / 0
    desk.add(broken)
    desk.add(other)
    assert other.wait() == [2]


def test_what_somebody_waits_for_goes_before_their_own_long_line(desk):
    long = Asked("a", *((calls.number, i, 0.05) for i in range(30)))
    desk.add(long)
    while not long.got:
        time.sleep(0.01)
    short = Asked("a", (calls.number, 1))
    short.short = True
    desk.add(short)
    assert short.wait() == [1]
    assert len(long.got) < 10


def test_a_call_that_takes_too_long_is_ended_with_a_sentence():
    desk = Desk(1, seconds=1.0)
    try:
        line = Asked("a", (calls.number, 1, LONG), (calls.number, 2))
        desk.add(line)
        assert line.wait() == [2]
        assert "took longer than" in line.failed[0]
    finally:
        desk.close()


def test_a_worker_has_a_limit_of_memory(tmp_path):
    from sim.app.studio.lives import begin

    desk = Desk(1, begin, (2 * 2**30, tmp_path))
    try:
        line = Asked("a", (calls.greedy, 3 * 2**30), (calls.number, 1))
        desk.add(line)
        assert line.wait() == [1]
        assert isinstance(line.failed[0], MemoryError)
    finally:
        desk.close()
