"""Exports that are refused: every fault at once, each with its place, and never a traceback."""

import random
from contextlib import suppress
from functools import partial

import pytest

from sim.base.faults import InputError
from sim.scenario.importing import read_export
from tests.scenario.exports import ACCOUNTS, DAY, SUBSCRIPTIONS, faults, write_exports


@pytest.fixture
def exports(tmp_path):
    return partial(write_exports, tmp_path)


GOOD = "account,start,arr\na,2024-01-01,9\n"
AMOUNT = "an amount, 0 or more, such as 12000, '12k' or '1.2M'"
NEEDED = (
    "start_date (or start, subscription_start, contract_start); "
    "arr_amount (or arr, annual_recurring_revenue, annual_value), or mrr_amount"
)
BAD_CELLS = "account,start,arr,trial,term\na,soon,nan,maybe,weekly\n"
BAD_SUMS = "account,start,arr\na,2024-01-01,1e999\na,2024-01-01,-5\n"
NOBODY = (
    "no account has a paid subscription in force on 2024-01-01 "
    "(1 subscriptions of accounts that the accounts file does not have"
)
REFUSED = {
    "empty": ("", GOOD, ["{a}: is empty: a header and one row for each record are needed"]),
    "not UTF-8": (
        "id\na\nb\xfc\n".encode("latin-1"),
        GOOD,
        ["{a}:3:1: is not UTF-8: save it as 'CSV UTF-8'"],
    ),
    "UTF-16": ("id\na\n".encode("utf-16"), GOOD, ["{a}: is UTF-16: save it as 'CSV UTF-8'"]),
    "no rows": ("id\n", GOOD, ["{a}: has a header and no rows: one row for each record is needed"]),
    "columns": (
        "id\na\n",
        "customer,when\na,b\n",
        [f"{{s}}:1:1: start, arr: no such column: needed {NEEDED}; found customer, when"],
    ),
    "a column is missing, so rows are not looked at": (
        "id,seats\na,-2\n",
        "customer,when\na,b\n",
        [f"{{s}}:1:1: start, arr: no such column: needed {NEEDED}; found customer, when"],
    ),
    "swapped": (
        "account,start,arr\na,2024-01-01,9\na,2024-01-01,8\n",
        "id,seats\na,-2\n",
        [
            "{a}: has the columns of subscriptions, and the second file has not: are the two "
            "files swapped? Accounts come first, then subscriptions"
        ],
    ),
    "twice the heading": (
        "id,ID\na,b\n",
        GOOD,
        ["{a}:1:2: id: stands twice in the header: each heading once"],
    ),
    "two of one id": (
        "id,plan\na,x\nb,x\na,y\n",
        GOOD,
        ["{a}:4:1: id: 'a' stands on line 2 with other values: each once"],
    ),
    "cells": ("id,plan\na\n", GOOD, ["{a}:2:1: has 1 cells: 2, as the header has"]),
    "no id": ("id,plan\n,x\n", GOOD, ["{a}:2:1: id: is empty: an identifier"]),
    "quotes": (
        'id,plan\na,"x\n',
        GOOD,
        ["{a}:2:1: is not CSV from here on: unexpected end of data"],
    ),
    "all at once": (
        "id,seats\na,-2\n",
        BAD_CELLS,
        [
            "{a}:2:2: seats: '-2' is not allowed: a whole number, 0 or more",
            "{s}:2:4: trial: 'maybe' is neither yes nor no: true, false, yes, no, 1 or 0",
            "{s}:2:2: start: 'soon' is no date: 2024-04-23, 23-04-2024 or 04-23-2024",
            f"{{s}}:2:3: arr: 'nan' is not an amount: {AMOUNT}",
            "{s}:2:5: term: 'weekly' is not a term: monthly or annual",
        ],
    ),
    "infinite and negative": (
        "id\na\n",
        BAD_SUMS,
        [
            f"{{s}}:2:3: arr: a number without end is not allowed: {AMOUNT}",
            f"{{s}}:3:3: arr: -5 is not allowed: {AMOUNT}",
        ],
    ),
    "nobody left": (
        "id\nz\n",
        GOOD,
        [
            f"{{s}}: {NOBODY}): a day between 2024-01-01 and 2024-01-01",
        ],
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(exports, case):
    accounts, subscriptions, expected = REFUSED[case]
    files = exports(accounts, subscriptions)
    assert faults(read_export, *files) == [line.format(a=files[0], s=files[1]) for line in expected]


def test_a_file_that_is_not_there(tmp_path, exports):
    accounts, _ = exports()
    assert faults(read_export, accounts, tmp_path / "none.csv") == [
        f"{tmp_path / 'none.csv'}: cannot be read: no such file or directory"
    ]


def test_many_faults_are_counted(exports):
    rows = "".join(f"a,2024-01-01,x{number}\n" for number in range(30))
    lines = faults(read_export, *exports("id\na\n", "account,start,arr\n" + rows))
    assert len(lines) == 21
    assert lines[-1] == "and 10 more"


def test_damaged_exports_give_a_book_or_faults_and_nothing_else(exports):
    dice = random.Random(7)
    letters = [b"", b",", b'"', b"\n", b"\x00", b"\xff", b"-", b"9", b"nan", b";", "é".encode()]
    for _ in range(400):
        damaged = []
        for text in (ACCOUNTS, SUBSCRIPTIONS):
            data = text.encode()
            for _ in range(dice.randrange(4)):
                spot = dice.randrange(len(data))
                data = data[:spot] + dice.choice(letters) + data[spot + dice.randrange(3) :]
            damaged.append(data)
        with suppress(InputError):
            assert read_export(*exports(*damaged), at=DAY).rows
