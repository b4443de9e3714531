"""Job titles of a roster, taken for roles of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from sim.scenario.importing.columns import plain

LEFT_OUT = "none"
"""What stands for people who do no work that is simulated."""

WORDS = (
    (LEFT_OUT, ("head", "vp", "vice_president", "director", "chief", "cco")),
    ("operations", ("ops", "operations", "enablement")),
    ("onboarding_specialist", ("onboarding", "implementation")),
    ("renewals_manager", ("renewal", "renewals")),
    ("technical_csm", ("technical", "tam", "solutions")),
    ("account_manager", ("account_manager", "am", "key_account_manager")),
    ("cs_associate", ("associate", "coordinator", "assistant")),
    ("scaled_csm", ("scaled", "digital", "pooled")),
    ("player_coach", ("lead", "team_lead", "player_coach")),
    ("csm", ("csm", "customer_success", "success_manager", "client_success")),
)
"""Role -> words that tell it; the first row with a word in the title counts. Managers of managers
are not simulated."""


def role_of(title: str, told: Mapping[str, str]) -> str | None:
    """The role that a title is taken for; `LEFT_OUT` for leaders, None for one that tells nothing.

    told: what the user says, title (as it stands, or in any case) -> role.
    """
    wanted = plain(title)
    for name, role in told.items():
        if plain(name) == wanted:
            return role
    spaced = f"_{wanted.replace(',', '').replace('.', '')}_"
    return next(
        (role for role, words in WORDS if any(f"_{word}_" in spaced for word in words)), None
    )
