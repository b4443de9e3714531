"""The model tells its own story: a scenario in plain words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from sim.base.units import duration_words, money_words, number_words, share_words
from sim.scenario.default_sets import newest
from sim.scenario.heads import book_by_segment, heads_by_role, operations_heads
from sim.scenario.leaves import leaves
from sim.scenario.standing import title
from sim.scenario.told_changes import told
from sim.scenario.tree import Role, Scenario

WIDTH = 96
NOT_THERE = "-"
SERVES = {
    "owner": "each account has its own",
    "pod": "in pods that share a book",
    "pool": "one pool for all",
}
TOLD = ("hero_inclination", "max_overtime", "logging", "triage", "planning", "review")
"""Keys of culture and leadership that have sentences of their own."""
PLANS = {
    "arr": "the ARR",
    "accounts": "the number of accounts",
    "fixed": "nothing: it stays",
    "logged_load": "the hours that leaders see",
}


def describe(scenario: Scenario) -> str:
    """The story of a scenario: who, what book, who does what, what happens, what is off."""
    people = (_team, _work, _culture, _levers, _people, _named)
    paragraphs = (_frame, _customers, *people, _years, _switches)
    said = [line for paragraph in paragraphs for line in paragraph(scenario)]
    return "\n".join(
        textwrap.fill(line, WIDTH, subsequent_indent=" " * (len(line) - len(line.lstrip())))
        for line in said
    )


def _frame(scenario: Scenario) -> Iterator[str]:
    warmup = f", the first {duration_words(scenario.warmup, 'years')} left out of the measures"
    yield (
        f"{scenario.name}: {duration_words(scenario.years, 'years')} from {scenario.start}"
        f"{warmup if scenario.warmup else ''}, seed {scenario.seed}."
    )
    if scenario.defaults != newest():
        yield f"Defaults of set {scenario.defaults}; the newest is {newest()}."
    if scenario.question:
        yield f"Question: {scenario.question}"
    if scenario.hypothesis:
        yield f"Hypothesis: {scenario.hypothesis}"


def _customers(scenario: Scenario) -> Iterator[str]:
    book, currency = scenario.book, scenario.book.currency
    rows = book_by_segment(scenario)
    arr = sum(each for _, each in rows.values())
    source = f"from {book.file}" if book.file else "drawn from the segments"
    new = "no new logos"
    if scenario.mechanisms.new_logos and book.growth > 0:
        new = f"new logos add {share_words(book.growth)} of ARR a year"
    count = number_words(sum(n for n, _ in rows.values()))
    yield f"Customers: {count} accounts with {money_words(arr, currency)} of ARR, {source}; {new}."
    for name, (n, part) in rows.items():
        segment = book.segments[name]
        own = ", ".join(f"{key} {value}" for key, value in segment.attributes.items())
        yield (
            f"  {name}: {number_words(n)} accounts, {money_words(part, currency)}, "
            f"{segment.term.replace('_', '-')} contracts{f' ({own})' if own else ''}"
        )


def _team(scenario: Scenario) -> Iterator[str]:
    team = scenario.team
    heads = heads_by_role(scenario)
    size = sum(heads.values()) + operations_heads(scenario)
    people = "1 person" if size == 1 else f"{size} people"
    beside = []
    if team.operations_share:
        beside.append(f"{share_words(team.operations_share)} of them CS operations")
    if team.coordination:
        hours = duration_words(team.coordination, "hours")
        beside.append(f"{hours} a week each for coordination")
    yield f"Team: {people}, {team.structure.replace('_', '-')}{_brackets(beside)}."
    for name, role in team.roles.items():
        yield f"  {title(name, role)}: {_role(scenario, role, heads[name])}"


def _role(scenario: Scenario, role: Role, heads: float) -> str:
    """What one role is and does, in a line."""
    work = [
        _rest(scenario) if kind == "rest" else _part(kind, part)
        for kind, part in role.handles.items()
        if part > 0
    ]
    said = [
        "1 head" if heads == 1 else f"{number_words(heads)} heads",
        ", ".join(work) or "no work",
    ]
    if role.segments:
        said.append(f"for {', '.join(role.segments)}")
    said.append(SERVES[role.serves])
    said.append(f"{money_words(role.loaded_cost, scenario.book.currency)} a year each")
    if role.staff is not None:
        said.append("staffed where the backlog is" if role.staff == "backlog" else "by ratio")
    if role.touch < 1:
        said.append(f"{share_words(role.touch)} of planned work by hand")
    if role.budget == "sales":
        said.append("paid by sales")
    return "; ".join(said)


def _rest(scenario: Scenario) -> str:
    """All that no row names: where none names anything, that is all work."""
    named = {kind for row in scenario.team.roles.values() for kind in row.handles} - {"rest"}
    return "everything else" if named else "all work"


def _part(kind: str, part: float) -> str:
    name = kind.replace("_", " ")
    return name if part >= 1 else f"{share_words(part)} of {name}"


def _brackets(words: list[str]) -> str:
    return f" ({', '.join(words)})" if words else ""


def _work(scenario: Scenario) -> Iterator[str]:
    work = scenario.work
    kinds = ", ".join(kind.replace("_", " ") for kind in work.kinds)
    scale = "" if work.volume == 1 else f", {number_words(work.volume)} times the usual amount"
    yield f"Work: {kinds}{scale}."
    if work.scope_creep and scenario.mechanisms.scope_creep:
        triage, escalation = scenario.leadership.triage, scenario.culture.escalation
        sent = f"triage sends {share_words(triage)} back" if triage else "none is sent back"
        if escalation:
            sent += f", and people pass on {share_words(escalation)} of the rest"
        if triage or escalation:
            sent += "; what is sent is paid for in the full cost to serve"
        yield (
            f"Left alone, {share_words(work.scope_creep)} of their client time goes on work that "
            f"other teams owe; {sent}."
        )


def _culture(scenario: Scenario) -> Iterator[str]:
    culture = scenario.culture
    if not scenario.mechanisms.overtime:
        yield "Culture: nobody works after hours."
        return
    yield (
        f"Culture: {share_words(culture.hero_inclination)} of what does not fit into the day is "
        f"done after hours, at most {duration_words(culture.max_overtime, 'hours')} a week, and "
        f"{share_words(culture.logging)} of that is logged."
    )


def _levers(scenario: Scenario) -> Iterator[str]:
    """What else was set of culture and leadership, in the file's own keys."""
    moved = [
        f"{leaf.path.replace('_', ' ')} {leaf.words}"
        for branch in (scenario.culture, scenario.leadership)
        for leaf in leaves(branch, written=True)
        if leaf.path not in TOLD
    ]
    if moved:
        yield f"Set besides: {', '.join(moved)}."


