"""The column dictionary: what every table of a run holds, with units and meaning.

The documentation is generated from these rows, and the recorder writes columns in this order.
Integers that can be absent are -1, times that can be absent are NaN.
"""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """One column: its name, numpy type, unit and meaning."""

    name: str
    dtype: str
    unit: str
    meaning: str


def _c(name: str, dtype: str, unit: str, meaning: str) -> Column:
    return Column(name, dtype, unit, meaning)


ACCOUNTS = (
    _c(
        "account",
        "i4",
        "row",
        "row number of the account; `names` of the table gives its identifier",
    ),
    _c("segment", "i2", "code", "segment, as position in `labels['segment']`"),
    _c("arr", "f8", "money", "ARR at the opening or when it signed"),
    _c("term", "f8", "years", "length of the contract"),
    _c("arrived", "f8", "days", "when it became a customer; before 0 for the opening book"),
    _c("opening", "i1", "0/1", "part of the opening book"),
    _c("live", "f8", "days", "onboarding done; NaN: not yet, or live before the run"),
    _c("ended", "f8", "days", "when it churned; NaN: still a customer"),
    _c("arr_end", "f8", "money", "ARR at the end of the run; 0 if churned"),
    _c("fit", "f8", "0-1", "product fit: offset of deserved health"),
    _c("pilot", "i1", "0/1", "treated in a pilot (a dated change with a scope)"),
    _c("moved", "i1", "0/1", "changed hands in a reorganisation"),
)

PEOPLE = (
    _c("person", "i4", "row", "row number of the person"),
    _c("seat", "i4", "number", "seat held"),
    _c("occupant", "i4", "number", "which holder of the seat, 0 for the first"),
    _c("role", "i2", "code", "role, as position in `labels['role']`"),
    _c("hired", "f8", "days", "first day; before 0 for those here at the opening"),
    _c("resigned", "f8", "days", "day of resigning; NaN: has not"),
    _c("left", "f8", "days", "last day; NaN: still here"),
    _c("voluntary", "i1", "0/1", "left by own decision"),
    _c("talent", "f8", "x", "speed relative to the average"),
    _c("hero", "i1", "0/1", "a hero by inclination"),
    _c("sensitivity", "f8", "x", "sensitivity to strain"),
    _c("cost", "f8", "money/yr", "loaded cost of the role"),
    _c("tenure", "f8", "days", "tenure on day 0 or at hiring"),
    _c("named", "i2", "code", "name in the roster, as position in `labels['named']`; -1: none"),
    _c("by_cs", "i1", "0/1", "paid by Customer Success, in the role of the end"),
)

SEATS = (
    _c("seat", "i4", "number", "seat"),
    _c("role", "i2", "code", "role of the seat"),
    _c("opened", "f8", "days", "requisition opened"),
    _c("vacant", "f8", "days", "from when the seat stood empty"),
    _c("filled", "f8", "days", "first day of the new colleague; NaN: still open at the end"),
    _c("why", "i1", "code", "backfill or growth, as position in `labels['requisition']`"),
)

WORK = (
    _c("item", "i4", "number", "number of the item, in order of creation"),
    _c("kind", "i2", "code", "kind of work, as position in `labels['kind']`"),
    _c("source", "i1", "code", "team that owes it, as position in `labels['source']`; 0 is cs"),
    _c("account", "i4", "row", "account; -1 for work without one"),
    _c("person", "i4", "row", "who did it last; -1 if nobody touched it"),
    _c("role", "i2", "code", "role it was routed to; -1 where nobody handles it"),
    _c("created", "f8", "days", "when it arrived"),
    _c("due", "f8", "days", "when it should be done"),
    _c("started", "f8", "days", "first touch; NaN: none"),
    _c("finished", "f8", "days", "when it ended, whatever the outcome; NaN: still queued"),
    _c("demand", "f8", "hours", "effort asked: what it takes at speed 1, without switching"),
    _c("hours", "f8", "hours", "hours spent on it, switching included"),
    _c("after_hours", "f8", "hours", "of these, in evenings and at weekends"),
    _c("unlogged", "f8", "hours", "of these, never logged"),
    _c("outcome", "i1", "code", "as position in `labels['outcome']`"),
)

