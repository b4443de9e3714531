"""Number formats of Excel and PowerPoint, from the same scales as the words on a page.

A number stays a number: '$1.2M' and '88.3 %' are how a cell or an axis shows 1200000 and 0.883.
"""

from __future__ import annotations

from sim.present.words import SIGNS, Scale

GENERAL = "General"
DATE = "yyyy-mm-dd"
MONTH = "[$-409]mmm yyyy"
COMMAS = {1e9: ",,,", 1e6: ",,", 1e3: ","}
"""Commas behind the digits: each divides by a thousand."""
CELLS = {
    "share": "0.0 %",
    "0-1": "0.00",
    "1-5": "0.00",
    "h": "0.0",
    "working hours": "0.0",
    "days": "0",
    "people": "0.0",
    "accounts": "0.0",
    "-100..100": "0.0",
}
"""Formats of cells by the first part of a unit; others show what is there."""


def code(how: Scale) -> str:
    """The format that writes numbers as `how.plain` does, but points as per cent."""
    digits = _digits(how.decimals)
    if how.size == 0.01:
        return f"{digits} %"
    if how.size not in COMMAS and how.size != 1.0:
        return GENERAL
    before, after = _quoted(how.before), _quoted(how.after)
    found = f"{before}{digits}{COMMAS.get(how.size, '')}{after}"
    return f"{found};-{found};{before}0" if how.before else found


def cell_code(unit: str, currency: str = "USD", *, change: bool = False) -> str:
    """The format of a cell for a value of `unit`; change: a difference, with its sign.

    Unlike on an axis, money is written out, so that it can be checked.
    """
    base = unit.partition("/")[0]
    if base == "money":
        sign = SIGNS.get(currency, "")
        found = f"{_quoted(sign)}#,##0{'' if sign else _quoted(f' {currency}')}"
    else:
        found = CELLS.get(base, "#,##0.00")
    return signed(found) if change else found


def signed(found: str) -> str:
    """The same format with a plus before what is more than nothing."""
    return f"+{found};-{found};{found}"


def _digits(decimals: int) -> str:
    return "#,##0" + (f".{'0' * decimals}" if decimals else "")


def _quoted(text: str) -> str:
    return '"{}"'.format(text.replace('"', "")) if text else ""
