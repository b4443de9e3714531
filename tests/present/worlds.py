"""Made-up results of the right shape: presentation is tested without a simulation."""

from __future__ import annotations

import numpy as np

from sim.base.statistics import mean_interval, paired_interval, share_above
from sim.measures import HEADLINE
from sim.scenario.tree import Book, Kind, Scenario, Segment, Work
from sim.tables import LABELS, Run, empty_tables
from sim.tables.results import Comparison, Key, Result

WEEKS = 156
# measure: unit, better, base mean, spread between worlds
MEASURES = {
    "grr": ("share/yr", "up", 0.884, 0.014),
    "nrr": ("share/yr", "up", 1.021, 0.02),
    "logo_churn": ("share/yr", "down", 0.112, 0.012),
    "renewal_churn": ("share", "down", 0.104, 0.011),
    "arr_end": ("money", "-", 16.3e6, 0.5e6),
    "csm_turnover": ("share/yr", "down", 0.21, 0.06),
    "exits_involuntary": ("share/yr", "-", 0.0, 0.0),
    "burnout_prevalence": ("share", "down", 0.41, 0.08),
    "hours_worked": ("h/person/wk", "down", 44.1, 0.8),
    "unlogged_hours": ("h/person/wk", "down", 3.6, 0.5),
    "utilisation": ("share", "-", 0.93, 0.03),
    "response_time": ("working hours", "down", 3.4, 0.4),
    "time_to_live": ("days", "down", 104.0, 6.0),
    "handovers": ("per account/yr", "down", 0.31, 0.08),
    "accounts_per_head": ("accounts", "-", 46.0, 2.0),
    "arr_per_head": ("money", "-", 1.9e6, 0.1e6),
    "health_true": ("0-1", "up", 0.74, 0.015),
    "cost_to_serve": ("money/account/yr", "down", 3120.0, 90.0),
    "contribution": ("money", "up", 19.8e6, 0.7e6),
    "detection_lag": ("days", "down", 180.0, 30.0),
}
EFFECTS = {
    "grr": 0.012,
    "nrr": 0.016,
    "logo_churn": -0.009,
    "renewal_churn": -0.01,
    "arr_end": 0.9e6,
    "csm_turnover": -0.01,
    "burnout_prevalence": -0.09,
    "hours_worked": -1.0,
    "unlogged_hours": -1.1,
    "response_time": 0.3,
    "time_to_live": -18.0,
    "handovers": 0.5,
    "health_true": 0.01,
    "cost_to_serve": 410.0,
    "contribution": 0.25e6,
    "utilisation": -0.02,
    "detection_lag": -90.0,
}


def scenario(name: str, structure: str = "generalist", **more: object) -> Scenario:
    segments = {
        "enterprise": Segment(arr_share=0.35, acv=120_000.0, term="multi_year"),
        "smb": Segment(arr_share=0.65, acv=10_000.0, region="EMEA"),
    }
    kinds = {
        "request": Kind(
            arrives="request", hours="45 minutes", rate={"enterprise": 1.0, "default": 0.3}
        )
    }
    tree = Scenario(name=name, book=Book(segments=segments), work=Work(kinds=kinds), **more)
    return tree.model_copy(update={"team": tree.team.model_copy(update={"structure": structure})})


def result(
    tree: Scenario, effect: float = 0.0, worlds: int = 40, digest: str = "5b1c90aa71e2"
) -> Result:
    """Worlds of a scenario that has `effect` times EFFECTS; luck is shared, as in a comparison."""
    values: dict[Key, np.ndarray] = {}
    for place, (name, (_, _, mean, spread)) in enumerate(MEASURES.items()):
        luck = np.random.default_rng(100 + place).normal(size=worlds)
        own = np.random.default_rng(900 + place).normal(size=worlds) * 0.4 * (effect != 0)
        values[Key(name)] = mean + effect * EFFECTS.get(name, 0.0) + spread * (luck + own)
        for by, levels in (("segment", ("enterprise", "smb")), ("role", ("csm",))):
            for k, level in enumerate(levels):
                values[Key(name, by, level)] = values[Key(name)] * (1 + 0.05 * k)
    return Result(
        tree,
        tuple(range(worlds)),
        values,
        weekly(effect, worlds),
        (run(tree, effect),),
        digest,
        {"reorg": "0.1.0"},
    )