ASSIGNMENTS = (
    _c("account", "i4", "row", "account"),
    _c("person", "i4", "row", "person"),
    _c("role", "i2", "code", "role in which the person owns it"),
    _c("lead", "i1", "0/1", "this role leads the relationship"),
    _c("start", "f8", "days", "from when; before 0 for those at the opening"),
    _c("end", "f8", "days", "until when; NaN: to the end of the run"),
    _c("why", "i1", "code", "why it began, as position in `labels['assignment']`"),
)

RENEWALS = (
    _c("time", "f8", "days", "contract date"),
    _c("account", "i4", "row", "account"),
    _c("outcome", "i1", "code", "as position in `labels['renewal']`: renewed, contracted, churned"),
    _c("arr_before", "f8", "money", "ARR before"),
    _c("arr_after", "f8", "money", "ARR after"),
    _c("probability", "f8", "0-1", "probability of churn on the day"),
    _c("luck", "f8", "0-1", "uniform drawn by the account for this date; churn where it is lower"),
    _c("lead", "i4", "row", "person who led the relationship; -1: nobody"),
    _c("causes", "i2", "bits", "but-for causes of a churn, bits as in `labels['churn_cause']`"),
)

EXPANSIONS = (
    _c("time", "f8", "days", "when it closed"),
    _c("account", "i4", "row", "account"),
    _c("person", "i4", "row", "who did the work"),
    _c("arr_before", "f8", "money", "ARR before"),
    _c("arr_after", "f8", "money", "ARR after; the same where it failed"),
    _c("probability", "f8", "0-1", "probability of success on the day"),
)

EVENTS = (
    _c("time", "f8", "days", "when"),
    _c("what", "i2", "code", "as position in `labels['event']`"),
    _c("person", "i4", "row", "person concerned; -1: none"),
    _c("account", "i4", "row", "account concerned; -1: none"),
    _c("causes", "i2", "bits", "exits: but-for causes, bits as in `labels['exit_cause']`"),
    _c("because", "i4", "row", "row of the event that caused this one; -1: none"),
)

MOVES = (
    _c("time", "f8", "days", "when a dated change gave somebody another role, cost or payer"),
    _c("person", "i4", "row", "person"),
    _c("role", "i2", "code", "role until then"),
    _c("role_after", "i2", "code", "role from then on"),
    _c("cost", "f8", "money/yr", "loaded cost until then"),
    _c("by_cs", "i1", "0/1", "paid by Customer Success until then"),
)

WEEKLY_PEOPLE = (
    _c("time", "f8", "days", "end of the week"),
    _c("person", "i4", "row", "person"),
    _c("role", "i2", "code", "role"),
    _c("acute", "f4", "0-1", "acute strain A"),
    _c("burnout", "f4", "0-1", "chronic burnout B"),
    _c("worked", "f4", "hours", "hours at work in the week, meetings and after hours included"),
    _c("client", "f4", "hours", "of these, on work items"),
    _c(
        "available",
        "f4",
        "hours",
        "hours the calendar left for work items, after hours not counted",
    ),
    _c("after_hours", "f4", "hours", "hours worked in evenings and at the weekend"),
    _c("unlogged", "f4", "hours", "hours worked and not logged"),
    _c("scope", "f4", "hours", "hours on work that another team owes"),
    _c("backlog", "f4", "hours", "queued for this person at the end of the week"),
    _c("accounts", "i4", "number", "accounts owned"),
    _c("ramp", "f4", "0-1", "speed by tenure"),
    _c("away", "i1", "days", "working days of leave in the week"),
    _c("new_role", "f4", "0-1", "share of speed lost because a reorganisation changed the role"),
)

WEEKLY_ACCOUNTS = (
    _c("time", "f8", "days", "end of the week"),
    _c("account", "i4", "row", "account"),
    _c("arr", "f8", "money", "ARR"),
    _c("health", "f4", "0-1", "true health"),
    _c("trust", "f4", "0-1", "personal trust in the lead"),
    _c("firm", "f4", "0-1", "trust in the firm"),
    _c("served", "f4", "0-1", "served share, averaged over about a quarter"),
    _c("lead", "i4", "row", "person who leads the relationship; -1: nobody"),
    _c("reported", "f4", "0-1", "health as it is reported"),
)

WEEKLY_ROLES = (
    _c("time", "f8", "days", "end of the week"),
    _c("role", "i2", "code", "role"),
    _c("heads", "i4", "people", "people employed"),
    _c("vacant", "i4", "seats", "seats that nobody sits in"),
    _c("backlog", "f4", "hours", "visible backlog"),
    _c("documented", "f4", "0-1", "documented share K of the whole organisation"),
)

