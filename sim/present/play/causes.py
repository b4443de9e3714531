"""Recorded but-for causes in a few words, as a caption has room for them."""

from __future__ import annotations

from sim.present.words import listed
from sim.tables import Run

WORDS = {
    "churn_cause": {
        "not influenceable": "beyond CS's reach",
        "health": "poor health",
        "change of lead": "change of owner",
        "trust": "low trust",
        "champion lost": "champion left",
        "renewal unprepared": "renewal not prepared",
        "ordinary": "no single cause",
    },
    "exit_cause": {
        "burnout": "burnout",
        "pay gap": "pay below the market",
        "little support": "too little support",
        "colleagues leaving": "colleagues who left",
        "unclear role": "an unclear role",
        "quiet work unseen": "quiet work that nobody saw",
        "cynicism": "cynicism",
        "reorganisation": "the reorganisation",
    },
}
"""Code book -> its words -> words for people; a test holds that all are there."""
SAID = 3
"""Causes that are named; more are counted."""


def cause_words(run: Run, book: str, bits: int) -> str:
    """The causes whose bits are set: 'burnout, cynicism and an unclear role'; '' for none."""
    words = WORDS[book]
    found = [words[word] for place, word in enumerate(run.labels[book]) if bits >> place & 1]
    more = [f"{len(found) - SAID} more"] if len(found) > SAID else []
    return listed([*found[:SAID], *more])
