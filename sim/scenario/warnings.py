"""Pre-flight warnings: what is likely to go wrong in a scenario that is written correctly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sim.base.units import number_words, share_words
from sim.scenario.leaves import leaves
from sim.scenario.programmes import full_sets
from sim.scenario.standing import Standing, standing
from sim.scenario.tree import Scenario
from sim.scenario.when import in_order

FULL = 1.0
TIGHT = 0.9
WEEKS_PER_YEAR = 365.25 / 7
EXIT_MULTIPLE = 1.5
"""Exits over `base_quit_rate` in a team that is about as burned out as the calibration has it."""
AWAY = 0.3
MOST_UNUSUAL = 12

Findings = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class Warning:  # noqa: A001 - the word of the field; nothing here raises Python's
    """Something that is likely to go wrong. `path` is the field to look at ('' for none)."""

    name: str
    path: str
    message: str


def over_capacity(scenario: Scenario, now: Standing) -> Findings:
    """The team, or a role that no idle colleagues help, has more work than hours."""
    if now.capacity > 0 and now.load > FULL * now.capacity:
        yield (
            "team.size",
            f"planned work is {share_words(now.load / now.capacity)} of the team's client hours "
            f"({number_words(now.load)} of {number_words(now.capacity)} hours a week): what does "
            "not fit is done after hours or dropped",
        )
        return
    for row in now.roles:
        used = row.utilisation
        if used is not None and used > FULL:
            yield (
                f"team.roles.{row.role}",
                f"{row.title}: work is {share_words(used)} of their client hours "
                f"({number_words(row.load)} of {number_words(row.capacity)} hours a week)",
            )
    if now.capacity > 0 and now.load > TIGHT * now.capacity:
        yield (
            "team.size",
            f"planned work is {share_words(now.load / now.capacity)} of the team's client hours; "
            "vacancies, ramp and switching take about another 15 %",
        )


def leaving(scenario: Scenario, now: Standing) -> Findings:
    """People leave faster than seats are filled and newcomers learn the work."""
    people, on = scenario.people, scenario.mechanisms
    quits = people.base_quit_rate if on.quitting else 0.0
    if quits <= 0:
        return
    if not on.hiring:
        yield "mechanisms.hiring", "people quit and nobody is hired: the team only shrinks"
        return
    fill = people.hiring.fill
    ramp = people.ramp if on.ramp else 0.0
    years = (fill + ramp) / WEEKS_PER_YEAR
    if quits * years >= 1:
        yield (
            "people.base_quit_rate",
            f"hiring is slower than leaving: people stay {number_words(1 / quits)} years on "
            f"average, and filling a seat and learning take {number_words(years)}",
        )
    elif (away := EXIT_MULTIPLE * quits * years) > AWAY:
        yield (
            "people.base_quit_rate",
            f"about {share_words(away)} of the seats will be vacant or learning at any time",
        )


def empty_roles(scenario: Scenario, now: Standing) -> Findings:
    """A role in the table that nobody fills."""
    for row in now.roles:
        role = scenario.team.roles[row.role]
        if row.heads <= 0 and role.held_with is None:
            work = f", and {number_words(row.load)} hours a week wait for it" if row.load else ""
            yield f"team.roles.{row.role}", f"{row.title}: nobody fills this role{work}"
    if now.heads <= 0:
        yield "team.size", "there is nobody in the team"
    elif scenario.team.size < len(now.roles) and scenario.team.structure != "custom":
        yield "team.size", f"{scenario.team.size} people for {len(now.roles)} roles"


def custom_size(scenario: Scenario, _: Standing) -> Findings:
    """Counted roles say one number of people and `team.size` another."""
    counts = [role.count for role in scenario.team.roles.values() if role.count is not None]
    total = sum(counts)
    team = scenario.team
    operations = int(team.size * team.operations_share + 0.5)
    if len(counts) == len(team.roles) and counts and total + operations != team.size:
        yield "team.size", f"is {team.size}, but the roles count {total}: the counts hold"


def unhandled(scenario: Scenario, now: Standing) -> Findings:
    """A kind of work that nobody does, in some segment or in all."""
    where: defaultdict[str, list[str]] = defaultdict(list)
    for kind, segment in now.unhandled:
        where[kind].append(segment)
    for kind, segments in where.items():
        everywhere = len(segments) == len(scenario.book.segments)
        place = "" if everywhere else f" in {', '.join(segments)}"
        yield f"work.kinds.{kind}", f"nobody handles {kind}{place}: it waits until it expires"


def idle_roles(scenario: Scenario, now: Standing) -> Findings:
    """People in a role that has no work."""
    for row in now.roles:
        role = scenario.team.roles[row.role]
        if row.heads > 0 and row.load == 0 and now.load > 0 and not role.overflow.to:
            yield f"team.roles.{row.role}", f"{row.title}: no work comes to this role"


def growth(scenario: Scenario, _: Standing) -> Findings:
    """The book grows and the team does not."""
    grows = scenario.book.growth > 0.1 and scenario.mechanisms.new_logos
    if grows and scenario.leadership.planning == "fixed" and scenario.years > 1:
        much = share_words((1 + scenario.book.growth) ** scenario.years - 1)
        yield "leadership.planning", f"new logos add {much} in the run, and the team stays as it is"


def empty_segments(scenario: Scenario, now: Standing) -> Findings:
    """A segment without accounts."""
    for row in now.segments:
        if row.accounts == 0:
            yield f"book.segments.{row.segment}", f"{row.segment}: no account is in this segment"


def same_path(scenario: Scenario, _: Standing) -> Findings:
    """Two dated changes of one field that hold at one time.

    The later date holds until it ends; of one date, the later in the file. Of two programmes the
    one that has moved it further.
    """
    sets = {name: full_sets(scenario, change) for name, change in scenario.timeline.items()}
    order = in_order(scenario)
    for place, (name, first, end) in enumerate(order):
        for other, begun, over in order[:place]:
            if begun == first or over > first:
                pair = scenario.timeline[other], scenario.timeline[name]
                further = all(change.programme is not None for change in pair)
                for path in (p for p in sets[other] if p in sets[name]):
                    said = _both(other, name, begun == first, end, further)
                    yield f"timeline.{name}.set.{path}", said


def _both(other: str, name: str, same_day: bool, end: float, further: bool) -> str:
    if further:
        return (
            f"the programmes {other} and {name} both move it: the one that moves it further holds"
        )
    if same_day:
        return f"{other} and {name} set it on the same day: {name} holds"
    until = "" if end == float("inf") else f" until it ends, then {other} again"
    return f"{other} sets it, too, and has not ended: {name} holds{until}"


def upstream(scenario: Scenario, _: Standing) -> Findings:
    """More is sent to another team than it has hours for."""
    triage = scenario.leadership.triage
    sent = triage + (1.0 - triage) * scenario.culture.escalation
    for team, share in scenario.work.sources.items():
        row = getattr(scenario.upstream, team, None)
        if row is None or row.capacity is None or share == 0 or not scenario.work.scope_creep:
            continue
        if sent > row.capacity * row.speed:
            yield (
                f"upstream.{team}.capacity",
                f"{share_words(sent)} of the work that {team} owes is sent to it, and it has hours "
                f"for {share_words(row.capacity * row.speed)}: customers wait",
            )


def paid_by_sales(scenario: Scenario, now: Standing) -> Findings:
    """People whose pay no measure of money has: against a base without them they look free."""
    for row in now.roles:
        role = scenario.team.roles[row.role]
        if role.budget == "sales" and row.heads > 0:
            yield (
                f"team.roles.{row.role}.budget",
                f"{row.title}: paid by sales, so neither cost to serve nor contribution has this "
                "pay; budget: cs counts it",
            )


def unusual(scenario: Scenario, _: Standing) -> Findings:
    """Values that somebody wrote outside the range that is plausible (0 is taken as meant)."""
    found = 0
    for leaf in leaves(scenario, written=True):
        low, high = leaf.facts.low, leaf.facts.high
        if not isinstance(leaf.value, (int, float)) or leaf.value == 0 or leaf.facts.sort == "flag":
            continue
        if (low is not None and leaf.value < low) or (high is not None and leaf.value > high):
            found += 1
            span = f"{leaf.facts.words(low or 0)} to {leaf.facts.words(high or 0)}"
            if found <= MOST_UNUSUAL:
                yield leaf.path, f"{leaf.words} is outside the plausible range ({span})"
    if found > MOST_UNUSUAL:
        yield "", f"{found - MOST_UNUSUAL} further values are outside their plausible range"


CHECKS: dict[str, Callable[[Scenario, Standing], Findings]] = {
    "load above capacity": over_capacity,
    "hiring slower than leaving": leaving,
    "a role nobody fills": empty_roles,
    "team size": custom_size,
    "a kind of work nobody handles": unhandled,
    "a role without work": idle_roles,
    "growth without people": growth,
    "a segment without accounts": empty_segments,
    "two changes of one field": same_path,
    "an unusual value": unusual,
    "more sent upstream than fits": upstream,
    "pay that is not counted": paid_by_sales,
}


def warnings(scenario: Scenario) -> list[Warning]:
    """Everything that is likely to go wrong, in the order of `CHECKS`."""
    now = standing(scenario)
    return [
        Warning(name, path, message)
        for name, check in CHECKS.items()
        for path, message in check(scenario, now)
    ]
