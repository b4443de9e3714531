"""A crew pulls its work as it is needed."""

import pytest

from sim.experiment.crew import Crew
from sim.experiment.worlds import Side, Task
from tests.experiment import fake


class Endless:
    """Tasks without end, counted as they are taken; sides that are made as they are asked for."""

    def __init__(self):
        self.taken = 0

    def tasks(self):
        while True:
            self.taken += 1
            yield Task(self.taken, 0)

    def __getitem__(self, side):
        return Side(fake.scenario(f"Point {side}"))


@pytest.mark.parametrize("workers", [1, 2])
def test_tasks_and_sides_are_taken_as_they_are_needed(workers):
    endless, done, ahead = Endless(), [], []

    class EnoughError(Exception):
        pass

    def take(task, outcome):
        done.append(task)
        ahead.append(endless.taken - len(done))
        if len(done) == 2000 // (3 - workers):
            raise EnoughError

    with pytest.raises(EnoughError), Crew(workers) as crew:
        crew.finish(fake.engine(), endless, endless.tasks(), take)
    assert len(set(done)) == len(done)
    assert max(ahead) <= 2500, "no more than a few chunks are pulled ahead"
    assert min(done) == Task(1, 0)
