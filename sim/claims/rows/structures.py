"""Claims about which structure suits which customers, and what the ratios do."""

from __future__ import annotations

from sim.claims.arms import Arm, Sets
from sim.claims.crossings import Step, crossed
from sim.claims.experiment import Experiment, one, pair
from sim.claims.forms import best, change, difference, extreme, level
from sim.claims.rows.settings import (
    ENTERPRISE,
    LONG,
    SETTLED,
    SHORT,
    SMB,
    company,
    roles,
    structure,
)

SMALL: Sets = {**SHORT, **SMB, **company(7.2, 5), "book.segments.smb.acv": "12k"}
"""600 customers of $12K."""
BIG: Sets = {**SHORT, **ENTERPRISE, **company(22.5, 9), "book.segments.enterprise.acv": "150k"}
"""150 customers of $150K."""
LIGHT: Sets = {**SHORT, **SMB, **company(8, 13), "book.segments.smb.acv": "4k"}
"""2000 customers of $4K, 150 for each head."""
TECH_TOUCH: Sets = {**structure("tech_touch"), "team.size": 4}
"""500 customers for each head."""

TWENTY: Sets = {**SETTLED, **ENTERPRISE, **company(9.6, 4)}
FORTY: Sets = {**TWENTY, "team.size": 2}
POOL_150: Sets = {**SETTLED, **SMB, **company(6, 4), **structure("pooled")}
NAMED_60: Sets = {"team.size": 10, "team.structure": "generalist"}

ACV = 0.3
"""Millions of a contract of an enterprise customer in Q37."""
RATIOS = (8, 11, 16, 32)
"""Accounts for each head; at $10M they are 4, 3, 2 and 1 heads."""
PURE: Sets = {**SHORT, **ENTERPRISE, "book.segments.enterprise.acv": "300k"}


def _ratios(millions: float) -> dict[str, Arm]:
    """The same enterprise book with more and more accounts for each head."""
    accounts = millions / ACV
    return {
        f"{millions:g}M 1:{ratio}": Arm({**PURE, **company(millions, round(accounts / ratio))})
        for ratio in RATIOS
    }


def _optimum(millions: float) -> Experiment:
    name = {10.0: "small", 200.0: "large"}[millions]
    choices = {float(ratio): f"{millions:g}M 1:{ratio}" for ratio in RATIOS}
    return Experiment(f"Q37.{name}", best("contribution", choices), _ratios(millions), 24)


def _pure_pools() -> dict[str, Arm]:
    """Named owners with 16 accounts, and a pool of the same people, at each size."""
    arms = {}
    for millions in PURE_SIZES:
        sets = {**PURE, **company(millions, round(millions / ACV / 16))}
        arms[f"{millions}M"] = Arm(sets)
        arms[f"{millions}M pooled"] = Arm(
            {**sets, **structure("pooled")}, f"{millions}M", "payroll"
        )
    return arms


PURE_SIZES = (10, 50, 200)
PURE_POOLS = extreme("contribution", [(f"{m}M pooled", f"{m}M") for m in PURE_SIZES], largest=True)
ONBOARDING = roles(csm=0.9, onboarding_specialist=0.1)
FOUR: Sets = {**SHORT, **company(5, 4)}
TABLE: Sets = {
    "team.structure": "custom",
    "team.coordination": "1.5 hours",
    "team.roles.csm.count": 2,
    "team.roles.onboarding_specialist.count": 1,
    "team.roles.renewals_manager.count": 1,
    "team.roles.onboarding_specialist.overflow.to": [],
    "team.roles.renewals_manager.overflow.to": [],
}
"""Two CSMs, an onboarding specialist and a renewals manager who do nothing else when idle."""
DELAYED: Sets = {
    **SHORT,
    **SMB,
    "book.segments.smb.acv": "28k",
    "book.growth": 0.35,
    "people.hiring.fill": "12 weeks",
    "leadership.planning": "fixed",
    "team.size": 6,
}
ASSOCIATES: Sets = {**roles(csm=0.75, cs_associate=0.25), "team.operations_share": 0.08}
MATCHES = [("enterprise", "enterprise pooled"), ("smb pooled", "smb")]

ROWS = (
    Experiment(
        "Q12",
        crossed("accounts_per_head", [Step(m * 1e6, "", f"{m}M") for m in (4, 8, 16)], target=50),
        {f"{m}M": Arm({**DELAYED, "book.arr": f"{m}M"}) for m in (4, 8, 16)},
        24,
    ),
    *(
        pair(f"Q13.{name}", change("time_to_live"), {**SHORT, "work.volume": volume}, ONBOARDING)
        for name, volume in (("loaded", 1.0), ("quiet", 0.5))
    ),
    pair("Q14", difference("contribution"), SMALL, structure("pooled"), equal="payroll"),
    pair(
        "Q15",
        difference("contribution"),
        {**BIG, **structure("pooled")},
        structure("generalist"),
        equal="payroll",
    ),
    *(
        pair(
            f"Q16.{name}",
            difference("contribution"),
            {**LONG, **structure(named)},
            structure("hybrid"),
            equal="payroll",
        )
        for name, named in (("pooled", "pooled"), ("dedicated", "generalist"))
    ),
    one("Q18.overtime", level("overtime_hours"), FORTY),
    pair("Q18.grr", difference("grr"), TWENTY, {"team.size": 2}, own=True),
    pair("Q18.smb_cost", change("cost_to_serve"), POOL_150, NAMED_60, own=True),
    pair("Q18.smb_grr", difference("grr"), POOL_150, NAMED_60, own=True),
    _optimum(10.0),
    _optimum(200.0),
    Experiment("Q37.pooled", PURE_POOLS, _pure_pools(), 24),
    Experiment("M58", PURE_POOLS, _pure_pools(), 24),
    *(
        pair(name, difference("contribution"), LIGHT, TECH_TOUCH, replications=24)
        for name in ("Q38", "M59")
    ),
    pair("M25", change("burnout_prevalence"), SETTLED, structure("specialised"), equal="payroll"),
    Experiment(
        "M46.utilisation",
        level("utilisation/role/onboarding_specialist", "candidate"),
        {"base": Arm(FOUR), "candidate": Arm({**FOUR, **TABLE}, "base")},
    ),
    pair("M46.cost_to_serve", change("cost_to_serve"), FOUR, TABLE),
    pair(
        "M48",
        difference("grr"),
        {**SETTLED, **ENTERPRISE, **company(20, 10)},
        structure("pooled"),
        equal="payroll",
    ),
    pair("M56", difference("planned_share/role/csm"), SHORT, ASSOCIATES, equal="payroll"),
    Experiment(
        "M61",
        extreme("contribution", MATCHES, largest=False),
        {
            "enterprise": Arm(BIG),
            "enterprise pooled": Arm({**BIG, **structure("pooled")}, "enterprise", "payroll"),
            "smb": Arm(SMALL),
            "smb pooled": Arm({**SMALL, **structure("pooled")}, "smb", "payroll"),
        },
    ),
)
