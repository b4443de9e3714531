"""What a fit leaves: the ensemble as a table, and an account of how it was made."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sim.base.version import MODEL_VERSION, VERSION
from sim.claims.calibration.fitting import Fit, Sizes
from sim.claims.calibration.measured import ROLE
from sim.claims.calibration.region import POOL, POOL_SEED
from sim.scenario import load
from sim.scenario.ensemble import ACCOUNT, FILE, USUAL


def write(fit: Fit, sizes: Sizes, folder: Path | None = None) -> list[Path]:
    """Write both files into a folder, or to where the package reads them; their paths."""
    paths = [FILE, ACCOUNT] if folder is None else [folder / FILE.name, folder / ACCOUNT.name]
    for path, text in zip(paths, (table(fit), account(fit, sizes)), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def table(fit: Fit) -> str:
    """The sets that fit, a row each, a column for each path."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    paths = [path for each in fit.free for path in each.paths]
    writer.writerow(paths)
    writer.writerows(
        [f"{member.values[path]:g}" for path in paths] for member in fit.members if member.fits
    )
    return out.getvalue()


def account(fit: Fit, sizes: Sizes) -> str:
    """What was fitted, to what, with which versions and seeds, and what came of it, as JSON."""
    fitting = [member for member in fit.members if member.fits]
    found = {
        "role": ROLE,
        "version": VERSION,
        "model_version": MODEL_VERSION,
        "seed": load(USUAL).seed,
        "sizes": asdict(sizes),
        "pool": {"places": POOL, "seed": POOL_SEED, "in_region": fit.share},
        "tried": len(fit.members),
        "fitting": len(fitting),
        "parameters": [
            {
                "path": each.path,
                "also": list(each.also),
                "low": each.low,
                "high": each.high,
                "value": fit.default.values[each.path],
                "least": min(m.values[each.path] for m in fitting),
                "most": max(m.values[each.path] for m in fitting),
            }
            for each in fit.free
        ],
        "targets": list(_targets(fit)),
    }
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"


def _targets(fit: Fit) -> Iterator[dict[str, Any]]:
    """Each target: its range, what the defaults show, and the ends of what the ensemble shows."""
    for i, goal in enumerate(fit.goals):
        own = fit.default.found[i]
        every = [member.found[i].got for member in fit.members if member.fits]
        yield {
            "id": goal.target.id,
            "quantity": goal.target.quantity,
            "low": goal.target.low,
            "high": goal.target.high,
            "got": own.got,
            "lo": own.lo,
            "hi": own.hi,
            "ensemble": [min(every), max(every)],
            "emulator_error": float(fit.error[i]),
        }
