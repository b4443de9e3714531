"""Sweeps of a fake organisation: nothing twice, the same bytes whatever happened on the way."""

import json

import numpy as np
import pandas as pd
import pytest

from sim.base.faults import InputError
from sim.experiment.comparison import compare
from sim.experiment.replications import Interrupted
from sim.experiment.store.checking import troubles
from sim.experiment.store.pruning import prune
from sim.experiment.sweeps.loading import load_study
from sim.experiment.sweeps.sweep import dry_run, sweep
from sim.scenario import load
from tests.experiment.fake import calls, engine, simulate, simulate_counted

FILES = ("sweep.parquet", "points.parquet", "sweep.json")


def scenario(name="Base", *, size=6, quit_rate=0.13, question=""):
    """A whole scenario, of which the fake engine reads little."""
    sets = {"name": name, "question": question, "team.size": size, "years": 1}
    return load("standard", {**sets, "people.base_quit_rate": quit_rate})


def study(folder, *, candidates=True, vary=None, **more):
    base = scenario(question=str(folder))
    other = scenario("Candidate", size=9, question=str(folder))
    return load_study(
        {
            "study": 1,
            "base": base,
            "candidates": [other] if candidates else [],
            "vary": vary or {"people.base_quit_rate": [0.1, 0.2, 0.3]},
            "replications": 4,
            "measures": ["grr", "renewal_churn"],
            **more,
        }
    )


def swept(folder, out, *, function=simulate_counted, **options):
    options = {"workers": 1, **options}
    more = {k: options.pop(k) for k in ("by", "vary", "candidates") if k in options}
    return sweep(study(folder, **more), out, engine=engine(function), **options)


def same(one, other):
    return all((one / name).read_bytes() == (other / name).read_bytes() for name in FILES)


def test_a_row_for_every_point_side_replication_and_measure(tmp_path):
    found = swept(tmp_path, tmp_path / "out")
    frame = pd.read_parquet(tmp_path / "out" / "sweep.parquet")
    assert list(frame.columns) == [
        "point", "people.base_quit_rate", "side", "scenario", "replication",
        "measure", "by", "level", "value",
    ]  # fmt: skip
    assert len(frame) == 3 * 2 * 4 * 2
    assert frame["scenario"].unique().tolist() == ["Base", "Candidate"]
    assert frame["point"].tolist() == sorted(frame["point"])
    assert found.computed == found.plan.runs == 24
    grr = frame[(frame.measure == "grr") & (frame.side == 0) & (frame.replication == 2)]
    run = simulate(scenario(quit_rate=0.2), 2)
    expected = 1 - run["weekly_roles"]["backlog"].astype("f8").mean() / 10
    assert grr["value"].iloc[1] == pytest.approx(expected, abs=1e-12)
    odd = frame[(frame.measure == "renewal_churn") & (frame.replication % 2 == 1)]
    assert odd["value"].isna().all()
    at = pd.read_parquet(tmp_path / "out" / "points.parquet")
    assert at["people.base_quit_rate"].tolist() == [0.1, 0.2, 0.3]


def test_one_and_two_workers_give_the_same_bytes(tmp_path):
    swept(tmp_path, tmp_path / "one", by=["segment"])
    swept(tmp_path, tmp_path / "two", by=["segment"], workers=2)
    assert same(tmp_path / "one", tmp_path / "two")


def test_a_finished_sweep_computes_nothing(tmp_path):
    first = swept(tmp_path, tmp_path / "out")
    done = len(calls(tmp_path))
    again = swept(tmp_path, tmp_path / "out")
    assert (again.computed, again.plan.there) == (0, 24)
    assert again.summary == first.summary
    assert len(calls(tmp_path)) == done == 12


def test_tables_that_are_lost_or_touched_are_made_from_the_folder(tmp_path):
    swept(tmp_path, tmp_path / "whole")
    swept(tmp_path, tmp_path / "out")
    done = len(calls(tmp_path))
    with (tmp_path / "out" / "sweep.parquet").open("ab") as file:
        file.write(b"x")
    assert swept(tmp_path, tmp_path / "out").computed == 0
    assert len(calls(tmp_path)) == done
    assert same(tmp_path / "whole", tmp_path / "out")


