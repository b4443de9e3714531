"""How the defaults were fitted, from the account that the fit left."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from docs.refresh.markdown import table
from sim.scenario.ensemble import ACCOUNT

MET = {True: "", False: " (**missed**)"}


def targets() -> str:
    """Each target with its range, what the defaults show, and what the ensemble shows."""
    rows = [
        (
            row["id"],
            row["quantity"],
            _span(row["low"], row["high"]),
            f"{row['got']:.3g} \u00b1 {(row['hi'] - row['lo']) / 2:.2g}{MET[_met(row)]}",
            _span(*row["ensemble"]),
        )
        for row in _account()["targets"]
    ]
    return table(("row", "what", "published", "with the defaults", "over the ensemble"), rows)


def fitted() -> str:
    """Each parameter: the range that was searched, its default and its range in the ensemble."""
    rows = [
        (
            ", ".join(f"`{path}`" for path in (row["path"], *row["also"])),
            _span(row["low"], row["high"]),
            f"{row['value']:g}",
            _span(row["least"], row["most"]),
        )
        for row in _account()["parameters"]
    ]
    return table(("parameter", "searched", "default", "in the ensemble"), rows)


def counts() -> str:
    """How many sets were run, and how much of the plausible fits, in a sentence."""
    found = _account()
    last = found["sizes"]["rounds"][-1]
    return (
        f"Of {found['pool']['places']:,} places {found['pool']['in_region']:.3%} lie where every "
        f"target is met. {found['tried']} sets spread over them were run; {found['fitting']} fit "
        f"and are the ensemble. The defaults were run with {last[0]} replications ({last[1]} where "
        f"a world serves one target only), version {found['version']}, model "
        f"{found['model_version']}, seed {found['seed']}."
    )


def _account() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ACCOUNT.read_text(encoding="utf-8"))
    return found


def _met(row: Mapping[str, Any]) -> bool:
    return bool(row["low"] <= row["got"] <= row["high"])


def _span(low: float, high: float) -> str:
    return f"{low:.3g}\u2013{high:.3g}"
