"""Customers: health, trust, renewal, expansion; and money."""

from __future__ import annotations

from sim.scenario.fields import (
    BySegment,
    Hours,
    Money,
    Number,
    Share,
    Tree,
    Weeks,
    Years,
    parameter,
)
from sim.scenario.tree.programme import ProgrammeCost


class Customers(Tree):
    """What customers become, given how they are served.

    Deserved health H* = health_floor + health_service x served share + fit - delay - burnout
    + trust_health x (trust - 0.5); true health follows with `health_time`.
    """

    health_floor: Share = parameter(0.30, low=0.2, high=0.4, source="E11")
    """Health of an account that nobody serves."""
    health_service: Share = parameter(0.55, low=0.4, high=0.7, source="E11")
    """What full service adds."""
    health_time: Weeks = parameter(26, low=13, high=52, gt=0, source="E11")
    """Time constant of true health."""
    fit_spread: Share = parameter(0.07, low=0.03, high=0.12, source="guess", opening=True)
    """Standard deviation of product fit among accounts."""
    slow_onboarding: Share = parameter(0.15, low=0.05, high=0.25, source="E11")
    """Health lost while onboarding takes twice its planned time."""
    trust_health: Share = parameter(0.10, low=0.0, high=0.2, source="guess")
    """Weight of trust in deserved health."""
    service_memory: Weeks = parameter(13, low=8, high=26, gt=0, source="scratch model")
    """Time constant over which the served share is averaged."""
    late_credit: Share = parameter(0.5, low=0.2, high=0.8, source="guess")
    """What planned work done after its date is worth."""
    trust_time: Weeks = parameter(26, low=13, high=78, gt=0, source="E10")
    """Time constant of trust, personal and in the firm."""
    trust_kept: Share = parameter(0.2, low=0.0, high=0.5, source="E10; Palmatier 2007")
    """Share of personal trust kept when the lead changes and nothing is documented."""
    trust_documented: Share = parameter(0.5, low=0.2, high=0.7, source="E10; I-PASS")
    """Further share kept with everything documented."""
    trust_pod: Share = parameter(0.4, low=0.2, high=0.6, source="E13")
    """Further part of the loss that a pod mate who takes over avoids."""
    trust_warm: Share = parameter(0.2, low=0.0, high=0.4, source="E10")
    """Further share kept after a warm hand-over: the leaver's part of it was done in notice."""
    firm_trust_alone: Share = parameter(0.4, low=0.2, high=0.6, source="guess; Palmatier 2007")
    """Trust in the firm that full service earns where one person does everything."""
    firm_trust_shared: Share = parameter(0.7, low=0.5, high=0.9, source="guess; Palmatier 2007")
    """Trust in the firm that full service earns where the work is spread over people."""
    digital_penalty: Share = parameter(0.07, low=0.0, high=0.15, source="E14: 0.05 at touch 0.3")
    """Deserved health lost where nothing is done by hand (`touch` 0)."""
    handover_hours: Hours = parameter(2.0, low=0.5, high=6, ge=0, le=40, source="E14 f")
    """Hours the new owner spends on taking over an account (a leaver in notice spends half)."""
    base_churn: BySegment[Share] = parameter(
        {"enterprise": 0.097, "mid_market": 0.081, "smb": 0.081, "default": 0.081},
        mark="C",
        source="X2: fitted; one number for all terms but multi-year",
    )
    """Churn a year of an account of health 0.78 with no change of owner, by segment."""
    influenceable_churn: Share = parameter(0.7, low=0.4, high=0.9, source="asked; Q-range")
    """Part of base churn that CS can influence at all."""
    churn_health: Number = parameter(3.5, low=2.0, high=5.0, ge=0, le=20, source="E13")
    """Log odds of churn for each point of health below 0.78."""
    churn_change: Number = parameter(
        0.7, low=-0.1, high=1.4, le=5, source="E13: ln 2 (0.9-4); Shi 2017"
    )
    """Log odds of churn right after a change of lead."""
    change_memory: Weeks = parameter(26, low=13, high=52, gt=0, source="E13")
    """How long a change of lead is felt."""
    churn_trust: Number = parameter(
        0.6, low=0.0, high=1.5, ge=0, le=10, source="guess; Vanneste 2014"
    )
    """Log odds of churn for trust of 0 rather than 1, around 0.5."""
    churn_champion: Number = parameter(0.8, low=0.3, high=1.5, ge=0, le=10, source="E13; Sturdy")
    """Log odds of churn while the customer's own champion is gone."""
    champion_loss: Number = parameter(0.15, low=0.05, high=0.30, ge=0, le=5, source="guess")
    """Champions lost a year for each account; a new one is found in about half a year."""
    unprepared: Number = parameter(0.4, low=0.0, high=1.0, ge=0, le=10, source="guess")
    """Log odds of churn where the renewal task was not done by the contract date
    (half of it where contracts renew by themselves)."""
    contraction: Share = parameter(0.06, low=0.02, high=0.12, source="scratch model: 1.2 pp a year")
    """Probability a year that an account shrinks at a contract date, at health 0.78."""
    contraction_size: Share = parameter(
        0.20, low=0.1, high=0.4, source="scratch model: 1.2 pp a year"
    )
    """Part of ARR that a shrinking account gives up."""
    expansion_size: Share = parameter(
        0.30, low=0.1, high=0.5, mark="C", source="Q9; scratch model: 17 % a year before odds"
    )
    """Part of ARR that a successful expansion adds."""
    expansion_odds: Share = parameter(0.65, low=0.4, high=0.8, source="guess")
    """Success of an expansion at health 0.78 and trust 0.5, when its work was done."""
    multi_year: Years = parameter(3, low=2, high=5, gt=0, opening=True, source="guess")
    """Length of a multi-year contract."""
    healthy_line: Share = parameter(0.5, low=0.4, high=0.6, source="guess")
    """Accounts below this health are unhealthy, their ARR at risk."""
    report_bias: Share = parameter(0.34, low=0.0, high=0.9, mark="C", source="E12; X4: fitted")
    """Part of what an account lacks in health that a fully trusted lead leaves out of reports."""
    report_noise: Share = parameter(0.1, low=0.05, high=0.2, source="E12")
    """Standard deviation of reported health around what the lead believes."""
    product_shock: Number = parameter(0.0, low=0.0, high=0.3, ge=-1, le=1, source="E11; M17")
    """Deserved health that a bad product takes from everybody for as long as it is set."""
    trust_team: Share = parameter(0.3, low=0.1, high=0.5, source="M16; E13: less than in a pod")
    """Further part of the loss at a change of lead that full team accountability avoids."""
    sales_handover: Share = parameter(0.5, low=0.0, high=1.0, source="M29")
    """How well Sales hands new logos over: 0.5 as usual, 1 all that matters, 0 nothing."""
    unclear_effort: Number = parameter(0.6, low=0.2, high=1.0, ge=0, le=2, source="M29: guess")
    """Onboarding effort x (1 + this x (0.5 - hand-over))."""
    unclear_health: Share = parameter(0.2, low=0.0, high=0.4, source="M29: guess")
    """Health with which a new logo begins, less this x (0.5 - hand-over)."""
    fit_of_new_logos: Number = parameter(0.0, low=-0.10, high=0.05, ge=-1, le=1, source="M29")
    """Product fit of new logos beyond that of the opening book; below 0: Sales sold to anybody."""
    expansion_talent: Number = parameter(
        1.9, low=0.0, high=5.0, ge=0, le=10, mark="C", source="Q21: fitted"
    )
    """What an expansion adds goes with talent to this power, the mean kept."""
    oversell: Number = parameter(0.7, low=0.3, high=1.5, ge=0, le=5, source="M55: guess")
    """Log odds that an expansion closes, higher by this where revenue is all that is rewarded."""
    oversold_contraction: Number = parameter(
        1.5, low=0.5, high=3.0, ge=0, le=10, source="M55: guess"
    )
    """Log odds that an account which was sold too much shrinks at its next contract date."""
    green_line: Share = parameter(0.86, low=0.6, high=0.92, mark="C", source="X4: fitted")
    """Reported health from which a dashboard shows an account as healthy or neutral."""


