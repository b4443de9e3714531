"""Words for recorded causes, health and chances."""

from __future__ import annotations

from sim.present.causes import CHURN, EXIT, NO_CAUSE, SAID, set_bits
from sim.present.story.world import World
from sim.present.words import listed
from sim.tables.words import CHURN_CAUSES, EXIT_CAUSES

GREEN, AMBER, RISK = "green", "amber", "at risk"


def churn_cause(causes: int) -> str:
    """Why an account left: 'low health or the change of its lead', or that no cause decided."""
    names = set_bits(causes, CHURN_CAUSES)
    return listed(_kept_by(names), "or") or listed(CHURN[name].within for name in names)


def churn_sentence(causes: int) -> str:
    """The cause as a sentence."""
    known = _kept_by(set_bits(causes, CHURN_CAUSES))
    if not known:
        cause = churn_cause(causes)
        return f"{cause[:1].upper()}{cause[1:]}." if cause else ""
    return f"But for {_some(known)} it would have stayed."


def _kept_by(names: list[str]) -> list[str]:
    """The but-for causes among the names, within a sentence."""
    return [CHURN[name].within for name in names if name not in NO_CAUSE]


def exit_cause(causes: int) -> str:
    """Why somebody resigned: 'burnout or colleagues who left'; '' where no cause decided."""
    return listed([EXIT[name].within for name in set_bits(causes, EXIT_CAUSES)], "or")


def exit_sentence(causes: int) -> str:
    """The cause as a sentence; '' where none is recorded."""
    known = [EXIT[name].within for name in set_bits(causes, EXIT_CAUSES)]
    if not known:
        return ""
    return f"But for {_some(known)} they would not have gone by then."


def _some(known: list[str]) -> str:
    """'burnout', 'burnout or cynicism, either alone,', 'burnout or any one of 3 other causes'."""
    if len(known) > SAID:
        some = ", ".join(known[: SAID - 1])
        return f"{some} or any one of {len(known) - SAID + 1} other causes"
    each = ", either alone," if len(known) == 2 else ", each alone," if len(known) > 2 else ""
    return f"{listed(known, 'or')}{each}"


def colour(world: World, reported: float) -> str:
    """What a dashboard shows for a reported health."""
    customers = world.side.scenario.customers
    if reported >= customers.green_line:
        return GREEN
    return AMBER if reported >= customers.healthy_line else RISK


def seen_and_true(world: World, week: int) -> str:
    """'the dashboard says 0.86 (green), the truth is 0.41' of a row of `weekly_accounts`."""
    reported = world.value("weekly_accounts", week, "reported")
    health = world.value("weekly_accounts", week, "health")
    low = health < world.side.scenario.customers.healthy_line
    risk = f" ({RISK})" if low else ""
    says = f"{reported:.2f} ({colour(world, reported)})"
    return f"the dashboard says {says}, the truth is {health:.2f}{risk}"


def chance(probability: float) -> str:
    """A probability as per cent, with a decimal where it is small."""
    share = 100 * probability
    return f"{share:.1f} %" if share < 9.95 else f"{share:.0f} %"


def term(years: float) -> str:
    """'monthly contract', 'annual contract', '3-year contract'."""
    if years < 0.9:
        return "monthly contract" if round(12 * years) == 1 else f"{12 * years:.0f}-month contract"
    return "annual contract" if abs(years - 1) < 0.05 else f"{years:.0f}-year contract"
