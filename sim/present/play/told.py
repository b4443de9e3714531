"""What happened in each week, in words, from the events of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from sim.present.causes import cause_words
from sim.present.play.people import person_name, role_title
from sim.present.play.weeks import frames, week_of
from sim.present.words import count_words, listed, named, scale
from sim.scenario.when import in_order
from sim.tables import Run

NAMED = 2
"""Accounts lost that are named in a week, the largest; the others are counted."""


class Happened(NamedTuple):
    """Events of one kind in one week.

    time: days; person, account: rows; causes: bits. All of the same shape.
    """

    time: np.ndarray
    person: np.ndarray
    account: np.ndarray
    causes: np.ndarray


def told(run: Run) -> list[str]:
    """One caption for each week; '' where nothing is worth telling."""
    weeks: list[list[str]] = [[] for _ in range(frames(run))]
    for kind, say in SAYS.items():
        for week, happened in _by_week(run, kind):
            if 0 <= week < len(weeks):
                weeks[week] += say(run, happened)
    return [" ".join(f"{line}." for line in lines) for lines in weeks]


def _by_week(run: Run, kind: str) -> Iterator[tuple[int, Happened]]:
    events = run["events"]
    code = run.labels["event"].index(kind)
    rows = np.flatnonzero((events["what"] == code) & (events["time"] >= 0))
    weeks = np.maximum(week_of(events["time"][rows]), 0)
    for week in np.unique(weeks):
        mine = rows[weeks == week]
        yield int(week), Happened(*(events[name][mine] for name in Happened._fields))


def _changed(run: Run, found: Happened) -> Iterator[str]:
    for time in found.time:
        days = [(abs(first - time), name) for name, first, _ in in_order(run.scenario)]
        names = [name for off, name in days if off < 1.0]
        yield (
            f"The change {listed(named(n) for n in names)} begins"
            if names
            else ("A dated change begins")
        )


def _moved(run: Run, found: Happened) -> Iterator[str]:
    moves = run["moves"]
    for time, person in zip(found.time, found.person, strict=True):
        mine = np.flatnonzero((moves["person"] == person) & (moves["time"] == time))
        role = f" and becomes {_role(run, int(moves['role_after'][mine[-1]]))}" if len(mine) else ""
        yield f"{_start(person_name(run, int(person)))} changes roles{role}"


def _left(run: Run, found: Happened) -> Iterator[str]:
    for person in found.person:
        yield f"{_start(_who(run, int(person)))} left"


def _resigned(run: Run, found: Happened) -> Iterator[str]:
    for person, bits in zip(found.person, found.causes, strict=True):
        over = cause_words(run, "exit_cause", int(bits))
        yield f"{_start(_who(run, int(person)))} resigned{f' over {over}' if over else ''}"


def _let_go(run: Run, found: Happened) -> Iterator[str]:
    for person in found.person:
        yield f"{_start(_who(run, int(person)))} is let go"


def _churned(run: Run, found: Happened) -> Iterator[str]:
    lost = [
        (_arr_before(run, int(account), float(time)), int(account), int(bits))
        for account, time, bits in zip(found.account, found.time, found.causes, strict=True)
    ]
    lost.sort(key=lambda one: (-one[0], one[1]))
    said = [
        f"{run.names[account]} ({_money(run, arr)}; {cause_words(run, 'churn_cause', bits)})"
        for arr, account, bits in lost[:NAMED]
    ]
    if rest := lost[NAMED:]:
        said.append(f"{len(rest)} more ({_money(run, sum(one[0] for one in rest))})")
    yield f"Churned: {listed(said)}"


def _hired(run: Run, found: Happened) -> Iterator[str]:
    for person in found.person:
        yield f"{_start(_who(run, int(person)))} starts{_why(run, int(person))}"


def _why(run: Run, person: int) -> str:
    """Whether somebody was hired to backfill a seat or for growth."""
    people, seats = run["people"], run["seats"]
    me = np.flatnonzero(people["person"] == person)[0]
    mine = (seats["seat"] == people["seat"][me]) & (seats["filled"] == people["hired"][me])
    why = [run.labels["requisition"][int(code)] for code in seats["why"][mine]]
    return f" ({why[0]})" if why else ""


def _opened(run: Run, found: Happened) -> Iterator[str]:
    yield f"{count_words(len(found.time), 'requisition')} opened"


def _signed(run: Run, found: Happened) -> Iterator[str]:
    arr = float(run["accounts"]["arr"][found.account].sum())
    yield f"{count_words(len(found.time), 'new logo')} ({_money(run, arr)})"


def _contracted(run: Run, found: Happened) -> Iterator[str]:
    yield f"{count_words(len(found.time), 'account')} contracted"


def _expanded(run: Run, found: Happened) -> Iterator[str]:
    yield f"{count_words(len(found.time), 'account')} expanded"


def _handed_on(run: Run, found: Happened) -> Iterator[str]:
    """Accounts that got another lead; the first lead of a new logo is none."""
    fresh = np.isin(found.account, _signed_at(run, found.time))
    if count := len(set(found.account[~fresh].tolist())):
        yield f"{count_words(count, 'account')} changed hands"


def _signed_at(run: Run, times: np.ndarray) -> np.ndarray:
    """Accounts that arrived in the week of these times."""
    accounts = run["accounts"]
    week = int(week_of(times).max(initial=0))
    return np.asarray(accounts["account"][week_of(accounts["arrived"]) == week])


SAYS: dict[str, Callable[[Run, Happened], Iterator[str]]] = {
    "changed": _changed,
    "moved": _moved,
    "let go": _let_go,
    "left": _left,
    "resigned": _resigned,
    "churned": _churned,
    "hired": _hired,
    "requisition": _opened,
    "signed": _signed,
    "new lead": _handed_on,
    "contracted": _contracted,
    "expanded": _expanded,
}
"""Kind of event -> what is said of those of a week, in the order in which it is said."""


def _who(run: Run, person: int) -> str:
    """'simulated person 7 (CSM)'; the role is the one that the table has for the whole run."""
    people = run["people"]
    me = np.flatnonzero(people["person"] == person)
    role = f" ({_role(run, int(people['role'][me[0]]))})" if len(me) else ""
    return f"{person_name(run, person)}{role}"


def _role(run: Run, code: int) -> str:
    return role_title(run.scenario, run.labels["role"][code])


def _arr_before(run: Run, account: int, time: float) -> float:
    renewals = run["renewals"]
    mine = (renewals["account"] == account) & (renewals["time"] == time)
    return float(renewals["arr_before"][mine].sum())


def _money(run: Run, amount: float) -> str:
    found = scale("money", [amount], currency=run.scenario.book.currency, finest=amount / 10)
    return found.plain(amount)


def _start(text: str) -> str:
    return text[:1].upper() + text[1:]
