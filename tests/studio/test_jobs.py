"""Jobs of the studio without workers: what goes again when its worker dies, and for how long."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.app.studio import lives
from sim.app.studio.jobs import DEATHS, Job, Played
from sim.app.studio.scenes import Scene


class Desk:
    """Takes everything and does nothing."""

    def add(self, line: Job) -> None:
        pass

    wake = remove = lambda self, *line: None


def nothing(*given: object) -> dict[str, int]:
    return {}


PLAYED = Played(lambda *_: lives.Lacking(1, 2, []), lambda *_: None, nothing, nothing, (2,), 9)


def job():
    return Job(1, "me", Scene(Path(), ()), "", 2, Desk(), PLAYED)


def planning(one):
    return one.next()


def living(one):
    one.next().done(lives.Lacking(1, 2, [(0, 0), (0, 1)]))
    return one.next()


def telling(one):
    one.next().done(lives.Lacking(1, 2, []))
    return one.next()


@pytest.mark.parametrize("begun", [planning, living, telling])
def test_what_a_dead_worker_had_in_hand_goes_again_but_not_for_ever(begun):
    one = job()
    call = begun(one)
    for _ in range(DEATHS - 1):
        call.failed("the worker process died")
        assert one.state == "running"
        again = one.next()
        assert (again.function, again.arguments) == (call.function, call.arguments)
        call = again
    call.failed("the worker process died")
    assert one.state == "failed"
    assert one.events[-1]["text"] == "the worker process died"


@pytest.mark.parametrize("begun", [planning, living, telling])
def test_an_error_is_told_at_once(begun):
    one = job()
    begun(one).failed(ValueError("no"))
    assert one.state == "failed"
