"""Two exports become a book: what counts on a day, and what is said of the rest."""

import csv
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from sim.scenario.importing import read_export
from sim.scenario.importing.days import Order, months_later, order_of, read_day, renewal_after
from tests.scenario.exports import DAY, SUBSCRIPTIONS, faults, write_exports

DATA = Path(__file__).parents[2] / "scenarios" / "data"
RAVENSTACK = (DATA / "ravenstack_accounts.csv", DATA / "ravenstack_subscriptions.csv")


@pytest.fixture
def exports(tmp_path):
    return partial(write_exports, tmp_path)


def counts(imported):
    return {found.reason: found.count for found in imported.findings}


def test_hand_made_book(exports):
    book = read_export(*exports(), at=DAY)
    assert [
        (row.account, row.arr, row.term, row.start, row.renewal, row.auto_renew)
        for row in book.rows
    ] == [
        ("A-1", 120000, "annual", date(2023, 1, 15), date(2025, 5, 31), False),
        ("A-2", 30000, "monthly", date(2024, 3, 1), date(2024, 7, 1), True),
        ("A-3", 500, "monthly", date(2024, 2, 1), date(2024, 7, 1), True),
    ]
    assert book.rows[0].attributes == {
        "industry": "EdTech", "country": "US", "plan": "Pro", "seats": "10",
    }  # fmt: skip
    assert book.totals == {"latest": 150500, "sum": 162500}
    assert book.by_segment() == {
        "enterprise": (1, 120000), "mid_market": (1, 30000), "smb": (1, 500),
    }  # fmt: skip


def test_everything_left_out_or_odd_is_named(exports):
    book = read_export(*exports(), at=DAY)
    assert counts(book) == {
        "repeated_subscription": 1,
        "unknown_account": 1,
        "trial": 1,
        "zero_arr": 1,
        "not_started": 1,
        "ended": 1,
        "replaced": 1,
        "no_subscription": 1,
        "churned_but_active": 1,
        "trial_but_paying": 1,
        "overlap": 1,
        "newest_ended": 1,
        "plan_differs": 1,
    }
    examples = {found.reason: found.examples for found in book.findings}
    assert examples["no_subscription"] == ("A-4",)
    assert examples["replaced"] == ("S-1",)
    assert examples["newest_ended"] == ("A-2",)


def test_sum_adds_what_is_in_force_and_keeps_the_contract_of_the_newest(exports):
    book = read_export(*exports(), at=DAY, overlap="sum")
    first = book.rows[0]
    assert (first.arr, first.attributes["seats"], first.renewal) == (
        132000, "19", date(2025, 5, 31),
    )  # fmt: skip
    assert "replaced" not in counts(book)


@pytest.mark.parametrize("day", [date(2023, 7, 1), date(2024, 6, 30), date(2024, 12, 31)])
def test_every_row_of_ravenstack_is_in_the_book_or_accounted_for(day):
    book = read_export(*RAVENSTACK, at=day)
    met = counts(book)
    left_out = ("trial", "zero_arr", "not_started", "ended", "replaced")
    assert sum(met.get(reason, 0) for reason in left_out) + len(book.rows) == 5000
    assert met.get("no_subscription", 0) + len(book.rows) == 500
    assert all(row.start <= day < row.renewal for row in book.rows)
    assert sum(arr for _, arr in book.by_segment().values()) == pytest.approx(book.totals["latest"])


def ravenstack_plainly():
    """The same two totals in a few lines of another hand."""

    def day(text):
        return date(*(int(part) for part in reversed(text.split("-"))))

    latest, total = {}, 0.0
    with RAVENSTACK[1].open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            ended = row["end_date"] and day(row["end_date"]) <= date(2024, 12, 31)
            if row["is_trial"] == "FALSE" and not ended:
                key = (day(row["start_date"]), row["subscription_id"], float(row["arr_amount"]))
                latest[row["account_id"]] = max(latest.get(row["account_id"], key), key)
                total += key[2]
    return {"latest": sum(arr for _, _, arr in latest.values()), "sum": total}


def test_ravenstack_at_its_last_day():
    book = read_export(*RAVENSTACK)
    assert book.at == date(2024, 12, 31)
    assert book.totals == ravenstack_plainly() == {"latest": 16317156, "sum": 121915296}
    assert {name: accounts for name, (accounts, _) in book.by_segment().items()} == {
        "enterprise": 33, "mid_market": 154, "smb": 313,
    }  # fmt: skip
    assert counts(book)["churned_but_active"] == 110
    assert counts(book)["overlap"] == 496


