"""What a page says while an organisation is played: texts with places {0}, {1} for values."""

from __future__ import annotations

from collections.abc import Callable

WORDS = {
    "week": "Week {0}, to {1}",
    "seat_empty": "{0} seat empty",
    "seats_empty": "{0} seats empty",
    "nobody": "nobody",
    "empty": "empty seat",
    "an_empty": "an empty seat",
    "no_lead": "accounts without a lead",
    "hours": "{0} h",
    "queued": "{0} h queued",
    "leaving": "leaving",
    "away": "away",
    "ramp": "ramp {0} %",
    "burnout": "burnout {0}",
    "burned_out": "burned out {0}",
    "is_burned_out": "{0}, burned out",
    "leads": "{0}: leads {1} accounts.",
    "hero_leads": "{0}, a hero by inclination: leads {1} accounts.",
    "account": "{0}: ARR {1}, {2} in truth, {3} as reported; led by {4}.",
    "at_risk": "at risk",
    "above": "just above the line",
    "fair": "fair",
    "well": "well",
}
"""By the name under which the scripts of the page ask for them."""


def words_in(said: Callable[[str], str]) -> dict[str, str]:
    """The texts in the words of a client."""
    return {name: said(text) for name, text in WORDS.items()}
