"""A dated change in words: what it costs on its way, how long that shows, when it has paid back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.present.words import count_words, percent, scale


def transition_words(found: Mapping[str, Any] | None, currency: str) -> str:
    """Two sentences on a `transition` of the summary; '' where there is none."""
    if not found or found["bill"]["mean"] is None:
        return ""
    depth = _money(found["dip_depth"], currency)
    never = float(found["never"])
    weeks = f"{found['dip_weeks']['mean']:.0f}"
    if never >= 1.0:
        back = "in no world has it paid that back by the end"
    else:
        month = f"{found['payback_month']['mean']:.0f}"
        back = f"where it pays back, it has after {month} months on average"
        if never > 0.0:
            back += f", and in {percent(never)} of worlds it has not by the end"
    return (
        f"{_bill(found['bill'], currency)} "
        f"Cumulative contribution falls {depth} behind at the worst and is behind for "
        f"{count_words(round(float(weeks)), 'week')} on average; {back}."
    )


def _bill(numbers: Mapping[str, Any], currency: str) -> str:
    """What the change spends, or, where it keeps people and accounts in their places, spares."""
    what = "hand-overs, new roles, severance and hiring"
    if numbers["lo"] is not None and numbers["lo"] <= 0.0 <= numbers["hi"]:
        return f"The change itself has no clear cost in {what}: {_money(numbers, currency)}."
    if numbers["mean"] >= 0:
        return f"The change itself costs {_money(numbers, currency)} in {what}."
    spared = {"mean": -numbers["mean"], "lo": numbers["hi"], "hi": numbers["lo"]}
    spared |= {key: -spared[key] for key in ("lo", "hi") if spared[key] is not None}
    return f"With the change, {what} cost {_money(spared, currency)} less than without it."


def _money(numbers: Mapping[str, Any], currency: str) -> str:
    """'$120k (95 % interval $90k to $150k)'."""
    mean, lo, hi = numbers["mean"], numbers["lo"], numbers["hi"]
    if lo is None or hi is None:
        return scale("money", [mean], currency=currency).plain(mean)
    written = scale("money", (mean, lo, hi), currency=currency, finest=(hi - lo) / 2 or None)
    return f"{written.plain(mean)} ({written.span(lo, hi)})"
