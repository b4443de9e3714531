"""From two exports to a book: each account with what its subscriptions say on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from sim.base.faults import Fault, InputError
from sim.scenario.importing.cells import MONTHS
from sim.scenario.importing.choosing import OVERLAPS, in_force, last_day, paid_by, totals
from sim.scenario.importing.columns import plain
from sim.scenario.importing.days import renewal_after
from sim.scenario.importing.exports import Account, Exports, Subscription, read_exports
from sim.scenario.importing.findings import Notebook
from sim.scenario.importing.imported import SEGMENTS, BookRow, Imported


def read_export(
    accounts_csv: Path,
    subscriptions_csv: Path,
    *,
    at: date | None = None,
    overlap: str = "latest",
    day_first: bool | None = None,
) -> Imported:
    """The book at the end of the day `at` (default: `last_day` of the data).

    `day_first` says how the dates are written; None: told from the file. Raises InputError with
    every fault of both files, or when no account is left.
    """
    if overlap not in OVERLAPS:
        raise InputError(f"--overlap: '{overlap}' is not allowed: {' or '.join(OVERLAPS)}")
    accounts_csv, subscriptions_csv = Path(accounts_csv), Path(subscriptions_csv)
    exports = read_exports(accounts_csv, subscriptions_csv, day_first=day_first)
    at = at or last_day(exports.subscriptions)
    notes = Notebook()
    notes.extend("repeated_account", exports.repeated_accounts)
    notes.extend("repeated_subscription", exports.repeated_subscriptions)
    held = in_force(exports, at, notes)
    if not held:
        raise InputError(Fault(str(subscriptions_csv), "", _nobody(exports, at, notes)))
    rows = _rows(exports, held, at, overlap, notes)
    return Imported(
        at=at,
        overlap=overlap,
        day_first=exports.day_first,
        rows=rows,
        totals=totals(held),
        findings=notes.findings(),
        assumptions=_assumptions(exports),
        sources=(accounts_csv.name, subscriptions_csv.name),
    )


def _rows(
    exports: Exports,
    held: Mapping[str, Sequence[Subscription]],
    at: date,
    overlap: str,
    notes: Notebook,
) -> tuple[BookRow, ...]:
    """The accounts of the book in the order of the accounts file, oddities noted."""
    paid = paid_by(exports, at)
    own_segments = _segments(exports.accounts, notes)
    rows = []
    for account in exports.accounts:
        mine = held.get(account.account)
        if mine is None:
            notes.add("no_subscription", account.account)
            continue
        _note(account, mine, paid[account.account], overlap, notes)
        rows.append(
            _row(account, mine, paid[account.account], at, overlap, own_segments[account.account])
        )
    return tuple(rows)


def _row(
    account: Account,
    mine: Sequence[Subscription],
    paid: Sequence[Subscription],
    at: date,
    overlap: str,
    segment: str | None,
) -> BookRow:
    """One account: amounts by the overlap rule, the contract's facts from the newest."""
    newest = mine[0]
    counted = mine if overlap == "sum" else mine[:1]
    term = newest.term or "annual"
    seats = [one.seats for one in counted if one.seats is not None]
    attributes = {
        "industry": account.industry,
        "country": account.country,
        "plan": newest.plan or account.plan,
        "seats": str(sum(seats) if seats else account.seats or ""),
    }
    return BookRow(
        account=account.account,
        name=account.name,
        segment=segment,
        arr=sum(one.arr for one in counted),
        term=term,
        start=min(one.start for one in paid),
        renewal=_renewal(newest, term, at),
        auto_renew=newest.auto_renew is not False,
        attributes={name: text for name, text in attributes.items() if text},
    )


def _renewal(newest: Subscription, term: str, at: date) -> date:
    """The contract's end if it lies ahead and is no cancellation; else whole terms from start."""
    if newest.end is not None and not newest.churned:
        return newest.end
    return renewal_after(newest.start, MONTHS[term], at)


def _note(
    account: Account,
    mine: Sequence[Subscription],
    paid: Sequence[Subscription],
    overlap: str,
    notes: Notebook,
) -> None:
    """Notes what does not fit together in one account."""
    newest = mine[0]
    odd = {
        "churned_but_active": account.churned,
        "trial_but_paying": account.trial,
        "overlap": len(mine) > 1,
        "newest_ended": max(one.start for one in paid) > newest.start,
        "plan_differs": bool(account.plan and newest.plan and account.plan != newest.plan),
    }
    for reason, holds in odd.items():
        if holds:
            notes.add(reason, account.account)
    tied = [one.arr for one in mine if one.start == newest.start]
    if len(tied) > 1:
        notes.add("same_day", account.account, max(tied) - min(tied))
    for one in mine:
        if one.end is not None and one.churned:
            notes.add("cancelled_later", one.subscription, one.arr)
    if overlap == "latest":
        for one in mine[1:]:
            notes.add("replaced", one.subscription, one.arr)


def _segments(accounts: Sequence[Account], notes: Notebook) -> dict[str, str | None]:
    """The segment each account states; None for all, noted, if a name is not one of the preset."""
    strangers = [
        account.account
        for account in accounts
        if account.segment and plain(account.segment) not in SEGMENTS
    ]
    notes.extend("unknown_segment", strangers)
    return {
        account.account: None if strangers else plain(account.segment) or None
        for account in accounts
    }


def _assumptions(exports: Exports) -> tuple[str, ...]:
    """What the exports did not say and was taken."""
    headings = exports.headings
    texts = []
    if "term" not in headings:
        texts.append("no column tells the term of a contract: taken as annual")
    elif plain(headings["term"]) not in ("term", "contract_term"):
        texts.append(f"the term of a contract is read from '{headings['term']}'")
    if "auto_renew" not in headings:
        texts.append("no column tells which contracts renew by themselves: taken as all")
    if "end" not in headings:
        texts.append("no column tells when a subscription ended: taken as none has")
    return tuple(texts)


def _nobody(exports: Exports, at: date, notes: Notebook) -> str:
    """Why the book would be empty, with the days on which it would not."""
    starts = [held.start for held in exports.subscriptions]
    dropped = ", ".join(f"{found.count} {found.text}" for found in notes.findings())
    return (
        f"no account has a paid subscription in force on {at} ({dropped}): "
        f"a day between {min(starts)} and {last_day(exports.subscriptions)}"
    )