class Prices(Tree):
    """Prices and rates."""

    gross_margin_before_cs: Share = parameter(0.80, low=0.7, high=0.9, mark="E", source="KBCM")
    """Gross margin before the cost of Customer Success."""
    discount_rate: Share = parameter(0.10, low=0.05, high=0.15, source="guess")
    """Yearly rate at which later money counts less."""
    recruiting: Share = parameter(0.20, low=0.10, high=0.30, ge=0, le=3, mark="E", source="E16")
    """Cost of filling a seat, as a share of the loaded cost of a year."""
    tooling: Money = parameter(0.0, low=0.0, high=20e3, ge=0, source="guess")
    """Software for each head a year."""
    overtime_price: Number = parameter(
        1.0, low=0.0, high=1.5, ge=0, le=5, source="E16; an hour of loaded cost"
    )
    """Price of an unpaid hour after hours, in hourly loaded cost (reported beside, never paid)."""
    severance: Weeks = parameter(8, low=4, high=26, ge=0, source="guess")
    """Loaded cost paid to somebody whom a reorganisation leaves without a seat."""
    retention: Share = parameter(0.0, low=0.0, high=0.2, source="guess")
    """Retention pay for everybody whose role changes, as a share of a year's loaded cost; they
    feel it as pay, while the shock lasts."""
    programmes: dict[str, ProgrammeCost] = parameter({}, opening=True)
    """What programmes cost, by their name in the table of programmes, where it is not as there."""
