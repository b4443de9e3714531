"""The opening state: a company in mid-life, not an empty one.

The book is read or drawn; accounts have ages, contract dates and trust; people have tenure,
burnout and practice; some seats are vacant. A hidden half year of the base then runs with quits
and backfills on, contract dates off and the book frozen, so that queues and loads are real.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log
from typing import TYPE_CHECKING

import numpy as np

from sim.base.dates import WEEK, YEAR
from sim.base.streams import Luck
from sim.organisation.books import OPENING
from sim.organisation.speed import kind_mix, refresh_person
from sim.organisation.staffing import NEW_COLLEAGUE
from sim.scenario.heads import heads_by_role

if TYPE_CHECKING:
    from sim.organisation.people import Person
    from sim.organisation.staffing import Seat
    from sim.organisation.world import World
    from sim.scenario.tree import Scenario

TERMS = {"monthly": 1.0 / 12.0, "annual": 1.0}
VACANT_SHARE = 0.035
TURNOVER = 0.2
BURNOUT_SETTLED, BURNOUT_WEEKS = 0.45, 30.0
MEAN_ACCOUNT_YEARS = 4.0
CLIENT_HOURS = 30.0


@dataclass(frozen=True)
class Roster:
    """All accounts of a run: the opening book, then the new logos in order of signing."""

    names: tuple[str, ...]
    segment: np.ndarray
    arr: np.ndarray
    term: np.ndarray
    arrived: np.ndarray
    renewal: np.ndarray
    auto_renew: np.ndarray
    fit: np.ndarray
    opening: int


def term_years(scenario: Scenario, term: str) -> float:
    """Years of a contract of this kind."""
    return TERMS.get(term, scenario.customers.multi_year)


def draw_roster(scenario: Scenario, luck: Luck, days: float) -> Roster:
    """The opening book and every new logo that signs within `days`."""
    rows = _book_rows(scenario, luck) if scenario.book.accounts else _drawn_rows(scenario, luck)
    opening = len(rows)
    if scenario.mechanisms.new_logos and scenario.book.growth > 0.0:
        rows += _new_logos(scenario, luck, rows, days)
    fit = scenario.customers.fit_spread
    return Roster(
        names=tuple(r[0] for r in rows),
        segment=np.array([r[1] for r in rows], dtype=int),
        arr=np.array([r[2] for r in rows], dtype=float),
        term=np.array([r[3] for r in rows], dtype=float),
        arrived=np.array([r[4] for r in rows], dtype=float),
        renewal=np.array([r[5] for r in rows], dtype=float),
        auto_renew=np.array([r[6] for r in rows], dtype=bool),
        fit=np.array([fit * luck.normal("fit", r[0]) for r in rows]),
        opening=opening,
    )


Row = tuple[str, int, float, float, float, float, bool]


def _book_rows(scenario: Scenario, luck: Luck) -> list[Row]:
    """Accounts as the book file states them; contract dates that it leaves open are derived."""
    segments = list(scenario.book.segments)
    out: list[Row] = []
    for a in scenario.book.accounts:
        term = term_years(scenario, a.term)
        renewal = a.renewal
        if renewal is None or renewal < 0.0:
            since = -a.start if a.start < 0 else luck.uniform("contract", a.account) * term * YEAR
            renewal = term * YEAR - since % (term * YEAR)
        out.append(
            (
                a.account,
                segments.index(a.segment),
                a.arr,
                term,
                min(a.start, 0.0),
                renewal,
                a.auto_renew,
            )
        )
    return out


def _drawn_rows(scenario: Scenario, luck: Luck) -> list[Row]:
    """A book drawn from the segments: lognormal values that add up to the segment's ARR."""
    book = scenario.book
    out: list[Row] = []
    for s, (name, segment) in enumerate(book.segments.items()):
        target = book.arr * (segment.arr_share or 0.0)
        n = round(target / segment.acv) if target > 0 else 0
        ids = [f"{name}-{i + 1}" for i in range(max(n, 1 if target > 0 else 0))]
        values = [segment.acv * exp(segment.acv_spread * luck.normal("acv", i)) for i in ids]
        scale = target / sum(values) if values else 1.0
        term = term_years(scenario, segment.term)
        for i, value in zip(ids, values, strict=True):
            age = luck.exponential("age", i) * MEAN_ACCOUNT_YEARS * YEAR
            renewal = (term - age / YEAR % term) * YEAR
            out.append((i, s, value * scale, term, -age, renewal, segment.auto_renew))
    return out