def _people(scenario: Scenario) -> Iterator[str]:
    people, on = scenario.people, scenario.mechanisms
    if not on.quitting or people.base_quit_rate == 0:
        yield "People: nobody quits."
        return
    backfill = "nobody is hired"
    if on.hiring:
        backfill = f"a seat is filled in about {duration_words(people.hiring.fill, 'weeks')}"
    ramp = "newcomers work at full speed from the first day"
    if on.ramp and people.ramp:
        ramp = f"newcomers take {duration_words(people.ramp, 'weeks')} to 80 % of full speed"
    yield (
        f"People: {number_words(people.base_quit_rate)} exits a year and head before burnout, pay "
        f"and support act on it, {duration_words(people.notice, 'weeks')} of notice; {backfill}; "
        f"{ramp}."
    )


def _named(scenario: Scenario) -> Iterator[str]:
    """What is to happen to people who are named."""
    for name, row in scenario.people.roster.items():
        said = ["does not resign by themselves"] if row.stays else []
        if row.exit:
            when = f"{'on' if '-' in row.exit else 'in'} {row.exit}"
            said = [f"resigns {when}{', not before' if row.stays else ''}"]
        said += [
            f"away for {duration_words(each.days, 'days')} from {each.at} on"
            for each in row.leave.values()
        ]
        if said:
            yield f"  {name} ({row.role or 'any role'}): {'; '.join(said)}."


def _years(scenario: Scenario) -> Iterator[str]:
    plan = scenario.leadership
    if scenario.mechanisms.hiring:
        yield (
            f"Over the years the headcount follows {PLANS.get(plan.planning, plan.planning)}"
            f"{'' if plan.planning == 'fixed' else f', reviewed every {plan.review:g} weeks'}."
        )
    yield from told(scenario)


def _switches(scenario: Scenario) -> Iterator[str]:
    off = [leaf.path for leaf in leaves(scenario.mechanisms) if leaf.value is False]
    if off:
        yield f"Switched off: {', '.join(name.replace('_', ' ') for name in off)}."
