"""Culture and leadership: how the team works, and what leaders decide."""

from __future__ import annotations

from typing import Literal

from sim.scenario.fields import Flag, Hours, Minutes, Number, Share, Tree, Weeks, parameter


class Rewards(Tree):
    """The scorecard: what people are measured and paid by, as shares that add up to 1.

    The defaults are the balanced card and move nothing; what counts for more comes first.
    """

    revenue: Share = parameter(0.45, low=0.40, high=0.50, mark="E", source="Q25")
    """Retention and expansion: renewal and expansion work."""
    health: Share = parameter(0.30, low=0.25, high=0.35, mark="E", source="Q25")
    """Health and adoption: planned work and onboarding."""
    relationship: Share = parameter(0.20, low=0.15, high=0.25, mark="E", source="Q25")
    """Satisfaction: requests, in scope or not, and hand-overs."""
    operations: Share = parameter(0.05, low=0.05, high=0.15, mark="E", source="Q25")
    """Operational excellence: improvement work."""


class Culture(Tree):
    """What the team does when the day is too short."""

    hero_inclination: Share = parameter(0.5, low=0.2, high=0.9, source="E3: hero 0.8, balanced 0.3")
    """Share of the work that does not fit that a person tries to do after hours."""
    max_overtime: Hours = parameter(
        14, low=5, high=20, ge=0, le=23, source="E3: hero 20, balanced 8"
    )
    """Most hours a week after hours."""
    logging: Share = parameter(0.4, low=0.1, high=0.9, source="E3: hero 0.2, balanced 0.8")
    """Share of hours after hours that is logged."""
    improvement_share: Share = parameter(0.03, low=0.0, high=0.10, le=0.5, source="E9: 2-4 %")
    """Share of working time set aside for documentation and automation; first to be dropped."""
    improvement_floor: Hours = parameter(
        0.3, low=0.0, high=1.0, ge=0, le=10, source="scratch model"
    )
    """Hours a week of it that are protected."""
    escalation: Share = parameter(0.0, low=0.0, high=0.8, source="E1 delta")
    """Share of the out-of-scope items reaching the team that it passes on to whoever owes them."""
    escalation_time: Minutes = parameter(10, low=5, high=30, ge=0, le=240, source="guess")
    """What passing one on takes (an item that is done sooner takes no longer than itself)."""
    boundaries: Share = parameter(0.0, low=0.0, high=0.8, source="M13")
    """Individual limits: inclination and the most hours after hours, x (1 - this). They lower what
    is worked, not what is asked."""
    recognition: Literal["none", "heroics", "outcomes", "teamwork"] = parameter(
        "none", source="M3, M8, M64"
    )
    """What is praised. Heroics draw inclination towards 0.9, and loud customers come first;
    outcomes: unhealthy customers do; teamwork draws inclination towards 0.3 and does part of what
    `knowledge_sharing` and `team_accountability` do."""
    inclination_time: Weeks = parameter(52, low=26, high=156, gt=0, source="M3: guess")
    """Time constant at which inclination drifts to what is praised and to what colleagues do."""
    heroics_logging: Share = parameter(0.75, low=0.5, high=1.0, source="E3: heroes log less")
    """Where heroics are praised, the logged share of hours after hours is x this."""
    norm_pull: Share = parameter(0.0, low=0.0, high=0.8, source="M27")
    """How much the team's mean inclination draws each person's own."""
    role_clarity: Share = parameter(0.5, low=0.0, high=1.0, source="1c.1; Q35")
    """How clear it is what the role owes and what it does not; acts on quitting directly."""
    mentoring: Hours = parameter(0.0, low=0.0, high=1.0, ge=0, le=10, source="M64")
    """Hours a week of each person with a mentor among peers; adds a little to support."""
    free_saturdays: Flag = parameter(False, source="Q42")
    """Nobody works at the weekend."""
    remote_share: Share = parameter(0.0, low=0.0, high=1.0, source="M28")
    """Part of the time that people work away from colleagues; slows recovery."""
    focus_time: Share = parameter(0.0, low=0.0, high=0.5, source="M62")
    """Share of the time lost to switching that protected blocks of the day save."""
    cynicism_up: Weeks = parameter(26, low=13, high=78, gt=0, source="M50: guess")
    """Time constant at which cynicism rises."""
    cynicism_down: Weeks = parameter(78, low=26, high=156, gt=0, source="M50: guess")
    """Time constant at which it fades."""
    cynicism_waste: Share = parameter(0.5, low=0.0, high=0.8, source="M50: guess")
    """Part of improvement work that comes to nothing where cynicism is 1."""
    rewards: Rewards = parameter(Rewards())
    """The scorecard."""
    steering: Number = parameter(2.0, low=0.5, high=4.0, ge=0, le=6, source="M12, M55: guess")
    """Priority steps by which work moves up in the queue where its weight on the scorecard is 1
    instead of 0, and between the accounts that praise favours most and least."""
    gaming_line: Share = parameter(0.6, low=0.5, high=0.8, ge=0, le=0.99, source="M55: guess")
    """Weight of one number on the scorecard above which it is gamed, in full at 1."""
    gaming_bias: Share = parameter(0.4, low=0.1, high=0.7, source="M55: guess")
    """Part of what an account lacks in health that reports leave out where one number is all."""
    knowledge_sharing: Share = parameter(0.0, low=0.0, high=1.0, source="M10, M40")
    """How far people write down what they know and tell each other."""
    sharing_time: Share = parameter(0.03, low=0.02, high=0.04, le=0.5, source="M10: 2-4 %")
    """Share of the week that it takes where everybody does; these hours go into documentation."""
    team_accountability: Share = parameter(0.0, low=0.0, high=1.0, source="M16")
    """How far the team answers for its customers: share of the accounts whose urgent work
    colleagues do while the owner is away, and trust in the team beside the person."""
    accountability_hours: Hours = parameter(
        0.5, low=0.25, high=1.5, ge=0, le=10, source="M16: guess"
    )
    """Hours a week of each person that full accountability takes."""


