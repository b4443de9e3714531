"""Names of measures for people, and how the verdict says that one is better or worse.

A measure without a row here is called by its own name with spaces; only headline measures need
phrases. `{d}` in a phrase is the size of the difference.
"""

from __future__ import annotations

from typing import NamedTuple


class Phrase(NamedTuple):
    """How a difference in a measure is said: when it is higher, when it is lower."""

    higher: str
    lower: str
    noun: str


LABELS = {
    "grr": "Gross retention (GRR)",
    "nrr": "Net retention (NRR)",
    "logo_churn": "Logo churn",
    "renewal_churn": "Renewals lost",
    "arr_end": "ARR at the end",
    "arr_new": "ARR of new logos",
    "arr_expanded": "ARR expanded",
    "arr_contracted": "ARR contracted",
    "arr_churned": "ARR churned",
    "arr_at_risk_visible": "ARR at risk, as reported",
    "arr_at_risk_true": "ARR at risk, in truth",
    "csm_turnover": "Voluntary turnover",
    "exits_involuntary": "Involuntary exits",
    "moves_internal": "Internal moves",
    "burnout_prevalence": "Burned out",
    "burnout_often": "Burned out often",
    "hours_worked": "Hours worked",
    "unlogged_hours": "Unlogged hours",
    "overtime_weeks": "Overtime",
    "out_of_scope_share": "Out-of-scope hours",
    "utilisation": "Utilisation",
    "response_time": "Response time, mean",
    "response_time_p90": "Response time, 90 %",
    "time_to_live": "Time to live",
    "served_share": "Planned work done",
    "continuity": "Hours from the main person",
    "handovers": "Changes of owner",
    "single_threaded_arr": "Single-threaded ARR",
    "bus_factor": "ARR on one person, most",
    "accounts_per_head": "Accounts per head",
    "arr_per_head": "ARR per head",
    "health_true": "Health, in truth",
    "health_reported": "Health, as reported",
    "green_churn": "Churn that was reported healthy",
    "detection_lag": "Decline to its detection",
    "csat": "Customer satisfaction (CSAT)",
    "esat": "Employee satisfaction (ESAT)",
    "nps": "Net promoter score (NPS)",
    "cost_to_serve": "Cost to serve",
    "unpaid_overtime": "Unpaid overtime, priced",
    "cost_to_serve_share": "Cost to serve / ARR",
    "cost_to_serve_full": "Cost to serve in full",
    "replacement_cost_direct": "Cost of replacing a person",
    "replacement_cost_with_churn": "The same, with lost ARR",
    "contribution": "Contribution",
    "masked_hours": "Hours owed by others or unlogged",
    "masking_invoice": "Masking invoice",
    "time_to_fix": "Time to fix the causes",
    "turnover_heroes": "Voluntary turnover of heroes",
    "turnover_quiet": "Voluntary turnover of the others",
    "inclination": "Inclination to hero work",
    "support": "Support",
    "cynicism": "Cynicism",
    "manager_burnout": "Burnout of managers",
    "transition_bill": "Hand-overs, new roles and hiring",
    "programme_cost": "Cost of programmes",
}

OF = {
    "logo_churn": "of accounts",
    "renewal_churn": "of those due",
    "csm_turnover": "of heads",
    "burnout_prevalence": "of person-weeks",
    "burnout_often": "of person-weeks",
    "overtime_weeks": "of person-weeks",
    "contribution": "over the run",
}
"""What a share is of, and a sum over, where the name leaves one to guess."""

PHRASES = {
    "grr": Phrase("keeps {d} more of the ARR a year", "keeps {d} less of the ARR a year", "GRR"),
    "nrr": Phrase(
        "ends a year with {d} more ARR from the same customers",
        "ends a year with {d} less ARR from the same customers",
        "NRR",
    ),
    "contribution": Phrase(
        "contributes {d} more over the run", "contributes {d} less over the run", "contribution"
    ),
    "cost_to_serve": Phrase(
        "costs {d} more per account a year", "costs {d} less per account a year", "cost to serve"
    ),
    "csm_turnover": Phrase(
        "loses {d} more of the people a year", "loses {d} fewer of the people a year", "turnover"
    ),
    "burnout_prevalence": Phrase(
        "burns out {d} more of the person-weeks",
        "burns out {d} fewer of the person-weeks",
        "burnout",
    ),
    "unlogged_hours": Phrase(
        "hides {d} more unlogged work per person a week",
        "hides {d} less unlogged work per person a week",
        "unlogged hours",
    ),
    "logo_churn": Phrase(
        "loses {d} more of the accounts a year",
        "loses {d} fewer of the accounts a year",
        "logo churn",
    ),
}
"""In the order in which a board asks."""


def label(measure: str) -> str:
    """Name of a measure for people."""
    return LABELS.get(measure) or measure.replace("_", " ").capitalize()


def full_label(measure: str) -> str:
    """The name with what it is of, as in a table: 'Burned out, of person-weeks'."""
    of = OF.get(measure)
    return f"{label(measure)}, {of}" if of else label(measure)


def noun(measure: str) -> str:
    """Short name of a measure within a sentence."""
    return PHRASES[measure].noun if measure in PHRASES else measure.replace("_", " ")


def phrase(measure: str) -> Phrase:
    """How a difference in `measure` is said; plain words for a measure without a row."""
    name = measure.replace("_", " ")
    return PHRASES.get(measure) or Phrase(f"has {{d}} more {name}", f"has {{d}} less {name}", name)


def in_order(measures: list[str]) -> list[str]:
    """Measures in the order of PHRASES, those without a row behind, in their own order."""
    rank = {name: place for place, name in enumerate(PHRASES)}
    return sorted(measures, key=lambda name: rank.get(name, len(rank)))