def test_more_replications_and_points_extend_what_is_there(tmp_path):
    swept(tmp_path, tmp_path / "out", replications=2)
    assert swept(tmp_path, tmp_path / "out", replications=4).computed == 12
    vary = {"people.base_quit_rate": [0.1, 0.2, 0.3, 0.4]}
    assert swept(tmp_path, tmp_path / "out", vary=vary).computed == 8
    assert len(calls(tmp_path)) == 16


def simulate_and_stop_once(scenario, replication, opening=None):
    """Ctrl-C in the middle, the first time."""
    from pathlib import Path

    mark = Path(scenario.question) / "stopped"
    if replication == 2 and scenario.people.base_quit_rate == 0.2 and not mark.exists():
        mark.touch()
        raise KeyboardInterrupt
    return simulate_counted(scenario, replication, opening)


def test_an_interrupted_sweep_goes_on_and_equals_an_uninterrupted_one(tmp_path):
    with pytest.raises(Interrupted) as caught:
        swept(tmp_path, tmp_path / "out", function=simulate_and_stop_once)
    assert caught.value.folder == tmp_path / "out"
    assert "of 24 runs are finished and kept" in str(caught.value)
    before = len(calls(tmp_path)) + len(calls(tmp_path, "Candidate"))
    found = swept(tmp_path, tmp_path / "out", function=simulate_and_stop_once)
    assert before + found.computed == 24
    swept(tmp_path, tmp_path / "whole")
    assert same(tmp_path / "whole", tmp_path / "out")


def test_the_same_settings_are_lived_through_once(tmp_path):
    vary = {"team.size": {"from": 6, "to": 7}, "people.base_quit_rate": [0.1]}
    one = study(tmp_path, vary=vary, design="latin_hypercube", samples=10, candidates=False)
    found = sweep(one, tmp_path / "out", workers=1, engine=engine(simulate_counted))
    assert found.computed == 2 * 4
    assert len(found.frame()) == 10 * 4 * 2


def test_a_point_that_changes_nothing_is_the_plain_comparison(tmp_path):
    base, other = scenario(), scenario("Candidate", size=9)
    plain = compare(base, [other], 4, workers=1, store=tmp_path / "out", engine=engine())
    same_again = load_study(
        {
            "study": 1,
            "base": base,
            "candidates": [other],
            "vary": {"people.base_quit_rate": [base.people.base_quit_rate]},
            "replications": 4,
            "measures": ["grr"],
        }
    )
    found = sweep(same_again, tmp_path / "out", workers=1, engine=engine())
    assert found.computed == 0
    frame = found.frame()
    for side, result in enumerate((plain.base, *plain.candidates)):
        values = next(v for k, v in result.values.items() if k == ("grr", "", ""))
        assert frame[frame.side == side]["value"].tolist() == values.tolist()


def test_shares_together_are_the_whole(tmp_path):
    out = tmp_path / "out"
    first = swept(tmp_path, out, mine=lambda number: number % 2 == 0)
    assert (first.files, first.summary, first.computed) == ((), [], 16)
    second = swept(tmp_path, out, mine=lambda number: number % 2 == 1)
    assert second.computed == 8
    swept(tmp_path, tmp_path / "whole")
    assert same(tmp_path / "whole", out)


def test_of_two_shares_that_finish_at_once_one_writes_the_tables(tmp_path):
    out, others = tmp_path / "out", []

    def simulate_while_others_finish(scenario, replication, opening=None):
        last = replication == 3 and scenario.people.base_quit_rate == 0.3
        if last and not others:
            others.append(None)
            others[0] = swept(tmp_path, out, mine=lambda number: number < 2)
        return simulate(scenario, replication, opening)

    function = simulate_while_others_finish
    found = swept(tmp_path, out, function=function, mine=lambda number: number == 2)
    assert others[0].files == ()
    assert sorted(found.files) == ["points.parquet", "sweep.parquet"]
    swept(tmp_path, tmp_path / "whole")
    assert same(tmp_path / "whole", out)


