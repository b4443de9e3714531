"""A dated change in words: what it costs on its way, how long that shows, when it has paid back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.present.words import count_words, percent, scale


def transition_words(found: Mapping[str, Any] | None, currency: str) -> str:
    """Two sentences on a `transition` of the summary; '' where there is none."""
    if not found or found["bill"]["mean"] is None:
        return ""
    bill, depth = (_money(found[key], currency) for key in ("bill", "dip_depth"))
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
        f"The change itself costs {bill} in hand-overs, new roles, severance and hiring. "
        f"Cumulative contribution falls {depth} behind at the worst and is behind for "
        f"{count_words(round(float(weeks)), 'week')} on average; {back}."
    )


def _money(numbers: Mapping[str, Any], currency: str) -> str:
    """'$120k (95 % interval $90k to $150k)'."""
    mean, lo, hi = numbers["mean"], numbers["lo"], numbers["hi"]
    if lo is None or hi is None:
        return scale("money", [mean], currency=currency).plain(mean)
    written = scale("money", (mean, lo, hi), currency=currency, finest=(hi - lo) / 2 or None)
    return f"{written.plain(mean)} ({written.span(lo, hi)})"
