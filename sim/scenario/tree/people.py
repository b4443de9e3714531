"""People: hiring, leave, quitting, learning, strain and burnout."""

from __future__ import annotations

from typing import Literal

from sim.scenario.fields import Days, Hours, Number, Rate, Share, Tree, Weeks, parameter
from sim.scenario.tree.roster import Named


class Hiring(Tree):
    """From a vacancy to a productive colleague."""

    fill: Weeks = parameter(9, low=6, high=16, ge=0, mark="E", source="36-44 days plus 2-4 weeks")
    """Mean time from requisition to first day."""
    fill_spread: Number = parameter(
        0.35, low=0.1, high=0.6, ge=0, le=2, source="E8, lognormal; the size a guess"
    )
    """Standard deviation of the logarithm of that time."""
    panel_hours: Hours = parameter(12, low=4, high=40, ge=0, source="guess")
    """Hours of colleagues spent on interviews for each hire."""
    selection: Share = parameter(0.0, low=0.0, high=1.0, source="M65; effect is a guess")
    """How staged the hiring is (screen, behaviour, practical, panel): talent of hires rises by this
    x 0.8 standard deviations, at (1 + 2 x) the panel hours and (1 + 0.3 x) the time to fill."""
    reputation: Number = parameter(0.0, low=0.0, high=2.0, ge=0, le=10, source="M21: 1 to 2")
    """Time to fill x (1 + this x (mean burnout of the team - 0.35)): a bad name keeps candidates
    away, a happy team brings them along. 1 to 2 gives the claimed 25-50 % at 0.6."""


class People(Tree):
    """Hiring, ramp, leave and quitting."""

    base_quit_rate: Rate = parameter(
        0.145, low=0.08, high=0.25, ge=0, le=3, mark="C", source="X1: 20 % (12-35) turnover"
    )
    """Voluntary exits a year of somebody with burnout 0.35, full pay and average support; every
    effect multiplies it, so 0 means that nobody quits."""
    burnout_quit_effect: Number = parameter(
        1.85,
        low=1.1,
        high=3.0,
        ge=0,
        le=10,
        mark="E",
        source="Hamidi 2018: HR 2.1 between B 0.7 and 0.3",
    )
    """Hazard of quitting x exp(this x (B - 0.35))."""
    pay_gap: Share = parameter(0.0, low=0.0, high=0.3, source="E7")
    """How far pay is below what comparable roles earn."""
    pay_gap_effect: Number = parameter(1.0, low=0.0, high=2.0, ge=0, le=10, source="E7 beta_p")
    """Hazard of quitting x exp(this x pay gap)."""
    support_effect: Number = parameter(0.3, low=0.0, high=0.8, ge=0, le=5, source="E7 beta_s")
    """Hazard of quitting x exp(-this x (support - 0.5))."""
    contagion: Number = parameter(0.75, low=0.0, high=2.0, ge=0, le=10, source="E7 chi; Felps 2009")
    """Hazard x (1 + this x exits in the last 12 weeks / heads)."""
    notice: Weeks = parameter(
        2, low=1, high=13, ge=0, source="E8: 2-4 weeks of notice and start, a guess"
    )
    """Time between resigning and the last day."""
    ramp: Weeks = parameter(
        26, low=13, high=40, ge=0, mark="E", source="S3; ad hoc 26, structured 13"
    )
    """Weeks until a new colleague reaches 80 % of full speed."""
    ramp_start: Share = parameter(0.3, low=0.1, high=0.6, gt=0, source="E8")
    """Speed on the first day."""
    talent_spread: Number = parameter(0.2, low=0.0, high=0.4, ge=0, le=1, source="E8; Q21")
    """Standard deviation of the logarithm of a person's speed."""
    hero_share: Share = parameter(0.15, low=0.05, high=0.30, source="E8 phi")
    """Share of heroes among hires: they do nearly all that does not fit after hours."""
    leave: Days = parameter(
        25, low=10, high=40, ge=0, le=60, mark="E", source="paid leave", opening=True
    )
    """Working days of leave a year."""
    leave_block: Days = parameter(5, low=2, high=15, ge=1, le=30, opening=True, source="guess")
    """Working days of one leave."""
    hiring: Hiring = parameter(Hiring())
    """How vacancies are filled."""
    roster: dict[str, Named] = parameter({})
    """Single seats by a name of the user's own: forced exits, dated leaves, who may not resign."""
    quiet_effect: Number = parameter(0.25, low=0.0, high=0.6, ge=0, le=5, source="E7 beta_R; M8")
    """Where heroics are praised: hazard of those who are no heroes x exp(this)."""
    clarity_effect: Number = parameter(0.4, low=0.0, high=1.0, ge=0, le=5, source="1c.1; Q35")
    """Hazard of quitting x exp(-this x (role clarity - 0.5))."""
    cynicism_effect: Number = parameter(0.2, low=0.0, high=0.8, ge=0, le=5, source="M50: guess")
    """Hazard of quitting x exp(this x cynicism)."""
    development: Share = parameter(0.0, low=0.0, high=1.0, source="Q24")
    """Continuous development: how much of a full programme everybody gets."""
    development_effect: Share = parameter(0.30, low=0.25, high=0.35, source="Q24: 25-35 %")
    """A full programme lowers the hazard of quitting by this share."""
    development_hours: Hours = parameter(2.0, low=1.0, high=4.0, ge=0, le=20, source="guess")
    """What a full programme takes of each person's week."""
    reramp: Share = parameter(0.5, low=0.2, high=0.8, source="guess")
    """Part of a newcomer's lack of speed that somebody has who takes over a role in which every
    kind of work is new; with practice in some of it less."""
    reorg_shock: Number = parameter(
        0.3, low=0.0, high=1.0, ge=0, le=10, source="guess; Trevor & Nyberg 2008: layoffs"
    )
    """Hazard of quitting x (1 + this) for everybody on the day of a reorganisation."""
    reorg_shock_moved: Number = parameter(0.5, low=0.0, high=1.5, ge=0, le=10, source="guess")
    """What those whose role changed feel on top of that."""
    reorg_shock_weeks: Weeks = parameter(26, low=8, high=52, gt=0, source="guess")
    """Time constant with which the shock fades."""
    onboarding: Literal["ad_hoc", "structured"] = parameter("ad_hoc", source="Q23, M60")
    """How newcomers are brought in; counts on their first day and stays with them."""
    onboarding_effect: Share = parameter(0.5, low=0.4, high=0.6, le=0.95, source="Q23: 40-60 %")
    """Part of the ramp that structured onboarding saves: 26 weeks become 13."""
    trainer_hours: Hours = parameter(24, low=8, high=60, ge=0, le=400, source="Q23: guess")
    """Hours of colleagues that structured onboarding takes for each newcomer."""