def test_nobody_else_writes_in_the_folder_while_the_tables_are_written(tmp_path, monkeypatch):
    from sim.experiment.store import files
    from sim.experiment.sweeps import sweep as sweeps

    seen = []

    def write_beside_another(tables, folder, name):
        with (folder / files.LOCK).open("ab") as lock, pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        seen.append(name)
        return write(tables, folder, name)

    fcntl, write = pytest.importorskip("fcntl"), sweeps.write
    monkeypatch.setattr(sweeps, "write", write_beside_another)
    swept(tmp_path, tmp_path / "out")
    assert seen == ["points", "sweep"]


@pytest.mark.parametrize("name", ["sweep.parquet", "points.parquet"])
def test_verify_finds_tables_that_are_not_as_they_were_written(tmp_path, name):
    out = tmp_path / "out"
    swept(tmp_path, out)
    whole = (out / name).read_bytes()
    assert list(troubles(out)) == []
    (out / name).write_bytes(whole[:-7])
    assert [(each.path, each.ours) for each in troubles(out)] == [(out / name, True)]
    prune(out, dry_run=False)
    assert not (out / name).exists()
    assert list(troubles(out)) == []
    swept(tmp_path, out)
    assert (out / name).read_bytes() == whole
    (out / name).unlink()
    assert [each.path for each in troubles(out)] == [out / "sweep.json"]
    (out / "sweep.json").write_text('{"files": {"../mine": ""}}')
    assert [(each.path, each.ours) for each in troubles(out)] == [(out / "sweep.json", False)]


def test_a_dry_run_writes_nothing(tmp_path):
    plan = dry_run(study(tmp_path), tmp_path / "out", workers=1, engine=engine(simulate_counted))
    assert not (tmp_path / "out").exists()
    assert (plan.points, plan.sides, plan.runs, plan.there) == (3, 2, 24, 0)
    assert len(plan.seconds) == len(calls(tmp_path)) == 3
    untimed = dry_run(study(tmp_path), tmp_path / "out", workers=1, measure=False, engine=engine())
    assert untimed.seconds == ()
    assert np.isnan(untimed.estimate)


def test_the_plan_is_told_before_the_worlds(tmp_path):
    told = []
    swept(tmp_path, tmp_path / "out", planned=lambda plan: told.append(len(calls(tmp_path))))
    assert told == [3]


def test_the_manifest_says_what_made_it(tmp_path):
    swept(tmp_path, tmp_path / "out")
    found = json.loads((tmp_path / "out" / "sweep.json").read_text("utf-8"))
    assert found["study"]["factors"][0]["name"] == "people.base_quit_rate"
    assert (found["points"], found["runs"], found["seed"]) == (3, 24, 1)
    assert {"reorg", "model", "packages"} <= found.keys()
    assert len(found["scenarios"]) == 2


def test_a_folder_that_is_a_file(tmp_path):
    (tmp_path / "out").write_text("x")
    with pytest.raises(InputError, match="is a file: a folder is needed"):
        swept(tmp_path, tmp_path / "out")


def test_many_points_are_told_by_the_factors_that_tell_most(tmp_path):
    vary = {
        "culture.logging": [0.1, 0.5],
        "people.base_quit_rate": {"from": 0.05, "to": 0.5, "points": 20},
    }
    found = swept(tmp_path, tmp_path / "out", vary=vary, candidates=False, replications=2)
    assert [group["factor"] for group in found.summary] == ["people.base_quit_rate"] * 4 + [
        "culture.logging"
    ] * 2
    assert sum(group["points"] for group in found.summary[:4]) == 40
    falling = [group["sides"][0]["measures"]["grr"]["mean"] for group in found.summary[:4]]
    assert falling == sorted(falling, reverse=True)
