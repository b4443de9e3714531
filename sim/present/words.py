"""Numbers to words, by the unit of the measure: money, shares as per cent and points, hours, days.

A `Scale` is chosen once for all the numbers that stand together (a row of a table, an axis), so
that they share their decimals and can be compared by eye.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

MINUS = "\u2212"
NOTHING = "\u2013"
SIGNS = {"USD": "$", "EUR": "\u20ac", "GBP": "\u00a3"}
MAGNITUDES = ((1e9, "B"), (1e6, "M"), (1e3, "k"), (1.0, ""))
PER = {
    "yr": "a year",
    "wk": "a week",
    "person": "a person",
    "account": "an account",
    "month": "a month",
}
"""Words for what stands after a slash in a unit."""
ACRONYMS = ("cs", "csm", "smb", "ae", "am")
"""Words of names that are written in capitals."""
SHORT = {
    "hours": "h",
    "h": "h",
    "working hours": "h",
    "days": "days",
    "weeks": "weeks",
    "months of pay": "months of pay",
    "hours/week": "h",
}


@dataclass(frozen=True)
class Scale:
    """How numbers of one unit are written: over `size`, with `decimals`, between two texts."""

    size: float
    decimals: int
    before: str = ""
    after: str = ""

    def plain(self, value: float) -> str:
        """`value` with its unit: '88.3 %', '$1.24M'; a dash where there is none."""
        return self._written(value, MINUS if self._digits(value).startswith("-") else "")

    def signed(self, value: float) -> str:
        """`value` as a difference, always with its sign: '+1.2 points'; '0.0 points' for zero."""
        digits = self._digits(value)
        zero = not digits.strip("-0.,")
        return self._written(value, "" if zero else MINUS if digits.startswith("-") else "+")

    def span(self, low: float, high: float) -> str:
        """An interval, unit said once where it stands behind: '0.6 to 1.8 points'."""
        if not (math.isfinite(low) and math.isfinite(high)):
            return NOTHING
        first = Scale(self.size, self.decimals, self.before, _letter(self.after))
        return f"{first.plain(low)} to {self.plain(high)}"

    def bare(self, value: float) -> str:
        """`value` without its unit."""
        return Scale(self.size, self.decimals).plain(value)

    def _digits(self, value: float) -> str:
        text = f"{value / self.size:,.{self.decimals}f}" if math.isfinite(value) else ""
        return text.lstrip("-") if not text.strip("-0.,") else text

    def _written(self, value: float, sign: str) -> str:
        if not math.isfinite(value):
            return NOTHING
        if value == 0 and self.before:
            return f"{self.before}0{self.after.removeprefix(_letter(self.after))}"
        return f"{sign}{self.before}{self._digits(value).lstrip('-')}{self.after}"


def scale(
    unit: str,
    values: Iterable[float],
    *,
    currency: str = "USD",
    change: bool = False,
    finest: float | None = None,
) -> Scale:
    """The scale for `values` of one unit, shared by all of them.

    change: they are differences, so shares become points.
    finest: a size that must stay visible, such as half the width of an interval; decimals are
        chosen to show its first digit or two.
    """
    finite = [abs(v) for v in values if math.isfinite(v)]
    top = max(finite, default=0.0)
    base = unit.partition("/")[0]
    if base == "money":
        return _money(top, finest, currency)
    if base == "share":
        decimals = _decimals(300 * (finest if finest is not None else 0.05), 1, 2)
        word = " points" if change else " %"
        return Scale(0.01, decimals, "", word)
    if base in ("0-1", "1-5"):
        return Scale(1.0, 2)
    if finest is None and all(v == round(v) for v in finite) and base not in SHORT:
        return Scale(1.0, 0)
    small = finest if finest is not None else top / 100
    after = f" {SHORT[base]}" if base in SHORT else ""
    return Scale(1.0, _decimals(3 * small, 1 if after == " h" else 0, 2), "", after)


def tick_scale(unit: str, ticks: Iterable[float], currency: str = "USD") -> Scale:
    """The scale of ticks on an axis: no more decimals than they need to differ and be exact."""
    values = [t for t in ticks if math.isfinite(t)]
    found = scale(unit, values, currency=currency)
    for decimals in range(4):
        if all(abs(round(t / found.size, decimals) - t / found.size) < 1e-9 for t in values):
            return replace(found, decimals=decimals)
    return replace(found, decimals=4)


def per(unit: str) -> str:
    """What follows the slashes of a unit: of 'money/account/yr' it is 'an account a year'."""
    return " ".join(PER.get(part, f"a {part}") for part in unit.split("/")[1:])


def unit_words(unit: str, currency: str = "USD") -> str:
    """A unit in words: '% a year', '$ an account a year', 'h a person a week'."""
    base = unit.partition("/")[0]
    if base.startswith("per "):
        return unit.replace("/", " ").replace(" yr", " a year")
    first = {"share": "%", "money": SIGNS.get(currency, currency), "-": "", "h": "h"}.get(
        base, base
    )
    return f"{first} {per(unit)}".strip()


def count_words(number: int, noun: str, plural: str = "") -> str:
    """'1 world', '100 worlds'."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def years_words(years: float) -> str:
    """'1 year', '0.5 years', '3 years'."""
    return f"{years:g} {'year' if years == 1 else 'years'}"


def listed(items: Iterable[str], last: str = "and") -> str:
    """'a', 'a and b', 'a, b and c'."""
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def percent(part: float) -> str:
    """A share as a whole per cent: '92 %'."""
    return f"{100 * part:.0f} %"


def named(name: str) -> str:
    """A name of a file in words: 'Mid market' for `mid_market`, 'SMB', 'CS operations'."""
    words = [w.upper() if w in ACRONYMS else w for w in name.replace("_", " ").split()]
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def _money(top: float, finest: float | None, currency: str) -> Scale:
    # 0.9995 keeps 999,999 from being written as 1,000k
    size, letter = next((pair for pair in MAGNITUDES if top >= 0.9995 * pair[0]), MAGNITUDES[-1])
    if size == 1e3 and top < 9_999.5:
        size, letter = 1.0, ""
    small = (finest if finest is not None else top / 100) / size
    decimals = _decimals(small, int(size > 1e3 and top < 100 * size), 2) if size > 1 else 0
    if currency in SIGNS:
        return Scale(size, decimals, SIGNS[currency], letter)
    return Scale(size, decimals, "", f"{letter} {currency}")


def _decimals(small: float, least: int, most: int) -> int:
    """Decimals that show `small` with about one or two digits, within bounds."""
    if not small > 0:
        return least
    power = math.floor(math.log10(small) + 1e-9)
    leading = small / 10**power
    return max(least, min(most, (0 if leading >= 3 else 1) - power))


def _letter(after: str) -> str:
    """The magnitude that must be repeated in an interval ('$1.2M to $1.8M'), without the unit."""
    return after if after[:1] in "BMk" and after[:1] else ""