def test_order_of_the_rows_does_not_matter(exports):
    header, *rows = SUBSCRIPTIONS.splitlines()
    rows.append("S-10,A-3,01-02-2024,,Pro,5,900,FALSE,FALSE,monthly,TRUE")
    shuffled = [header, *reversed(rows)]
    one = read_export(*exports(subscriptions="\n".join([header, *rows])), at=DAY)
    other = read_export(*exports(subscriptions="\n".join(shuffled)), at=DAY)
    assert one.rows == other.rows
    assert one.rows[2].arr == 900, "of one day, S-10 is newer than S-5"
    assert counts(one)["same_day"] == 1


def test_written_as_other_tools_export(exports):
    accounts = "\ufeffCustomer ID;Segment\r\nc1;Mid-Market\r\nc2;\r\n"
    contracts = (
        "\ufeffCustomer-ID;Start;MRR\r\nc1;2024-01-31T00:00:00Z;$1,000.50\r\nc2;2024/02/01;2k\r\n"
    )
    book = read_export(*exports(accounts, contracts), at=date(2024, 2, 29))
    assert [(row.arr, row.segment, row.term, row.renewal) for row in book.rows] == [
        (12006, "mid_market", "annual", date(2025, 1, 31)),
        (24000, None, "annual", date(2025, 2, 1)),
    ]
    assert [text.partition(":")[0] for text in book.assumptions] == [
        "no column tells the term of a contract",
        "no column tells which contracts renew by themselves",
        "no column tells when a subscription ended",
    ]


def test_segments_the_preset_does_not_know_are_taken_by_arr(exports):
    files = exports(
        "id,segment\na,Strategic\nb,smb\n", "account,start,arr\na,2024-01-01,9\nb,2024-01-01,8\n"
    )
    book = read_export(*files)
    assert [row.segment for row in book.rows] == [None, None]
    assert counts(book)["unknown_segment"] == 1


def test_an_end_ahead_is_a_renewal_unless_it_is_a_cancellation_nobody_knew_of(exports):
    contracts = (
        "id,account,start,end,arr,churned\n"
        "1,a,2024-01-10,2026-01-10,9,no\n2,b,2024-01-10,2024-09-01,9,yes\n"
    )
    book = read_export(*exports("id\na\nb\n", contracts), at=DAY)
    assert [row.renewal for row in book.rows] == [date(2026, 1, 10), date(2025, 1, 10)]
    assert counts(book)["cancelled_later"] == 1


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03-04-2024", "23-04-2024"], Order.DAY_FIRST),
        (["03/04/2024", "04/23/2024"], Order.MONTH_FIRST),
        (["03-04-2024", "2024-04-23"], Order.AMBIGUOUS),
        (["23-04-2024", "04-23-2024"], Order.BOTH),
        (["05-05-2024", "2024-04-23", "", "soon"], Order.ANY),
    ],
)
def test_the_order_of_day_and_month_is_told_from_the_whole_file(texts, order):
    assert order_of(texts) is order


def test_an_ambiguous_file_is_refused_until_the_user_says(exports):
    files = exports("id\na\n", "account,start,arr\na,03-04-2024,9\n")
    assert faults(read_export, *files) == [
        f"{files[1]}: dates: every date can be read both ways: say --day-first or --month-first"
    ]
    assert read_export(*files, day_first=True).at == date(2024, 4, 3)
    assert read_export(*files, day_first=False).at == date(2024, 3, 4)


@pytest.mark.parametrize("text", ["", "soon", "31-02-2024", "2024-13-01", "01-01-24", "01-01-1900"])
def test_no_date(text):
    with pytest.raises(ValueError, match=r"date|year|calendar"):
        read_day(text, day_first=True)


def test_contract_dates():
    assert months_later(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert renewal_after(date(2023, 1, 31), 1, date(2024, 2, 29)) == date(2024, 3, 31)
    assert renewal_after(date(2023, 5, 1), 12, date(2024, 5, 1)) == date(2025, 5, 1)
    assert renewal_after(date(2024, 5, 1), 1, date(2024, 5, 1)) == date(2024, 6, 1)