class Learning(Tree):
    """Learning by doing, and what switching costs."""

    gain: Number = parameter(
        0.40, low=0.2, high=0.6, ge=0, le=2, source="E14 g; Staats & Gino 2012"
    )
    """Speed at a kind of work = 1 + gain x (practice - reference)."""
    reference: Share = parameter(
        0.55, low=0.4, high=0.7, source="scratch model: practice of an average generalist"
    )
    """Practice (0-1) at which the hours of `work.kinds` hold."""
    half_hours: Hours = parameter(150, low=80, high=400, gt=0, source="guess")
    """Recent hours at one kind of work that give half of full practice, for a small book."""
    breadth: Number = parameter(50, low=25, high=100, gt=0, source="E14: +5 % per 25 accounts")
    """Accounts in the book, x the part of all kinds of work one does, that double the hours needed:
    variety dilutes learning."""
    memory: Weeks = parameter(52, low=26, high=104, gt=0, source="guess")
    """Time constant at which practice fades."""
    switch_account: Hours = parameter(0.04, low=0.0, high=0.15, ge=0, le=2, source="E14")
    """Time to get into another account."""
    switch_kind: Hours = parameter(0.06, low=0.0, high=0.15, ge=0, le=2, source="E14")
    """Time to get into another kind of work."""
    stranger: Share = parameter(0.3, low=0.1, high=0.5, source="E9")
    """Speed lost on an account that is new to the person, where nothing is written down."""
    stranger_weeks: Weeks = parameter(8, low=4, high=16, gt=0, source="E9")
    """How long an account stays new to its owner."""
    pool_slowdown: Share = parameter(
        0.13, low=0.10, high=0.17, mark="E", source="Song, Tucker & Murrell 2015"
    )
    """Extra effort where nobody owns the account (pods: half of it)."""
    documentation: Number = parameter(0.004, low=0.002, high=0.008, ge=0, le=1, source="E9")
    """Documented share K grows by this x improvement hours a head x (1 - K) a week."""
    documentation_decay: Share = parameter(0.20, low=0.1, high=0.4, source="E9")
    """Share of what is documented that goes stale in a year."""
    documented: Share = parameter(
        0.30, low=0.1, high=0.7, opening=True, source="scratch model: its own fixed point"
    )
    """Documented share K on the opening day, before the hidden run-in."""
    sharing_documentation: Number = parameter(1.0, low=0.0, high=2.0, ge=0, le=10, source="M10")
    """Documented share grows x (1 + this) for each hour where everybody shares knowledge."""
    sharing_context: Share = parameter(0.5, low=0.2, high=0.8, source="M10, M40: guess")
    """Part of what a new owner lacks that shared knowledge, or a playbook, makes up for."""
    complexity: Hours = parameter(0.02, low=0.0, high=0.05, ge=0, le=1, source="M36: guess")
    """Hours a week of coordination for each account of a person and each further product."""


