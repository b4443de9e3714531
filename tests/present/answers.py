"""Documents of answers for words and charts: small, and with known numbers."""

from __future__ import annotations

HEAD = {
    "study": "Toy",
    "measure": "contribution",
    "unit": "money",
    "better": "up",
    "currency": "USD",
    "base": "Generalist",
    "candidate": "Specialised",
    "replications": 20,
}


def interval(mean, half, n=20):
    return {"mean": mean, "lo": mean - half, "hi": mean + half, "n": n}


def end(at, mean, own=0.5e6):
    return {"at": at, "answer": interval(mean, 1e5), "change": interval(mean - own, 2e5)}


def bar(factor, unit, low, high, flips="no"):
    swing = interval(high["answer"]["mean"] - low["answer"]["mean"], 3e5)
    return {"factor": factor, "unit": unit, "low": low, "high": high, "swing": swing,
            "flips": flips}  # fmt: skip


def tornado(**more):
    rows = [
        bar("book.arr", "money", end(2e6, -1.5e6), end(60e6, 2.5e6), "yes"),
        bar("book.growth", "share", end(0.05, 1.2e6), end(0.4, 0.1e6), "unclear"),
        bar("mechanisms.contagion", "", end(True, 0.5e6), end(False, 0.6e6)),
    ]
    return {**HEAD, "method": "tornado", "own": interval(0.5e6, 1e5), "rows": rows, **more}


def morris(**more):
    rows = [
        {"factor": name, "mu_star": size, "lo": size * 0.8, "hi": size * 1.2, "mu": -size,
         "sigma": sigma, "luck": 1e5}
        for name, size, sigma in (("book.arr", 2e6, 3e5), ("people.ramp", 9e5, 8e5),
                                  ("book.growth", 1.1e5, 9e4))
    ]  # fmt: skip
    return {**HEAD, "method": "morris", "trajectories": 10, "points": 40, "rows": rows, **more}


def share(estimate, half):
    return {"estimate": estimate, "lo": estimate - half, "hi": estimate + half}


def sobol(**more):
    rows = [
        {"factor": "book.arr", "first": share(0.6, 0.1), "total": share(0.7, 0.1)},
        {"factor": "people.ramp", "first": share(0.01, 0.05), "total": share(0.02, 0.05)},
    ]
    spread = {
        "replications": 20,
        "luck_of_worlds": share(0.8, 0.05),
        "ignorance_of_mean": share(0.83, 0.04),
    }
    return {**HEAD, "method": "sobol", "samples": 64, "points": 256, "mean": 1e6, "sd": 1e6,
            "rows": rows, "spread": spread, **more}  # fmt: skip


def threshold(crossings=None, direction="rises", **more):
    points = [{"at": at, **interval(at / 10 - 1.25e6, 2e5)} for at in (2e6, 8e6, 14e6, 30e6, 60e6)]
    if crossings is None:
        crossings = [{"estimate": 12.5e6, "lo": 11e6, "hi": 14e6, "direction": "rises"}]
    return {**HEAD, "parameter": "book.arr", "parameter_unit": "money", "scale": "log",
            "path": "book.arr", "counts": False, "target": 0.0,
            "crossings": crossings, "direction": direction,
            "crossing": crossings[0] if crossings else None, "points": points, **more}  # fmt: skip


def worth(factor, value, half=1e4, switches=0.3):
    return {"factor": factor, "value": value, "lo": max(0.0, value - half), "hi": value + half,
            "switches": switches}  # fmt: skip


def information(**more):
    return {**HEAD, "method": "information", "best": "Generalist",
            "means": {"Generalist": 1e6, "Specialised": 8e5}, "points": 256,
            "perfect": worth("everything", 9e4, switches=None),
            "rows": [worth("book.arr", 6e4), worth("people.ramp", 2e4), worth("book.growth", 0.0)],
            **more}  # fmt: skip


def limit(factor, unit="", low=None, high=None, levels=()):
    return {"factor": factor, "unit": unit, "low": low, "high": high, "levels": list(levels)}


def losing(**more):
    limits = [limit("book.growth", "share", high=0.15),
              limit("culture.hero_inclination", "share", low=0.6)]  # fmt: skip
    return {**HEAD, "method": "losing", "limits": limits, "worlds": 100, "lost": 84,
            "density": {"estimate": 0.84, "lo": 0.7, "hi": 0.92}, "coverage": 0.7,
            "everywhere": 0.2, "all_worlds": 600, **more}  # fmt: skip


def half(mean, lost, levels=()):
    return {"answer": interval(mean, 1e5, 16), "futures": 16, "lost": lost, "levels": list(levels)}


def mark(factor, unit, split, low, high, half_width=1e5, chance=0.5):
    difference = interval(high["answer"]["mean"] - low["answer"]["mean"], half_width, 32)
    return {"factor": factor, "unit": unit, "split": split, "low": low, "high": high,
            "difference": difference, "chance": chance}  # fmt: skip


def futures(**more):
    rows = [
        mark("book.growth", "share", 0.35, half(-2e5, 14), half(4e5, 3), chance=1e-4),
        mark("people.ramp", "weeks", 26.5, half(5e4, 9), half(1.5e5, 8)),
        mark("mechanisms.contagion", "", None, half(1e5, 8, [True]), half(1e5, 9, [False])),
    ]
    spread = {"sets": 32, "worlds_each": 2, "answer": interval(1e5, 2e5, 32),
              "luck_of_worlds": share(0.7, 0.1)}  # fmt: skip
    return {**HEAD, "method": "futures", "replications": 64, "answer": interval(1e5, 2e5, 32),
            "futures": 32, "lost": 17, "share": {"estimate": 17 / 32, "lo": 0.36, "hi": 0.69},
            "rows": rows, "ensemble": spread, **more}  # fmt: skip


def heat(**more):
    x = {"factor": "book.arr", "unit": "money", "scale": "log", "listed": False,
         "at": [2e6, 8e6, 32e6]}  # fmt: skip
    y = {"factor": "mechanisms.contagion", "unit": "", "scale": "linear", "listed": True,
         "at": [True, False]}  # fmt: skip
    mean = [[-2e6, -1e5, 2e6], [-1e6, 4e5, 3e6]]
    ends = {name: [[m + side * 2e5 for m in row] for row in mean]
            for name, side in (("lo", -1), ("hi", 1))}  # fmt: skip
    return {**HEAD, "method": "heat", "x": x, "y": y, "mean": mean, **ends, **more}


def setting(size, grr, meets, replications=20):
    return {"at": {"team.size": size}, "sets": {"team.size": size}, "cost": float(size),
            "measures": {"grr": interval(grr, 0.01, replications)}, "met": {"grr": meets},
            "meets": meets, "replications": replications}  # fmt: skip


def seek(**more):
    tried = [setting(4, 0.8, False), setting(11, 0.92, True), setting(30, 0.96, True)]
    target = {"measure": "grr", "kind": "at_least", "value": 0.9, "sure": True}
    return {**HEAD, "measure": "grr", "unit": "share/yr", "candidate": None, "method": "bisection",
            "minimise": "team.size", "targets": [target], "chosen": tried[1],
            "confirmation": setting(11, 0.915, True, 40), "failed": [], "nearest": None,
            "tried": tried, "factors": {"team.size": "people"}, "paths": {"team.size": "people"},
            "units": {"grr": "share/yr"},
            **more}  # fmt: skip


ALL = {"tornado": tornado, "morris": morris, "sobol": sobol, "threshold": threshold,
       "information": information, "losing": losing, "futures": futures,
       "heat": heat, "seek": seek}  # fmt: skip
