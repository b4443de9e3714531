"""The fit: what it may look at, that it finds a known answer, and what it leaves in the package."""

import json
from types import SimpleNamespace

import numpy as np
import pytest

from sim.claims.calibration import measured
from sim.claims.calibration.emulator import emulator
from sim.claims.calibration.fitting import Fitting, Sizes
from sim.claims.calibration.free import FREE, MOST, Free, places, sets
from sim.claims.calibration.kept import table, write
from sim.claims.calibration.measured import Goal, goals, paired
from sim.claims.calibration.region import slack, spread
from sim.claims.experiment import one
from sim.claims.forms import level
from sim.claims.targets import Target, targets
from sim.scenario import ensemble, load
from sim.scenario.leaves import leaves
from sim.tables.results import Key

TURNOVER = Free("people.base_quit_rate", 0.05, 0.30, 3)
STRAIN = Free("burnout.half_point", 0.50, 0.70, 2)
KNOWN = {"people.base_quit_rate": 0.15, "burnout.half_point": 0.62}
SMALL = Sizes(
    points=16,
    first=(2, 1),
    rounds=((8, 8), (60, 60)),
    second=8,
    inside=(4, 4),
    tried=12,
    members=(6, 6),
    seed=1,
)


def target(identifier, middle, half):
    return Target(identifier, "a quantity", middle - half, middle + half, "S0", "CAL")


def known_goals(half=0.03):
    """Two numbers that say what the two parameters are, as `live` below makes them."""
    return [
        Goal(target("A", 0.15 * 2, half), one("A", level("csm_turnover"), {"years": 1})),
        Goal(target("B", 0.62**2, half), one("B", level("burnout_prevalence"), {"years": 1})),
    ]


def live(sides, n, first=0):
    """Worlds of one line: the parameters of the scenario, and luck that all sides share."""
    luck = np.random.default_rng(7).normal(0, 0.02, (200, 2))[first:n]
    return [SimpleNamespace(values=_values(side.scenario, luck)) for side in sides]


def _values(scenario, luck):
    turnover, strain = scenario.people.base_quit_rate, scenario.burnout.half_point
    return {
        Key("csm_turnover"): 2 * turnover + luck[:, 0],
        Key("burnout_prevalence"): strain**2 + luck[:, 1],
    }


def fitted(half=0.03, said=None, sizes=SMALL):
    say = (lambda _: None) if said is None else said.append
    return Fitting(live, known_goals(half), (TURNOVER, STRAIN), sizes, say).run()


def test_only_rows_of_the_role_cal_are_fitted_to(monkeypatch):
    asked = []

    class Watched(dict):
        def __getitem__(self, key):
            asked.append(key)
            return super().__getitem__(key)

    monkeypatch.setattr(measured, "EXPERIMENTS", Watched(measured.EXPERIMENTS))
    found = goals()
    expected = [t.id for t in targets().values() if t.role == "CAL"]
    assert [goal.target.id for goal in found] == asked == expected
    assert {goal.target.role for goal in found} == {"CAL"}
    assert len(expected) < len(targets())


def test_the_fit_finds_the_known_set_and_says_how_far_it_is():
    said = []
    fit = fitted(said=said)
    assert fit.default.values["people.base_quit_rate"] == pytest.approx(0.15, abs=0.008)
    assert fit.default.values["burnout.half_point"] == pytest.approx(0.62, abs=0.02)
    assert fit.default.fits
    assert 0 < fit.share < 0.5
    fitting = [m for m in fit.members if m.fits]
    assert len(fitting) > 4
    for member in fitting:
        # Within the ranges, as far as the luck of the centre's worlds says where they are.
        assert abs(2 * member.values["people.base_quit_rate"] - 0.30) < 0.035
        assert abs(member.values["burnout.half_point"] ** 2 - 0.62**2) < 0.035
    # Ignorance is kept: the sets fill the region, and are not the centre over and over.
    assert np.ptp([m.values["people.base_quit_rate"] for m in fitting]) > 0.01
    assert any(line.startswith("round 2: people.base_quit_rate 0.1") for line in said)


