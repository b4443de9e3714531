"""Switches: every loop of the model can be cut alone."""

from __future__ import annotations

from sim.scenario.fields import Flag, Tree, parameter


class Mechanisms(Tree):
    """Each mechanism, on or off. Off means: its effect is that of an average, undisturbed state."""

    overtime: Flag = parameter(True, mark="", source="the model page, part 3")
    """Hero work: off, nobody works after hours."""
    expiry: Flag = parameter(True, mark="", source="the model page, part 4")
    """Corner cutting: off, overdue work waits for ever."""
    switching: Flag = parameter(True, mark="", source="the model page, part 2")
    """Switching costs: off, changing account or kind of work is free."""
    learning: Flag = parameter(True, mark="", source="the model page, part 2")
    """Learning by doing: off, everybody works at the reference speed."""
    talent: Flag = parameter(True, mark="", source="the model page, part 2")
    """Differences between people in speed, strain and inclination: off, all are alike."""
    ramp: Flag = parameter(True, mark="", source="the model page, part 7")
    """Ramp: off, new colleagues start at full speed."""
    strangers: Flag = parameter(True, mark="", source="the model page, part 2")
    """Context: off, an account that is new to a person costs no time."""
    documentation: Flag = parameter(True, mark="", source="the model page, part 4")
    """Documented knowledge as a stock: off, it stays at its opening value."""
    burnout: Flag = parameter(True, mark="", source="the model page, part 6")
    """Effects of burnout on speed, health and quitting: off, it is recorded but moves nothing."""
    quitting: Flag = parameter(True, mark="", source="the model page, part 7")
    """Quitting: off, nobody leaves."""
    contagion: Flag = parameter(True, mark="", source="the model page, part 7")
    """Exits that raise the hazard of colleagues."""
    hiring: Flag = parameter(True, mark="", source="the model page, part 7")
    """Backfills and growth of the team: off, a vacant seat stays vacant."""
    leave: Flag = parameter(True, mark="", source="the model page, part 2")
    """Leave: off, nobody is ever away."""
    continuity: Flag = parameter(True, mark="", source="the model page, part 8")
    """What a change of lead does to trust and churn: off, nothing."""
    service: Flag = parameter(True, mark="", source="the model page, part 9")
    """Health follows service: off, health stays where it opened."""
    requests_follow_health: Flag = parameter(True, mark="", source="the model page, part 1")
    """Unhealthy accounts ask more: off, requests come at their base rate."""
    champions: Flag = parameter(True, mark="", source="the model page, part 10")
    """Customers lose their own champions."""
    churn: Flag = parameter(True, mark="", source="the model page, part 10")
    """Churn: off, every contract renews."""
    contraction: Flag = parameter(True, mark="", source="the model page, part 10")
    """Contraction at renewal."""
    expansion: Flag = parameter(True, mark="", source="the model page, part 10")
    """Expansion in mid-term."""
    new_logos: Flag = parameter(True, mark="", source="the model page, part 1")
    """New logos sign: off, the book is closed."""
    scope_creep: Flag = parameter(True, mark="", source="the model page, part 1")
    """Out-of-scope work: off, there is none."""
    handover: Flag = parameter(True, mark="", source="the model page, part 8")
    """Hand-over work: off, taking over an account costs no hours."""
    run_in: Flag = parameter(True, mark="", source="the model page, opening state")
    """The hidden half year before the start: off, the run begins with empty queues."""
    filter: Flag = parameter(True, mark="", source="the model page, what is seen")
    """What reports leave out: off, reported health is the true one."""
    masking: Flag = parameter(True, mark="", source="the model page, part 15")
    """Masking: off, leaders of other teams see all the work they owe, whoever does it."""
    norms: Flag = parameter(True, mark="", source="the model page, part 13")
    """Inclination drifts to what is praised and to what colleagues do: off, it stays."""
    cascade: Flag = parameter(True, mark="", source="the model page, part 13")
    """Managers' strain and what it does to their people: off, managers stay neutral."""
    cynicism: Flag = parameter(True, mark="", source="the model page, part 13")
    """Cynicism as a stock: off, there is none."""
    reputation: Flag = parameter(True, mark="", source="the model page, part 13")
    """Burnout of the team moves the time to fill: off, it does not."""
    steering: Flag = parameter(True, mark="", source="the model page, part 14")
    """What is rewarded and praised moves the order of work: off, the order stays."""
    gaming: Flag = parameter(True, mark="", source="the model page, part 14")
    """One number above all others is gamed, hard accounts are avoided, customers are oversold."""