class Burnout(Tree):
    """Strain, burnout and what they do.

    Demand D = sensitivity x utilisation x [load + overtime x o/20 + scope x sigma
    + bad_share x (share of unhealthy accounts) - support x support]; acute strain follows
    A* = D / (D + half_point); chronic burnout B follows A.
    """

    load: Number = parameter(0.64, low=0.3, high=0.8, ge=0, le=5, mark="C", source="E5")
    """Weight of being busy at all."""
    overtime: Number = parameter(
        0.40, low=0.2, high=0.6, ge=0, le=5, mark="C", source="E5; Lin 2021"
    )
    """Weight of 20 hours of overtime a week."""
    scope: Number = parameter(0.45, low=0.2, high=0.7, ge=0, le=5, mark="C", source="E5; M53")
    """Weight of the share of time on work that others owe."""
    bad_share: Number = parameter(0.20, low=0.0, high=0.4, ge=0, le=5, source="E5; M17")
    """Weight of the share of one's accounts that are unhealthy."""
    support: Number = parameter(0.15, low=0.0, high=0.3, ge=0, le=5, source="E5; M23")
    """Relief by a supportive manager."""
    half_point: Number = parameter(
        0.50, low=0.5, high=0.66, gt=0, le=5, mark="C", source="E5; Q3, Q4: fitted"
    )
    """Demand at which acute strain settles at one half."""
    sensitivity_spread: Number = parameter(
        0.5, low=0.2, high=0.8, ge=0, le=2, mark="E", source="E5 xi"
    )
    """Standard deviation of the logarithm of how people differ."""
    acute_time: Weeks = parameter(1.5, low=1, high=3, gt=0, mark="E", source="Westman & Eden 1997")
    """Time constant of acute strain."""
    time_up: Weeks = parameter(26, low=13, high=78, gt=0, source="E5")
    """Time constant of burnout on the way up."""
    time_down: Weeks = parameter(40, low=26, high=104, gt=0, source="E5")
    """Time constant of recovery."""
    speed_effect: Number = parameter(
        0.2, low=0.1, high=0.4, ge=0, le=0.8, mark="E", source="E6; r = -.17"
    )
    """Speed x (1 - this x (B - 0.35))."""
    health_effect: Number = parameter(
        0.10, low=0.0, high=0.2, ge=0, le=1, source="E11; Salyers 2017"
    )
    """Deserved health of the accounts served falls by this x (B - 0.35)."""
    line: Share = parameter(0.50, mark="C", source="Q3: 47 %")
    """Burned out: B above this."""
    often_line: Share = parameter(0.555, mark="C", source="Q4: 36 %")
    """Burned out often or constantly: B above this."""
    support_buffer: Share = parameter(0.5, low=0.0, high=1.0, source="M19; Xanthopoulou 2007")
    """The weight of unhealthy accounts is x (1 - this x (support - 0.5))."""
    monotony: Number = parameter(0.0, low=-0.3, high=0.3, ge=-2, le=2, source="M25")
    """Weight of the kinds of work that a role leaves out: above 0 narrow roles are monotonous,
    below 0 they suit those who hold them."""
    manager: Number = parameter(0.4, low=0.0, high=0.8, ge=0, le=5, source="M26: guess")
    """Weight of the manager's acute strain above 0.35; acts where `leadership.span` is given."""
    resilience: Share = parameter(0.0, low=0.0, high=0.3, source="M50, Q30")
    """Resilience training: share of acute strain that is not felt. Work, hours and scope stay."""
    remote_slowdown: Number = parameter(0.3, low=0.0, high=1.0, ge=0, le=5, source="M28: guess")
    """Recovery takes (1 + this x remote share) times as long."""