def test_the_same_fit_gives_the_same_files(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write(fitted(), SMALL, tmp_path / name)
    for name in ("ensemble.csv", "fit.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    rows = ensemble.members(tmp_path / "one" / "ensemble.csv")
    assert set(rows[0]) == {"people.base_quit_rate", "burnout.half_point"}
    account = json.loads((tmp_path / "one" / "fit.json").read_text("utf-8"))
    assert account["fitting"] == len(rows) == table(fitted()).count("\n") - 1
    assert [row["id"] for row in account["targets"]] == ["A", "B"]


def test_targets_that_cannot_be_met_together_are_said_to_be_so():
    impossible = [
        *known_goals(),
        Goal(target("C", 0.50, 0.01), one("C", level("csm_turnover"), {"years": 1})),
    ]
    fitting = Fitting(live, impossible, (TURNOVER, STRAIN), SMALL, lambda _: None)
    with pytest.raises(ValueError, match=r"no set meets every target: nearest .* with A 0\.[34]"):
        fitting.run()


def test_no_more_than_eight_parameters_are_fitted():
    many = tuple(Free(f"p{i}", 0, 1, 1) for i in range(MOST + 1))
    with pytest.raises(ValueError, match="9 parameters are fitted: at most 8"):
        Fitting(live, known_goals(), many, SMALL, lambda _: None)
    assert len(FREE) <= MOST


def test_a_member_is_told_by_its_paired_difference_with_the_defaults():
    asked = tuple(known_goals())
    near, centre = (
        measured.lived(live, asked, [values], n, n)[0]
        for values, n in (({**KNOWN, "people.base_quit_rate": 0.2}, 4), (KNOWN, 100))
    )
    found, base = paired(near, centre)[0], centre.found()[0]
    # Luck cancels in the difference, so four worlds say it as well as a hundred.
    assert found.got - base.got == pytest.approx(0.1, abs=1e-9)
    assert found.hi - found.lo == pytest.approx(base.hi - base.lo)


def test_a_set_lies_below_what_an_experiment_sets_itself():
    asked = [Goal(target("A", 0, 1), one("A", level("csm_turnover"), {TURNOVER.path: 0.2}))]
    shown = measured.lived(live, asked, [{TURNOVER.path: 0.1}], 2, 2)[0]
    assert shown.means()[0] == pytest.approx(0.4, abs=0.05)


def test_worlds_that_serve_several_targets_get_more_replications():
    asked = [
        Goal(target("A", 0, 1), one("A", level("csm_turnover"), {"years": 1})),
        Goal(target("B", 0, 1), one("B", level("burnout_prevalence"), {"years": 1})),
        Goal(target("C", 0, 1), one("C", level("csm_turnover"), {"years": 2})),
    ]
    counts = []

    def counted(sides, n, first=0):
        counts.append((len(sides), n))
        return live(sides, n, first)

    shown = measured.lived(counted, asked, [KNOWN], 6, 2)[0]
    assert counts == [(1, 2), (1, 6)]
    assert [len(shown.worlds(i)) for i in range(3)] == [6, 6, 2]


def test_an_emulator_gives_back_curves_and_its_error():
    rng = np.random.default_rng(3)
    us = rng.random((40, 2))
    exact = np.stack([3 * us[:, 0] + us[:, 1] ** 2, us[:, 0] + rng.normal(0, 0.1, 40)], axis=1)
    found = emulator(us, exact)
    assert found.at(us)[:, 0] == pytest.approx(exact[:, 0])
    assert found.error[0] < 1e-9
    assert found.error[1] == pytest.approx(0.1, rel=0.4)
    shifted = found.through(us[0], np.array([10.0, 20.0]))
    assert shifted.at(us[:1])[0] == pytest.approx([10, 20])
    with pytest.raises(ValueError, match="8 points for 5 terms"):
        emulator(us[:8], exact[:8])


def test_slack_is_that_of_the_worst_target():
    asked = known_goals()
    numbers = np.array([[0.30, 0.3844], [0.33, 0.3844], [0.30, 0.4444]])
    assert slack(numbers, asked, np.zeros(2)) == pytest.approx([1, 0, -1])
    assert slack(numbers, asked, np.full(2, 0.015)) == pytest.approx([1, -1, -3])


def test_a_spread_of_places_is_far_apart_and_in_order():
    at = np.linspace(0, 1, 11)[:, None]
    found = spread(at, np.array([0.5]), 3)[:, 0]
    assert found[:2] == pytest.approx([0, 1])
    assert np.abs(found[2] - np.array([0, 0.5, 1])).min() == pytest.approx(0.2)
    assert len(spread(at, np.array([0.5]), 99)) == 11


def test_places_and_values_go_both_ways():
    free = (TURNOVER, Free("customers.base_churn.smb", 0.0, 0.2, 2, ("customers.base_churn.x",)))
    values = sets(free, np.array([0.5, 0.5]))
    assert values == {
        "people.base_quit_rate": 0.175,
        "customers.base_churn.smb": 0.1,
        "customers.base_churn.x": 0.1,
    }
    assert places(free, values) == pytest.approx([0.5, 0.5])


def account():
    return json.loads(ensemble.ACCOUNT.read_text("utf-8"))


def test_the_shipped_defaults_are_what_was_fitted():
    usual = {leaf.path: leaf.value for leaf in leaves(load("standard"))}
    for row in account()["parameters"]:
        for path in (row["path"], *row["also"]):
            assert usual[path] == row["value"], path


def test_the_shipped_ensemble_is_of_this_fit():
    rows, told = ensemble.members(), account()
    assert len(rows) == told["fitting"]
    assert 8 <= len(rows) <= 40
    for each in FREE:
        values = [row[path] for row in rows for path in each.paths]
        assert min(values) >= each.low
        assert max(values) <= each.high


def test_the_account_is_of_the_frozen_targets():
    expected = {t.id: (t.low, t.high) for t in targets().values() if t.role == "CAL"}
    told = {row["id"]: (row["low"], row["high"]) for row in account()["targets"]}
    assert told == expected
    assert account()["role"] == "CAL"