def _new_logos(scenario: Scenario, luck: Luck, rows: list[Row], days: float) -> list[Row]:
    """New logos: Poisson by segment, at a rate that grows with the book's growth.

    Expected number by time t (years): n0 ((1 + g)^t - 1), n0 accounts of the segment at the
    opening; arrival k comes where a unit Poisson process has its k-th point.
    """
    growth = scenario.book.growth
    out: list[Row] = []
    for s, (name, segment) in enumerate(scenario.book.segments.items()):
        arrs = [r[2] for r in rows if r[1] == s]
        if not arrs:
            continue
        mean = sum(arrs) / len(arrs)
        expected = len(arrs) * ((1.0 + growth) ** (days / YEAR) - 1.0)
        term = term_years(scenario, segment.term)
        gaps, total, number = luck, 0.0, 0
        while True:
            number += 1
            total += gaps.exponential(f"new logo/{name}", number)
            if total >= expected:
                break
            day = log(1.0 + total / len(arrs)) / log(1.0 + growth) * YEAR
            who = f"{name}-new-{number}"
            spread = segment.acv_spread
            value = mean * exp(spread * luck.normal("acv", who) - spread * spread / 2)
            out.append((who, s, value, term, day, day + term * YEAR, segment.auto_renew))
    return sorted(out, key=lambda r: (r[4], r[0]))


def seat_team(world: World) -> None:
    """Fill the seats of the base as the run-in begins."""
    scenario = world.scenario
    staffing = world.staffing
    heads = heads_by_role(scenario)
    world.size = sum(heads.values())
    order = [d for d in world.office.desks for _ in range(heads[d.name])]
    fresh = not scenario.mechanisms.run_in
    world.named.reserve(order)
    for number, desk in enumerate(order):
        seat = staffing.add_seat(desk)
        vacant = (
            scenario.mechanisms.quitting
            and scenario.people.base_quit_rate > 0.0
            and scenario.mechanisms.hiring
            and not fresh
            and world.luck.uniform("vacant", number) < VACANT_SHARE
            and len(order) > 1
            and number not in world.named.opening
        )
        if vacant:
            seat.vacant = seat.opened = world.env.now
            left = world.luck.uniform("residual", number) * staffing.fill_days(seat, desk)
            world.env.process(staffing.fill(seat, -1, left))
        else:
            add_settled(world, seat)


def add_settled(world: World, seat: Seat) -> Person:
    """Somebody who has been in the seat for a while: tenure, ramp, burnout and practice."""
    luck = world.luck
    years = luck.exponential("tenure", seat.number) / TURNOVER
    hired = world.named.hired(seat)
    if hired is not None:
        years = max(0.0, (world.env.now - hired) / YEAR)
    begun = world.env.now - years * YEAR if hired is None else hired
    person = world.staffing.seat_person(seat, begun)
    weeks = years * YEAR / WEEK
    person.burnout = BURNOUT_SETTLED + (NEW_COLLEAGUE - BURNOUT_SETTLED) * exp(
        -weeks / BURNOUT_WEEKS
    )
    person.acute = BURNOUT_SETTLED
    if world.scenario.work.volume == 0.0:
        person.burnout = person.acute = 0.0
    mix = kind_mix(world, seat.desk)
    memory = world.scenario.learning.memory
    person.practice = [CLIENT_HOURS * m * memory * (1.0 - exp(-weeks / memory)) for m in mix]
    refresh_person(world, person)
    world.staffing.start(person)
    return person


def open_accounts(world: World) -> None:
    """The book as the run-in begins: those who signed before get a lead, trust and health."""
    accounts = world.accounts
    roster = world.roster
    order = sorted(range(roster.opening), key=lambda a: (-accounts.arr[a], accounts.names[a]))
    begins = world.begins
    for a in order:
        if accounts.arrived[a] <= begins or not world.scenario.mechanisms.run_in:
            accounts.set_alive(a, True)
            world.books.welcome(a, OPENING)
    weeks = np.maximum(0.0, begins - accounts.arrived) / WEEK
    grown = 1.0 - np.exp(-weeks / world.scenario.customers.trust_time)
    customers = world.scenario.customers
    accounts.trust = np.where(np.asarray(accounts.lead) >= 0, 0.9 * grown, 0.0)
    accounts.firm = 0.9 * grown * customers.firm_trust_alone
    accounts.health = accounts.deserved(world, accounts.served)