DECISIONS = (
    _c("decision", "i4", "number", "number of the headcount review"),
    _c("time", "f8", "days", "when"),
    _c("planning", "i1", "code", "what heads follow, as position in `labels['planning']`"),
    _c("size", "i4", "people", "planned size at the opening"),
    _c("growth", "f8", "x", "what heads follow, relative to the opening"),
    _c("reported", "f8", "0-1", "health as reported, mean of all customers"),
    _c("at_risk", "f8", "money", "ARR of accounts reported below the health line"),
    _c("luck", "f8", "0-1", "uniform that breaks ties"),
    _c("opened", "i4", "seats", "requisitions that were opened"),
    _c("hiring", "i1", "code", "what may be opened, as position in `labels['hiring']`"),
    _c("left", "i4", "seats", "seats that were left or will be, and nobody is sought for"),
)

VISIBLE = (
    _c("decision", "i4", "number", "number of the headcount review"),
    _c("role", "i2", "code", "role"),
    _c("policy", "i1", "code", "how it is staffed, as position in `labels['policy']`"),
    _c("target", "f8", "-", "its share, or accounts or ARR a head"),
    _c("heads", "i4", "people", "people who have not resigned"),
    _c("open", "i4", "seats", "open requisitions"),
    _c("backlog", "f8", "hours", "visible backlog"),
    _c("accounts", "i4", "number", "accounts served; 0 where the policy does not ask"),
    _c("arr", "f8", "money", "ARR served; 0 where the policy does not ask"),
    _c("held", "i1", "0/1", "may be held by another role"),
    _c("logged", "f8", "hours", "client hours a week that leaders know of, all heads together"),
    _c("capacity", "f8", "hours", "client hours a week of a head, without after hours"),
    _c("opened", "i4", "seats", "requisitions that were opened in it"),
)

VISIBLE_TEAMS = (
    _c("decision", "i4", "number", "number of the headcount review"),
    _c("source", "i1", "code", "team, as position in `labels['source']`"),
    _c("tickets", "i4", "number", "tickets that reached it since the run began; no row for none"),
)

WEEKLY_TEAMS = (
    _c("time", "f8", "days", "end of the week"),
    _c("source", "i1", "code", "team that owes the work, as position in `labels['source']`"),
    _c("created", "f4", "hours", "effort of its work that came up, wherever it went"),
    _c("diverted", "f4", "hours", "effort of what was sent to the team"),
    _c("logged", "f4", "hours", "hours that Customer Success spent on its work and logged"),
    _c("unlogged", "f4", "hours", "hours that Customer Success spent on its work and never logged"),
    _c("late_here", "f4", "hours", "effort of its work that went overdue with Customer Success"),
    _c("late_there", "f4", "hours", "effort of what it was sent and that went overdue with it"),
    _c("backlog", "f4", "hours", "its own hours of work sent to it and not done"),
    _c("capacity", "f4", "hours", "hours it had for that in the week; NaN: as many as were asked"),
    _c("flow", "f4", "x", "how much of its work comes up, relative to the opening"),
    _c("visible", "f4", "hours", "what its leaders saw of its work in the week"),
)

WEEKLY_CLIMATE = (
    _c("time", "f8", "days", "end of the week"),
    _c("inclination", "f4", "0-1", "mean inclination to work after hours, as it acts"),
    _c("support", "f4", "0-1", "support in force, by managers and peers"),
    _c("cynicism", "f4", "0-1", "cynicism of the team"),
    _c("manager_acute", "f4", "0-1", "acute strain of managers; 0.35 where not simulated"),
    _c("manager_burnout", "f4", "0-1", "burnout of managers; 0.35 where not simulated"),
)

TABLES: dict[str, tuple[Column, ...]] = {
    "accounts": ACCOUNTS,
    "people": PEOPLE,
    "seats": SEATS,
    "work": WORK,
    "assignments": ASSIGNMENTS,
    "renewals": RENEWALS,
    "expansions": EXPANSIONS,
    "events": EVENTS,
    "weekly_people": WEEKLY_PEOPLE,
    "weekly_accounts": WEEKLY_ACCOUNTS,
    "weekly_roles": WEEKLY_ROLES,
    "decisions": DECISIONS,
    "visible": VISIBLE,
    "visible_teams": VISIBLE_TEAMS,
    "weekly_teams": WEEKLY_TEAMS,
    "weekly_climate": WEEKLY_CLIMATE,
    "moves": MOVES,
}
