"""Arrivals: the work that accounts bring, a week at a time.

Requests, out-of-scope work and expansion opportunities are points of a Poisson plane (time x
intensity), drawn in blocks and kept where they lie below the rate of the week. Planned work comes
in a steady beat with a phase of its own for each account.
"""

from __future__ import annotations

from collections.abc import Generator
from math import exp, log, sqrt
from typing import TYPE_CHECKING

import numpy as np

from sim.base.dates import MONTH, WEEK, WORKDAYS_A_MONTH
from sim.organisation.items import NEVER, Item
from sim.scenario.workload import by_segment, scope_hours

if TYPE_CHECKING:
    from simpy import Event

    from sim.organisation.world import World
    from sim.scenario.tree import Kind

BLOCK_WEEKS = 104
BLOCK_WORKDAYS = 5 * BLOCK_WEEKS
MARKS = 16
REFERENCE_HEALTH = 0.75
Arrival = tuple[float, int, int, int, float, float, float, float]
"""time, kind, account, source, due, expires, demand, tag."""
NO_MORE: Arrival = (NEVER, -1, -1, 0, NEVER, NEVER, 0.0, 0.0)
POISSON = ("request", "scope", "expansion")


class Sizes:
    """Marks for the effort of items that are numbered for an account (planned work, steps)."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._marks: dict[tuple[int, int, int], list[float]] = {}
        self._tables: dict[int, np.ndarray] = {}

    def mark(self, kind: int, account: int, number: int) -> float:
        """The mark of item `number` of this kind and account: N(0,1), or Exp(1) by shape."""
        block, place = divmod(number, MARKS)
        key = (kind, account, block)
        marks = self._marks.get(key)
        if marks is None:
            marks = self._draw(kind, account, block).tolist()
            self._marks[key] = marks
        return marks[place]

    def marks(self, kind: int, accounts: np.ndarray, numbers: np.ndarray) -> np.ndarray:
        """`mark` for arrays of accounts and numbers of one kind, from a table drawn row by row."""
        block = int(numbers.max()) // MARKS
        rows = self._tables.get(kind)
        if rows is None or rows.shape[1] < MARKS * (block + 1):
            wider = np.full((len(self.world.accounts), MARKS * (block + 1)), np.nan)
            if rows is not None:
                wider[:, : rows.shape[1]] = rows
            rows = self._tables[kind] = wider
        out = rows[accounts, numbers]
        for i in np.flatnonzero(np.isnan(out)).tolist():
            account, place = int(accounts[i]), int(numbers[i]) // MARKS
            rows[account, MARKS * place : MARKS * (place + 1)] = self._draw(kind, account, place)
            out[i] = rows[account, numbers[i]]
        return out

    def _draw(self, kind: int, account: int, block: int) -> np.ndarray:
        world = self.world
        draws = world.luck.stream(f"size/{world.kinds[kind]}", world.accounts.names[account], block)
        if world.kind_rows[kind].shape == "exponential":
            return draws.standard_exponential(MARKS)
        return draws.standard_normal(MARKS)

    @staticmethod
    def effort(row: Kind, hours: float, mark: float) -> float:
        """Hours of an item of this mean and mark."""
        if row.shape == "exponential":
            return hours * mark
        variance = log(1.0 + row.cv**2)
        return hours * exp(sqrt(variance) * mark - variance / 2.0)


def efforts(row: Kind, hours: np.ndarray, marks: np.ndarray) -> np.ndarray:
    """`Sizes.effort` for arrays."""
    if row.shape == "exponential":
        return hours * marks
    variance = log(1.0 + row.cv**2)
    out: np.ndarray = hours * np.exp(sqrt(variance) * marks - variance / 2.0)
    return out


class Plane:
    """The points of one kind of work for all accounts in one block of weeks, by time."""

    def __init__(self, world: World, kind: int, block: int, ceilings: list[float]) -> None:
        self.block = block
        self.ceilings = ceilings
        accounts = world.accounts
        exponential = world.kind_rows[kind].shape == "exponential"
        purpose = f"work/{world.kinds[kind]}"
        length = BLOCK_WORKDAYS / WORKDAYS_A_MONTH
        ends = world.calendar.from_work(BLOCK_WORKDAYS * (block + 1.0))
        layers: list[tuple[np.ndarray, ...]] = [(np.empty(0),) * 4]
        owners, sizes = [0], [0]
        for a, segment in enumerate(accounts.segment):
            if ceilings[segment] > 0.0 and accounts.arrived[a] < ends and world.maybe_alive(a):
                for layer in world.luck.plane(
                    purpose, accounts.names[a], block, length, ceilings[segment], exponential
                ):
                    layers.append(layer)
                    owners.append(a)
                    sizes.append(len(layer[0]))
        time, height, mark, pick = (np.concatenate(column) for column in zip(*layers, strict=True))
        order = np.argsort(time, kind="stable")
        self.time = time[order] * WORKDAYS_A_MONTH + BLOCK_WORKDAYS * block
        self.height, self.mark, self.pick = height[order], mark[order], pick[order]
        self.account = np.repeat(owners, sizes)[order]


class Arrivals:
    """Everything that comes in by itself."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.planes: dict[int, Plane] = {}
        self.beat: dict[int, np.ndarray] = {}
        self.rows: list[Arrival] = [NO_MORE]
        self.place = 0
        self.next_time = NEVER
        self.asleep: Event | None = None
        self.sources = np.cumsum([world.scenario.work.sources.get(t, 0.0) for t in world.teams[1:]])

    # --- dispatching ---------------------------------------------------------------------------

    def open_week(self, start: float) -> None:
        """Get the arrivals of the week that begins at `start` ready."""
        self.rows = self.week(start)
        self.rows.append(NO_MORE)
        self.place = 0
        self.next_time = self.rows[0][0]
        if self.world.resting:
            self.somebody_rests()

    def catch_up(self, now: float) -> None:
        """Deliver everything that has arrived by now.

        Arrivals need no event of their own while everybody is busy: they are delivered before
        anybody looks into a queue. While somebody rests, `dispatch` delivers them on time.
        """
        world = self.world
        alive, priorities = world.accounts.alive_list, world.priorities
        deliver, number = world.office.deliver, world.next_item
        rows = self.rows
        while self.next_time <= now:
            time, kind, account, source, due, expires, demand, tag = rows[self.place]
            self.place += 1
            self.next_time = rows[self.place][0]
            if alive[account]:
                deliver(
                    Item(
                        number(),
                        kind,
                        account,
                        source,
                        priorities[kind],
                        time,
                        due,
                        expires,
                        demand,
                        tag,
                    )
                )

    def dispatch(self) -> Generator[Event, None, None]:
        """The process that delivers arrivals on time while somebody is resting."""
        env = self.world.env
        while True:
            if self.world.resting and self.next_time < NEVER:
                if self.next_time > env.now:
                    yield env.timeout(self.next_time - env.now)
                self.catch_up(env.now)
            else:
                self.asleep = env.event()
                yield self.asleep

    def somebody_rests(self) -> None:
        """Wake the dispatcher."""
        if self.asleep is not None:
            event, self.asleep = self.asleep, None
            event.succeed()

    # --- the arrivals of a week ----------------------------------------------------------------

    def week(self, start: float) -> list[Arrival]:
        """Arrivals of the week that begins at `start`, in order of time."""
        world = self.world
        first = world.calendar.to_work(start)
        parts = []
        for kind, row in enumerate(world.kind_rows):
            if row.arrives in POISSON:
                parts.append(self._points(kind, row, first))
            elif row.arrives == "planned":
                parts.append(self._beats(kind, row, first))
        found = [p for p in parts if p is not None]
        if not found:
            return []
        together: np.ndarray = np.concatenate(found, axis=1)
        together = together[:, np.argsort(together[0], kind="stable")]
        return list(zip(*self._dated(together), strict=True))

    def _dated(self, rows: np.ndarray) -> list[list[float]]:
        """Working times to calendar times; ids to integers."""
        calendar = self.world.calendar
        time, kind, account, source, due, expires, demand, tag = rows
        finite = np.isfinite(expires)
        expires[finite] = calendar.from_work_array(expires[finite])
        return [
            calendar.from_work_array(time).tolist(),
            kind.astype(int).tolist(),
            account.astype(int).tolist(),
            source.astype(int).tolist(),
            calendar.from_work_array(due).tolist(),
            expires.tolist(),
            demand.tolist(),
            tag.tolist(),
        ]

    # --- rates ---------------------------------------------------------------------------------

    def base_rates(self, kind: int, row: Kind) -> list[float]:
        """Items a month of an account by segment, at reference health, done by hand."""
        world = self.world
        scenario = world.scenario
        out = []
        for s, segment in enumerate(world.segments):
            if row.arrives == "scope":
                kinds = sum(k.arrives == "scope" for k in world.kind_rows)
                mean = by_segment(row.hours, segment)
                hours = scope_hours(scenario, segment) * (1.0 - scenario.leadership.triage)
                rate = hours / kinds / mean if mean > 0.0 else 0.0
            else:
                rate = by_segment(row.rate, segment) * scenario.work.volume
            if row.arrives in ("planned", "request"):
                rate *= world.office.touch[s]
            if row.arrives == "expansion" and not scenario.mechanisms.expansion:
                rate = 0.0
            out.append(rate)
        return out

    def _points(self, kind: int, row: Kind, first: float) -> np.ndarray | None:
        """Points of this week below the rate of the account at this moment."""
        world = self.world
        base = self.base_rates(kind, row)
        follows = (
            row.arrives in ("request", "scope") and world.scenario.mechanisms.requests_follow_health
        )
        sensitivity = world.scenario.work.health_sensitivity if follows else 0.0
        block = int(first // BLOCK_WORKDAYS)
        highest = [r * (1.0 + REFERENCE_HEALTH * sensitivity) for r in base]
        plane = self.planes.get(kind)
        if (
            plane is None
            or plane.block != block
            or any(h > c for h, c in zip(highest, plane.ceilings, strict=True))
        ):
            if max(highest, default=0.0) <= 0.0:
                return None
            plane = self.planes[kind] = Plane(world, kind, block, highest)
        low, high = plane.time.searchsorted((first, first + 5.0))
        account = plane.account[low:high]
        accounts = world.accounts
        rate = np.asarray(base)[accounts.segment_array[account]] * accounts.alive[account]
        if sensitivity:
            rate = rate * (1.0 + sensitivity * (REFERENCE_HEALTH - accounts.health[account]))
        kept = np.flatnonzero(plane.height[low:high] < rate) + low
        return self._rows(
            kind, row, plane.time[kept], plane.account[kept], plane.mark[kept], plane.pick[kept]
        )

    def _beats(self, kind: int, row: Kind, first: float) -> np.ndarray | None:
        """Planned work: an item whenever the account's beat passes a whole number."""
        world = self.world
        accounts = world.accounts
        beat = self.beat.get(kind)
        if beat is None:
            name = world.kinds[kind]
            beat = np.array([world.luck.uniform(f"phase/{name}", a) for a in accounts.names])
            self.beat[kind] = beat
        rates = np.asarray(self.base_rates(kind, row))
        served = accounts.alive & (np.asarray(accounts.onboarding) < 0)
        step = rates[accounts.segment_array] * served * (WEEK / MONTH)
        before = beat.copy()
        beat += step
        first_number, last_number = np.floor(before).astype(int), np.floor(beat).astype(int)
        due = np.flatnonzero(last_number > first_number)
        if not len(due):
            return None
        count = (last_number - first_number)[due]
        owner = np.repeat(due, count)
        place = np.arange(len(owner)) - np.repeat(count.cumsum() - count, count)
        number = first_number[owner] + 1 + place
        time = first + 5.0 * (number - before[owner]) / step[owner]
        time = np.minimum(time, np.nextafter(first + 5.0, 0.0))
        mark = world.sizes.marks(kind, owner, number)
        order = np.argsort(time, kind="stable")
        return self._rows(kind, row, time[order], owner[order], mark[order], np.zeros(len(order)))

    def _rows(
        self,
        kind: int,
        row: Kind,
        time: np.ndarray,
        account: np.ndarray,
        mark: np.ndarray,
        pick: np.ndarray,
    ) -> np.ndarray:
        """The array (8, items) that `week` merges."""
        world = self.world
        by = np.array([by_segment(row.hours, s) for s in world.segments])
        demand = efforts(row, by[world.accounts.segment_array[account]], mark)
        if row.arrives == "scope":
            source = 1.0 + np.minimum(self.sources.searchsorted(pick * self.sources[-1]), 4)
        else:
            source = np.full(len(time), float(world.teams.index(row.owed_by)))
        due = time + row.due
        late = row.expires if world.scenario.mechanisms.expiry else None
        expires = due + late if late is not None else np.full(len(time), np.inf)
        return np.stack(
            (
                time,
                np.full(len(time), float(kind)),
                account.astype(float),
                source,
                due,
                expires,
                demand,
                pick,
            )
        )