def weekly(effect: float, worlds: int) -> dict[str, np.ndarray]:
    t = np.arange(1, WEEKS + 1) / 52
    luck = np.random.default_rng(7).normal(size=(worlds, WEEKS)).cumsum(axis=1) / np.sqrt(52)
    more = np.random.default_rng(8).normal(size=(worlds, WEEKS)).cumsum(axis=1) / np.sqrt(52)
    luck = luck + 0.4 * (effect != 0) * more
    exits = (np.random.default_rng(9).random((worlds, WEEKS)) < 0.03 * (1 - 0.15 * effect)) * 1.0
    fills = np.concatenate((np.zeros((worlds, 11)), exits[:, :-11]), axis=1)
    growth = np.floor(t * 1.3)
    heads = 7 + growth - exits.cumsum(axis=1) + fills.cumsum(axis=1)
    return {
        "arr": 1e7 * (1 + 0.2 * t + 0.012 * effect * t**1.5) + 2.5e5 * luck,
        "accounts": 320 + 20 * t + 5 * luck,
        "heads": heads,
        "vacant": exits.cumsum(axis=1) - fills.cumsum(axis=1),
        "exits": exits.cumsum(axis=1),
        "backfills": fills.cumsum(axis=1),
        "hours_worked": np.clip(43 - 1.0 * effect + 1.5 * np.sin(t * 6) + 0.7 * luck, 30, 60),
        "unlogged_hours": np.clip(3.4 - 1.1 * effect + 0.3 * luck, 0, 9),
        "burned_out": np.clip(0.4 - 0.09 * effect * np.minimum(t, 1) + 0.06 * luck, 0, 1),
        "burnout": np.clip(0.42 - 0.06 * effect * np.minimum(t, 1) + 0.03 * luck, 0, 1),
        "book": (320 + 20 * t + 5 * luck) / heads,
        "account_survival": np.exp(-(0.12 - 0.009 * effect) * t) + 0.004 * luck * np.minimum(t, 1),
        "tenure_survival": np.where(t < 2, np.exp(-0.2 * t) + 0.02 * luck * t, np.nan),
        "at_risk_true": 8e5 * t * np.exp(0.1 * luck),
        "at_risk_visible": (3e5 + 4e5 * effect * (t > 1)) * t * np.exp(0.1 * luck),
        "people_survival": np.exp(-(0.22 - 0.03 * effect) * t) + 0.02 * luck * np.minimum(t, 1),
        **{
            f"invoice_{team}": np.clip(9e4 / (k + 1) * (1 - 0.3 * effect + 0.1 * luck), 0, None)
            for k, team in enumerate(("support", "services", "product", "sales", "finance", "cs"))
        },
    }


def run(tree: Scenario, effect: float) -> Run:
    rng = np.random.default_rng(11)
    people = 10
    rows = []
    for person in range(people):
        hired = 0 if person < 7 else 40 + 30 * (person - 7)
        left = WEEKS if person % 4 else 60 + 12 * person
        b = np.clip(0.4 - 0.05 * effect + np.cumsum(rng.normal(0, 0.012, WEEKS)), 0, 1)
        rows += [(7.0 * (w + 1), person, b[w]) for w in range(hired, min(left, WEEKS))]
    rows.sort()
    times, who, burnout = zip(*rows, strict=True)
    tables = empty_tables()
    tables["weekly_people"] = {
        **tables["weekly_people"],
        "time": np.array(times),
        "person": np.array(who, "i4"),
        "burnout": np.array(burnout, "f4"),
    }
    return Run(tree, 0, tables, LABELS, (), 7.0 * WEEKS)


def summary(found: Result | Comparison) -> dict[str, object]:
    """The document of `--json`, as far as presentation reads it."""
    if isinstance(found, Result):
        return {
            "name": found.scenario.name,
            "measures": {
                n: {
                    **mean_interval(found.values[Key(n)])._asdict(),
                    "unit": u,
                    "better": b,
                    "headline": n in HEADLINE,
                }
                for n, (u, b, _, _) in MEASURES.items()
            },
            "provenance": found.provenance,
        }
    return {
        "base": {"name": found.base.scenario.name},
        "candidates": [
            {"name": c.scenario.name, "measures": {n: _paired(found.base, c, n) for n in MEASURES}}
            for c in found.candidates
        ],
        "provenance": found.provenance,
    }


def _paired(base: Result, candidate: Result, name: str) -> dict[str, object]:
    unit, better = MEASURES[name][:2]
    one, two = base.values[Key(name)], candidate.values[Key(name)]
    d = paired_interval(one, two)
    sign = 1 if better == "up" else -1
    return {
        "base": float(one.mean()),
        "candidate": float(two.mean()),
        "difference": d.mean,
        "lo": d.lo,
        "hi": d.hi,
        "p_better": share_above(sign * (two - one)),
        "n": d.n,
        "unit": unit,
        "better": better,
        "headline": name in HEADLINE,
    }


def comparison(effects: tuple[float, ...] = (1.0,), worlds: int = 40) -> Comparison:
    names = ("Specialised", "Pods", "Hybrid by segment, with a pooled long tail", "Tech touch")
    base = result(
        scenario(
            "Generalist",
            question="What if we specialise before we reach 12 CSMs?",
            hypothesis="Retention rises; the cost to serve rises more.",
        ),
        0.0,
        worlds,
    )
    others = tuple(
        result(scenario(names[i], "specialised"), e, worlds, digest=f"{i}f20c1d8ab34")
        for i, e in enumerate(effects)
    )
    return Comparison(base, others, {"reorg": "0.1.0", "model": "1"})
