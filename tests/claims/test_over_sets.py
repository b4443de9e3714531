"""Rows over parameter sets: which worlds a set gets, and what is told of the sets."""

import numpy as np
import pytest

from sim.claims import over_sets as room
from sim.claims.arms import Arm
from sim.claims.crossings import Step, crossed
from sim.claims.experiment import LEAST_WITH_SETS, Experiment
from sim.claims.forms import difference, level
from sim.claims.ledger import Ledger
from sim.claims.over_sets import by_set, over_sets
from sim.claims.rows import EXPERIMENTS
from sim.claims.targets import Target
from sim.experiment.replications import Worlds
from sim.experiment.worlds import Side
from sim.present.claims import summary_text
from sim.tables.results import Key
from tests.claims.test_ledger import row
from tests.experiment.fake import engine, scenario, simulate

SETS = tuple({"people.base_quit_rate": rate} for rate in (0.1, 0.3, 0.5))


@pytest.fixture
def three_sets(monkeypatch):
    monkeypatch.setattr(room, "calibrated", lambda scenarios: SETS)


def values(arms, n, first=0):
    """Each world is its number, and 100 x the quit rate of its arm."""
    return {
        name: {Key("score"): np.arange(first, n) + 100 * arm.sets.get("people.base_quit_rate", 0)}
        for name, arm in arms.items()
    }


def test_each_set_has_two_lucks_of_its_own_and_counts_once(three_sets):
    arms = {"base": Arm({"years": 1}), "own": Arm({"people.base_quit_rate": 0.2})}
    seen = over_sets(Experiment("A", level("score"), arms, ensemble=True), 7, values)
    assert seen.n == 3
    assert seen.each("base", "score") == pytest.approx([10.5, 32.5, 54.5])
    assert seen.each("own", "score") == pytest.approx([20.5, 22.5, 24.5])  # what it set itself
    few = over_sets(Experiment("A", level("score"), arms, ensemble=True), 4, values)
    assert few.each("base", "score") == pytest.approx([10.5, 32.5])


def test_the_share_of_the_sets_that_are_as_expected_is_told():
    steps = [Step(1e6, "low", "low new"), Step(100e6, "high", "high new")]
    form = crossed("score", steps)
    worlds = {
        "low": {Key("score"): np.zeros(3)},
        "low new": {Key("score"): np.array([-1.0, -3.0, -1.0])},
        "high": {Key("score"): np.zeros(3)},
        "high new": {Key("score"): np.array([1.0, 1.0, -1.0])},
    }
    seen = room.Seen(worlds, np.arange(3))
    assert form.by_set(seen)[:2] == pytest.approx([10e6, 10**7.5])
    target = Target("A", "a place", 5e6, 15e6, "S0", "HOLD")
    told = by_set(Experiment("A", form, {}, ensemble=True), seen, target)
    assert told["count"] == 3
    assert told["within"] == pytest.approx(1 / 3)
    assert by_set(Experiment("A", form, {}), seen, target) is None
    assert by_set(Experiment("A", level("score"), {}, ensemble=True), seen, target) is None


def test_a_row_of_the_ledger_runs_over_the_sets(three_sets, tmp_path):
    made = engine()._replace(measures=("grr",))

    def live(sides, n, first=0):
        worlds = Worlds(sides, engine=made, store=tmp_path, keep="values", first=first)
        worlds.fill(n, lambda _: True, workers=1)
        return worlds.results()

    arms = {"base": Arm({"years": 1}), "candidate": Arm({"years": 1, "team.size": 9})}
    experiment = Experiment("A", difference("grr"), arms, 6, ensemble=True)
    entry = Ledger(live, ["grr"]).run([row("A", experiment)], lambda entry: None)[0]
    assert entry.found.got == pytest.approx(-0.001 * 2, abs=1e-6)  # two heads more, any set
    assert entry.replications == 6
    assert Ledger(live, ["grr"], quick=True).replications_of(experiment) == LEAST_WITH_SETS


def test_worlds_may_begin_with_a_later_replication():
    side = Side(scenario())
    some, every = (Worlds([side], engine=engine(), first=first) for first in (3, 0))
    for worlds in (some, every):
        worlds.fill(5, lambda _: True, workers=1)
    found = some.results()[0]
    assert found.replications == (3, 4)
    assert (found.values[Key("grr")] == every.results()[0].values[Key("grr")][3:]).all()
    assert not found.runs
    run = simulate(scenario(), 3)
    assert found.values[Key("csm_turnover")][0] == run["weekly_roles"]["backlog"].max()


def test_the_specialisation_points_are_told_over_the_sets():
    names = {name for name, each in EXPERIMENTS.items() if each.ensemble}
    assert names == {"Q1.grr", "Q1.cost_to_serve", "Q1.contribution", "D1.a", "D1.b"}
    assert all(EXPERIMENTS[name].form.by_set is not None for name in names)


def test_the_share_is_told_in_words():
    entry = {
        "id": "Q1.grr", "source": "S3", "claim": "A place", "role": "HOLD", "status": "partly",
        "why": "", "expected": {"quantity": "a place", "low": 5e6, "high": 15e6}, "got": 1e7,
        "lo": 4e6, "hi": 2e7, "replications": 24,
        "sets": {"count": 12, "within": 0.75, "lo": 0.46, "hi": 0.91},
    }  # fmt: skip
    text = " ".join(summary_text([entry]).split())
    assert (
        "over 12 parameter sets that fit the published figures: 75 % of them (46 to 91 %)" in text
    )
