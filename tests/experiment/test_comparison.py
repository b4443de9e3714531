"""Paired comparison: equal worlds differ by exactly nothing, unequal terms are refused."""

import json
from dataclasses import replace

import numpy as np
import pytest

from sim.base.faults import InputError
from sim.experiment.comparison import compare
from sim.experiment.efficiency import measured, savings
from sim.experiment.equal import scaled
from sim.experiment.payroll import opening_heads
from sim.experiment.replications import run
from sim.experiment.summary import summary
from sim.tables.results import Key
from tests.experiment import fake


def compared(*candidates, replications=6, base=None, **options):
    options = {"workers": 1, "engine": fake.engine(), **options}
    return compare(base or fake.scenario(), candidates, replications, **options)


def test_a_candidate_that_changes_nothing_differs_by_exactly_nothing():
    found = summary(compared(fake.scenario("Child")))
    measures = found["candidates"][0]["measures"]
    assert set(measures) == {"grr", "csm_turnover", "utilisation", "renewal_churn"}
    for numbers in measures.values():
        assert (numbers["difference"], numbers["lo"], numbers["hi"]) == (0, 0, 0)
        assert numbers["p_better"] == (None if numbers["better"] == "-" else 0.5)


def test_the_summary_has_the_names_of_the_contract():
    found = summary(compared(fake.scenario("Worse", quit_rate=0.3)), by=("segment", "quarter"))
    assert set(found) == {"base", "candidates", "provenance"}
    candidate = found["candidates"][0]
    assert {"verdict", "measures", "provenance"} <= set(candidate)
    turnover = candidate["measures"]["csm_turnover"]
    assert {"base", "candidate", "difference", "lo", "hi", "p_better", "n"} <= set(turnover)
    assert turnover["difference"] == pytest.approx(0.17, abs=1e-6)
    assert turnover["p_better"] == 0
    assert candidate["measures"]["renewal_churn"]["n"] == 3
    assert candidate["measures"]["utilisation"]["p_better"] is None
    levels = candidate["measures"]["grr"]["by"]
    assert levels["segment"]["smb"]["difference"] == candidate["measures"]["grr"]["difference"]
    assert levels["quarter"]["1"]["difference"] is None
    json.dumps(found, allow_nan=False)


def test_the_summary_of_one_scenario():
    result = run(fake.scenario(), 4, workers=1, engine=fake.engine())
    grr = summary(result)["measures"]["grr"]
    assert {"mean", "lo", "hi", "sd", "n", "unit", "better"} <= set(grr)
    assert grr["mean"] == pytest.approx(result.values[Key("grr")].mean())
    assert grr["lo"] < grr["mean"] < grr["hi"]
    assert "by" not in grr
    alone = summary(run(fake.scenario(), 1, workers=1, engine=fake.engine()))["measures"]["grr"]
    assert (alone["n"], alone["lo"], alone["hi"]) == (1, None, None)


def test_the_summary_is_the_same_for_any_number_of_workers():
    texts = {
        json.dumps(summary(compared(fake.scenario("C", size=9), workers=n), by=("segment",)))
        for n in (1, 2)
    }
    assert len(texts) == 1


def test_candidates_open_in_the_state_of_the_base():
    large = fake.scenario("Large", size=60)
    in_base = compared(large).candidates[0].values[Key("csm_turnover")]
    in_own = compared(large, opening="own").candidates[0].values[Key("csm_turnover")]
    np.testing.assert_allclose(in_own - in_base, 0.54, atol=1e-6)


def test_the_base_is_computed_once_for_all_candidates_and_all_comparisons(tmp_path):
    scenarios = [fake.scenario(n, question=str(tmp_path)) for n in ("Base", "One", "Two")]
    engine = fake.engine(fake.simulate_counted)
    options = {"engine": engine, "store": tmp_path / "out", "replications": 4}
    compared(scenarios[1], base=scenarios[0], **options)
    compared(scenarios[1], scenarios[2], base=scenarios[0], **options)
    for name in ("Base", "One", "Two"):
        assert fake.calls(tmp_path, name) == [0, 1, 2, 3]


