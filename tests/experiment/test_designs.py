"""Designs: how many points, where they lie, and that the same study gives the same ones."""

import tracemalloc
from dataclasses import replace

import numpy as np
import pytest

from sim.experiment.designs import point_at, points
from sim.experiment.sweeps.loading import load_study
from sim.scenario.study import Factor

VARY = {
    "book.arr": {"from": "2M", "to": "50M", "points": 3, "scale": "log"},
    "people.ramp": {"from": "10 weeks", "to": "30 weeks", "points": 3},
    "mechanisms.burnout": ["on", "off"],
    "size": {"together": {"work.volume": [0.5, 0.7, 0.9], "team.size": [4, 6, 8]}},
}


@pytest.fixture(scope="module")
def study():
    return load_study({"study": 1, "base": "standard", "vary": VARY, "samples": 48, "seed": 3})


def test_a_grid_is_every_combination_the_last_fastest(study):
    found = points(study)
    assert len(found) == 3 * 3 * 2 * 3
    assert [p.number for p in found] == list(range(54))
    assert [p.at["size"] for p in found[:4]] == [0.5, 0.7, 0.9, 0.5]
    assert [p.at["mechanisms.burnout"] for p in found[:6]] == [True] * 3 + [False] * 3
    assert len({tuple(p.at.values()) for p in found}) == 54


def test_a_log_scale_has_equal_ratios_and_exact_ends(study):
    arr = sorted({p.at["book.arr"] for p in points(study)})
    assert arr == pytest.approx([2e6, 1e7, 5e7])


def test_overrides_are_as_a_scenario_file_has_them(study):
    first = points(study)[0]
    assert first.overrides == {
        "book.arr": 2e6,
        "people.ramp": "10 weeks",
        "mechanisms.burnout": "on",
        "work.volume": 0.5,
        "team.size": 4,
    }
    assert first.at["people.ramp"] == 10.0
    assert study.base.at(first.overrides).people.ramp == 10.0


def test_linked_levels_move_together(study):
    pairs = {(p.overrides["work.volume"], p.overrides["team.size"]) for p in points(study)}
    assert pairs == {(0.5, 4), (0.7, 6), (0.9, 8)}


def test_a_latin_hypercube_has_one_point_in_every_slice(study):
    found = points(replace(study, design="latin_hypercube"))
    assert len(found) == 48
    ramps = sorted((p.at["people.ramp"] - 10) / 20 for p in found)
    assert [int(u * 48) for u in ramps] == list(range(48))
    logs = sorted(np.log(p.at["book.arr"] / 2e6) / np.log(25) for p in found)
    assert [int(u * 48) for u in logs] == list(range(48))
    for level in (True, False):
        assert sum(p.at["mechanisms.burnout"] is level for p in found) == 24
    assert [sum(p.at["size"] == v for p in found) for v in (0.5, 0.7, 0.9)] == [16] * 3


def test_sobol_is_rounded_up_and_says_so(study):
    found = points(replace(study, design="sobol"))
    assert len(found) == 64
    assert found.remark == "48 samples are rounded up to 64: sobol needs a power of two"
    exact = points(replace(study, design="sobol", samples=64))
    assert exact.remark == ""
    halves = [p.at["people.ramp"] < 20 for p in exact]
    assert sum(halves) == 32


def test_a_morris_trajectory_changes_one_factor_at_a_time(study):
    found = points(replace(study, design="morris", samples=6))
    assert len(found) == 6 * (len(study.factors) + 1)
    for trajectory in range(6):
        rows = found.table[trajectory * 5 : trajectory * 5 + 5]
        changes = (rows[1:] != rows[:-1]).sum(axis=1)
        assert changes.tolist() == [1, 1, 1, 1]
    assert set(np.round(found.table.ravel() * 3)) == {0, 1, 2, 3}


@pytest.mark.parametrize("design", ["grid", "latin_hypercube", "sobol", "morris"])
def test_the_same_seed_gives_the_same_points(study, design):
    one, same, other = (
        points(replace(study, design=design, seed=seed)).table for seed in (3, 3, 4)
    )
    assert (one == same).all()
    assert (design == "grid") == bool(one.shape == other.shape and (one == other).all())


def test_rows_of_a_file_are_the_points(tmp_path):
    (tmp_path / "rows.csv").write_text(
        "team.size,people.ramp\n4,10 weeks\n6,12 weeks\n4,12 weeks\n"
    )
    (tmp_path / "study.yaml").write_text("study: 1\nbase: standard\ndesign: file\nfile: rows.csv\n")
    found = points(load_study(tmp_path / "study.yaml"))
    assert [tuple(p.at.values()) for p in found] == [(4.0, 10.0), (6.0, 12.0), (4.0, 12.0)]
    assert found[1].overrides == {"team.size": 6, "people.ramp": "12 weeks"}


def test_levels_are_equal_bins_and_counts_are_whole():
    listed = Factor("x", ("culture.logging",), levels=((0.1,), (0.5,), (0.9,)))
    assert [point_at([listed], [u], 0).at["x"] for u in (0, 0.34, 0.67, 1)] == [0.1, 0.5, 0.9, 0.9]
    heads = Factor("team.size", ("team.size",), low=(3.0,), high=(6.0,))
    assert [point_at([heads], [u], 7).overrides for u in (0, 0.4, 0.6, 1)] == [
        {"team.size": n} for n in (3, 4, 5, 6)
    ]


def test_many_points_cost_little(study):
    tracemalloc.start()
    found = points(replace(study, design="latin_hypercube", samples=10_000))
    for point in found:
        assert point.at
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found) == 10_000
    assert kept < 20e6
