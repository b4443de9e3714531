"""Recorded but-for causes in words for people, once for charts, stories and captions."""

from __future__ import annotations

from typing import NamedTuple

from sim.present.words import listed
from sim.tables import Run


class Cause(NamedTuple):
    """A cause in few words, as a label or a caption has room for them, and within a sentence."""

    short: str
    within: str


CHURN = {
    "not influenceable": Cause(
        "beyond CS's reach", "nothing that Customer Success does would have kept it"
    ),
    "health": Cause("poor health", "low health"),
    "change of lead": Cause("change of owner", "the change of its lead"),
    "trust": Cause("low trust", "too little trust"),
    "champion lost": Cause("champion left", "the loss of its champion"),
    "renewal unprepared": Cause("renewal not prepared", "a renewal that nobody prepared"),
    "ordinary": Cause("no single cause", "no single cause: the churn of an ordinary year"),
}
"""Causes of a churn, by their words in the tables; a test holds that all are there."""
NO_CAUSE = ("not influenceable", "ordinary")
"""Words of a churn without a but-for cause."""
EXIT = {
    word: Cause(text, text)
    for word, text in {
        "burnout": "burnout",
        "pay gap": "pay below the market",
        "little support": "too little support",
        "colleagues leaving": "colleagues who left",
        "unclear role": "an unclear role",
        "quiet work unseen": "quiet work that nobody saw",
        "cynicism": "cynicism",
        "reorganisation": "the reorganisation",
    }.items()
}
"""Causes of an exit."""
BOOKS = {"churn_cause": CHURN, "exit_cause": EXIT}
"""By code book."""
SAID = 3
"""Causes that are named; more are counted."""


def cause_words(run: Run, book: str, bits: int) -> str:
    """The causes whose bits are set: 'burnout, cynicism and an unclear role'; '' for none."""
    words = [BOOKS[book][word].short for word in set_bits(bits, run.labels[book])]
    more = [f"{len(words) - SAID} more"] if len(words) > SAID else []
    return listed([*words[:SAID], *more])


def set_bits(causes: int, names: tuple[str, ...]) -> list[str]:
    """The names whose bits are set."""
    return [name for place, name in enumerate(names) if causes >> place & 1]


def labelled(cause: Cause) -> str:
    """The cause as a label: 'Poor health'."""
    return cause.short[:1].upper() + cause.short[1:]
