"""The claims ledger in words: rows as they come, all of them at the end, and what would run."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

WIDTH = 100
WORD = {
    "reproduced": "reproduced",
    "partly": "partly",
    "not_reproduced": "NOT reproduced",
    "untestable": "untestable",
    "input": "input",
}
ROLE = {
    "CAL": "calibrated to",
    "HOLD": "held out",
    "XC": "cross-check",
    "IN": "input",
    "CTX": "context",
}

Rows = Sequence[Mapping[str, Any]]


def summary_text(rows: Rows) -> str:
    """Every row with what was expected and found, then the counts by role."""
    blocks = [_block(row) for row in rows]
    return "\n".join([*blocks, "", *_counts(rows), *_wanting(rows)])


def result_line(row: Mapping[str, Any]) -> str:
    """One row in one line, as it is done."""
    return f"{row['id']}: {found_words(row)}, expected {expected_words(row)}: {WORD[row['status']]}"


def listing(rows: Rows) -> str:
    """What would run, row by row."""
    blocks = []
    for row in rows:
        lines = [f"{row['id']}  {row['role']}  {row['source']}  {row['claim']}"]
        if row["experiment"]:
            lines += _wrapped(f"expected: {row['expected']}")
            lines += _wrapped(f"experiment: {row['experiment']}")
        if row["why"]:
            lines += _wrapped(row["why"] if _waits(row) else f"{row['status']}: {row['why']}")
        blocks.append("\n".join(lines))
    return "\n".join(blocks)


def _block(row: Mapping[str, Any]) -> str:
    lines = [f"{row['id']}  {row['role']}  {row['source']}  {row['claim']}: {status_word(row)}"]
    if row["expected"]:
        lines += _wrapped(f"{row['expected']['quantity']}")
        if row["replications"]:
            told = f"expected {expected_words(row)}, got {found_words(row)}"
            lines += _wrapped(f"{told}, {row['replications']} replications")
    if row.get("sets"):
        lines += _wrapped(_over_sets(row["sets"]))
    if row["why"]:
        lines += _wrapped(row["why"])
    return "\n".join(lines)


def _over_sets(sets: Mapping[str, Any]) -> str:
    share, lo, hi = (f"{100 * sets[key]:.0f}" for key in ("within", "lo", "hi"))
    return (
        f"over {sets['count']} parameter sets that fit the published figures: {share} % of them "
        f"({lo} to {hi} %) are within what is expected, each by its own two worlds"
    )


def status_word(row: Mapping[str, Any]) -> str:
    """The verdict in a word or two; 'not run' where this version lacks something."""
    return "not run" if _waits(row) else WORD[row["status"]]


def _waits(row: Mapping[str, Any]) -> bool:
    return bool(row["status"] == "untestable" and row["role"] not in ("CTX", "IN"))


def _counts(rows: Rows) -> list[str]:
    lines = []
    for role, name in ROLE.items():
        counts = Counter(status_word(row) for row in rows if row["role"] == role)
        if counts:
            told = ", ".join(f"{count} {word}" for word, count in counts.items())
            lines.append(f"{role} ({name}): {told}")
    return lines


def _wanting(rows: Rows) -> list[str]:
    """Which rows want more replications."""
    wanting = [row["id"] for row in rows if row["status"] == "partly"]
    if not wanting:
        return []
    return ["", *textwrap.wrap(f"More replications are wanted by: {', '.join(wanting)}", WIDTH)]


def expected_words(row: Mapping[str, Any]) -> str:
    """The range that is expected of a row with a target."""
    low, high = row["expected"]["low"], row["expected"]["high"]
    if low == 0 and high is None:
        return "more than 0"
    if high == 0 and low is None:
        return "less than 0"
    if low is None:
        return f"at most {_number(high)}"
    if high is None:
        return f"at least {_number(low)}"
    return _number(low) if low == high else f"{_number(low)} to {_number(high)}"


def found_words(row: Mapping[str, Any]) -> str:
    """What was found, with its 95 % interval; of a row that ran."""
    if row["got"] is None:
        return "no value"
    ends = ["open" if end is None else _number(end) for end in (row["lo"], row["hi"])]
    return f"{_number(row['got'])} ({ends[0]} to {ends[1]})"


def _number(value: float) -> str:
    """Four digits; large amounts with thousands apart."""
    if abs(value) >= 1000:
        digits = 4 - len(str(int(abs(value))))
        return f"{round(value, min(digits, 0)):,.0f}"
    return f"{value:.3g}"


def _wrapped(text: str) -> list[str]:
    indent = "    "
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)