def test_worlds_that_are_not_pairs_are_refused():
    with pytest.raises(InputError) as caught:
        compared(
            fake.scenario("A", seed=2, years="2 years"), fake.scenario("B", start="2027-01-01")
        )
    assert [fault.path for fault in caught.value.faults] == ["years", "seed", "start"]
    assert str(caught.value).splitlines()[1].startswith("A: seed: 2 where the base 'Base' has 1: ")
    with pytest.raises(InputError, match="name the base and at least one candidate"):
        compared()


def team(name, **roles):
    return fake.scenario(
        name, team={"size": 6, "roles": {n: {"share": s, "loaded_cost": c}
                                         for n, (s, c) in roles.items()}},
    )  # fmt: skip


def test_equal_headcount_and_equal_payroll():
    base = fake.scenario(size=12)
    mixed = team("Mixed", junior=(0.5, 80_000), senior=(0.5, 200_000))
    heads = compared(mixed, base=base, replications=1, equal="headcount")
    assert heads.candidates[0].scenario.team.size == 12
    pay = compared(mixed, base=base, replications=1, equal="payroll")
    report = pay.provenance["equal"]["teams"][0]
    assert pay.provenance["equal"]["by"] == "payroll"
    assert report["payroll"]["base"] == 12 * 145_000
    assert report["payroll"]["remains"] == 7 * 80_000 + 6 * 200_000 - 12 * 145_000
    assert report["heads"]["after"] == pay.candidates[0].scenario.team.size == 13
    cheap = team("Cheap", junior=(1, 80_000))
    pay = compared(cheap, base=base, replications=1, equal="payroll")
    assert pay.candidates[0].scenario.team.size == 22
    assert pay.provenance["equal"]["teams"][0]["payroll"]["remains"] == 20_000
    with pytest.raises(InputError, match="payroll or headcount"):
        compared(cheap, equal="fte")


@pytest.mark.parametrize("equal", ["headcount", "payroll"])
def test_a_team_that_is_equal_already_is_left_alone(equal):
    roles = {"csm": {"count": 4}, "server": {"count": 2, "loaded_cost": 0}}
    counted = {"structure": "custom", "size": 3, "roles": roles}
    base, child = (fake.scenario(name, team=counted) for name in ("Base", "Child"))
    assert scaled(base, child, equal).scenario == child


def test_counted_roles_keep_their_proportions():
    counted = {"structure": "custom", "size": 9,
               "roles": {"csm": {"count": 6}, "lead": {"count": 3}}}  # fmt: skip
    team = scaled(fake.scenario(size=12), fake.scenario("Counted", team=counted), "headcount")
    assert opening_heads(team.scenario) == {"csm": 8, "lead": 4}
    assert team.report["heads"] == {"before": 9, "after": 12}


def test_auto_looks_at_fixed_numbers_and_stops_when_all_is_precise():
    counts = []
    for candidate in (fake.scenario("Same"), fake.scenario("Other", quit_rate=0.3)):
        found = compared(candidate, replications="auto")
        counts.append(len(found.base.replications))
    assert counts == [10, 10], "the fake's differences never vary"
    alone = run(fake.scenario(), "auto", workers=1, engine=fake.engine())
    assert len(alone.replications) in (20, 40, 80, 160)
    again = run(fake.scenario(), "auto", workers=2, engine=fake.engine())
    assert again.replications == alone.replications


def test_what_common_random_numbers_save():
    noisy = fake.scenario("Noisy", quit_rate=0.3)
    found = {
        s.measure: s
        for s in measured(fake.scenario(), noisy, 30, other_seed=7, workers=1, engine=fake.engine())
    }
    assert found["csm_turnover"].independent > 1e3 * found["csm_turnover"].paired
    same = savings(compared(fake.scenario("Same"), replications=30))
    assert all(s.paired == 0 and np.isnan(s.times) for s in same)


def test_worlds_in_which_both_are_equal_are_no_wins():
    """p_better counts half of them, wins none: 2 better, 1 equal, 1 worse."""
    found = compare(fake.scenario(), [fake.scenario(name="other")], 4, engine=fake.engine())
    key = Key("grr")
    base, other = found.base, found.candidates[0]
    base = replace(base, values={key: np.array([0.9, 0.9, 0.9, 0.9])})
    other = replace(other, values={key: np.array([0.95, 0.92, 0.9, 0.85])})
    found = replace(found, base=base, candidates=(other,))
    numbers = summary(found)["candidates"][0]["measures"]["grr"]
    assert (numbers["p_better"], numbers["wins"], numbers["n"]) == (0.625, 2, 4)
