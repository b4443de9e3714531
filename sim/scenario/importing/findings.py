"""The sorts of oddity that an import can meet: a row each, and the notebook that counts them."""

from __future__ import annotations

from collections.abc import Iterable

from sim.scenario.importing.imported import Finding

EXAMPLES = 3
"""Identifiers shown with a finding."""

DROPPED = {
    "repeated_account": "rows of accounts that repeat another row cell for cell",
    "repeated_subscription": "rows of subscriptions that repeat another row cell for cell",
    "unknown_account": "subscriptions of accounts that the accounts file does not have",
    "trial": "subscriptions that are trials",
    "zero_arr": "subscriptions of 0 ARR that are no trials",
    "end_before_start": "subscriptions that end before they start",
    "not_started": "subscriptions that start after the day",
    "ended": "subscriptions that have ended by the day",
    "replaced": "older subscriptions, replaced by a newer one of the account",
    "no_subscription": "accounts without a paid subscription in force",
}
"""What is left out of the book, in the order of the report."""

CONTRADICTIONS = {
    "churned_but_active": "accounts flagged as churned that have a paid subscription in force: "
    "kept, the subscription counts",
    "trial_but_paying": "accounts flagged as a trial that pay: kept",
    "overlap": "accounts with more than one subscription in force",
    "same_day": "accounts with two newest subscriptions, of the same day: the greater identifier "
    "is taken as newer; at stake",
    "newest_ended": "accounts whose newest paid subscription has ended while an older one runs on: "
    "kept, the one that runs counts",
    "cancelled_later": "subscriptions in force with a cancellation after the day: it was not "
    "known then and is not used",
    "plan_differs": "accounts whose own plan is not that of their newest subscription: the "
    "subscription's is taken",
    "unknown_segment": "accounts with a segment that is none of enterprise, mid_market, smb: all "
    "segments are taken by ARR",
}
"""What does not fit together and was kept, in the order of the report."""


class Notebook:
    """Counts oddities by reason; `findings` gives those that were met, in the report's order."""

    def __init__(self) -> None:
        self._met: dict[str, list[str]] = {reason: [] for reason in (*DROPPED, *CONTRADICTIONS)}
        self._arr = dict.fromkeys(self._met, 0.0)

    def add(self, reason: str, identifier: str, arr: float = 0.0) -> None:
        """One more of this sort."""
        self._met[reason].append(identifier)
        self._arr[reason] += arr

    def extend(self, reason: str, identifiers: Iterable[str]) -> None:
        """Several more of this sort."""
        self._met[reason].extend(identifiers)

    def findings(self) -> tuple[Finding, ...]:
        """Every sort that was met."""
        return tuple(
            Finding(
                reason=reason,
                text=DROPPED.get(reason) or CONTRADICTIONS[reason],
                count=len(met),
                examples=tuple(met[:EXAMPLES]),
                dropped=reason in DROPPED,
                arr=self._arr[reason],
            )
            for reason, met in self._met.items()
            if met
        )