class Leadership(Tree):
    """What leaders decide, on what they can see."""

    planning: Literal["arr", "accounts", "fixed", "logged_load"] = parameter(
        "accounts", source="guess; E15"
    )
    """What the number of heads follows as the company grows; `fixed`: the opening size,
    `logged_load`: hours that leaders see, with the visible backlog."""
    review: Weeks = parameter(13, low=4, high=52, gt=0, source="quarterly")
    """Time between headcount reviews."""
    triage: Share = parameter(0.0, low=0.0, high=0.8, source="E1 delta")
    """Share of out-of-scope work that is sent back to the team that owes it."""
    support: Share = parameter(0.5, low=0.0, high=1.0, source="Q39")
    """Support by the manager: lowers strain and quitting."""
    voice_of_customer: Share = parameter(0.0, low=0.0, high=0.9, source="E12")
    """Share of the accounts whose health somebody impartial asks for (voice of the customer)."""
    voice_of_employee: Share = parameter(0.0, low=0.0, high=0.9, source="guess; M30")
    """Share of the unlogged hours that leaders hear of (voice of the employee)."""
    lead_time: Weeks = parameter(0, low=0, high=26, ge=0, le=104, source="E15: 12 weeks; Q12")
    """How far ahead leaders plan heads: the planning measure goes on as since the last review."""
    rebalance: Weeks | None = parameter(None, low=13, high=52, gt=0, source="guess; E15")
    """Time between re-balancings of the books; none: never."""
    rebalance_most: Share = parameter(0.04, low=0.0, high=0.1, source="scratch model: limit it")
    """Part of the accounts of a role that may change owners in one re-balancing."""
    retier: Flag = parameter(False, source="Q32: tiers by ARR")
    """Accounts move to the segment that their ARR belongs to (`min_arr`), at headcount reviews."""
    triage_at: Hours | None = parameter(None, low=20, high=120, gt=0, source="guess; Q35")
    """Visible backlog a head at which leaders begin to send out-of-scope work back; none: never."""
    triage_to: Share = parameter(0.5, low=0.2, high=0.8, source="E1 delta; Q35")
    """Share that they then send back, from the next headcount review on and for good."""
    example: Share = parameter(0.5, low=0.0, high=1.0, source="M14")
    """The leader's own hours and late e-mails: 1 goes home in time, 0 is always on."""
    example_effect: Share = parameter(0.4, low=0.0, high=0.8, source="M14: guess")
    """Inclination and the most hours after hours, x (1 + this x (1 - 2 x example))."""
    span: Number | None = parameter(None, low=4, high=20, gt=0, unit="people", source="Q39")
    """People a manager has. Given, support follows from it (1 up to 8, 0.5 at 12, 0 from 16 on) and
    managers have a strain of their own; none: `leadership.support` as it is."""
    coaching: Hours = parameter(0.0, low=0.0, high=1.0, ge=0, le=10, source="Q39")
    """Hours a week of one-to-one coaching for each person; adds to support."""
    manager_strain: Number = parameter(0.0, low=0.0, high=1.5, ge=0, le=5, source="M26")
    """Demand on managers from above, as in the demand D of the team; acts where `span` is given."""
    cascade: Share = parameter(0.5, low=0.0, high=1.0, source="M26: guess")
    """Share of a manager's support that is gone where the manager's burnout is 1."""
    cs_background: Share = parameter(1.0, low=0.0, high=1.0, source="M54")
    """Share of the leaders who come from Customer Success."""
    outsider_support: Share = parameter(0.3, low=0.0, high=0.6, source="M54: guess")
    """Support that leaders from elsewhere fail to give."""
    outsider_scope: Share = parameter(0.25, low=0.0, high=0.6, source="M54: guess")
    """Out-of-scope work that leaders from elsewhere take on in addition."""
    save_plays: Flag = parameter(False, source="M38, M63")
    """An account whose reported health falls below `save_line` gets extra planned work, first."""
    save_line: Share = parameter(0.6, low=0.4, high=0.7, source="M38: guess")
    """Reported health below which an account gets a save play, at most once a quarter."""
    save_effort: Number = parameter(0.5, low=0.25, high=1.5, gt=0, le=5, source="M38: guess")
    """Hours of a save play / hours of service that the account was due in about a quarter."""
    hiring: Literal["open", "backfill_only", "frozen"] = parameter(
        "open", source="what a leader decides"
    )
    """Which requisitions are opened: all that leaders want, only those for seats that somebody
    leaves, or none. What is open already goes on."""
    leave_cover: Flag = parameter(False, source="M6: the vacation test")
    """In every role a colleague takes the requests of an owner who is on leave (`backup` does so in
    one role)."""
    programme_hours: Hours = parameter(0.0, low=0.0, high=2.0, ge=0, le=20, source="guess")
    """Hours a week that programmes take of each person; those of dated programmes are added."""
