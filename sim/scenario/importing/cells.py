"""What one cell of an export means: amounts, counts, flags and terms.

Each reader takes the text of a cell and raises ValueError, in words, when it means nothing:
`what is wrong: what is allowed`.
"""

from __future__ import annotations

from sim.base.units import read_count, read_money, shown

TERMS = {
    "monthly": ("monthly", "month", "m", "1", "mon", "per month"),
    "annual": ("annual", "annually", "yearly", "year", "a", "y", "12", "per year"),
}
MONTHS = {"monthly": 1, "annual": 12}
"""Months between two contract dates, by term."""

YES = ("true", "yes", "y", "1", "t", "on")
NO = ("false", "no", "n", "0", "f", "off")

_TERM_OF_WORD = {word: term for term, words in TERMS.items() for word in words}
_FLAG_OF_WORD = {**dict.fromkeys(YES, True), **dict.fromkeys(NO, False)}


def amount(text: str) -> float:
    """An amount of money, 0 or more; empty is refused, for no amount is not an amount of 0."""
    if not text:
        raise ValueError("is empty: an amount, 0 or more")
    return read_money(text)


def count(text: str) -> int | None:
    """A whole number, 0 or more; empty is None."""
    return read_count(text) if text else None


def flag(text: str) -> bool | None:
    """Yes or no; empty is None."""
    if not text:
        return None
    if text.lower() not in _FLAG_OF_WORD:
        raise ValueError(f"{shown(text)} is neither yes nor no: true, false, yes, no, 1 or 0")
    return _FLAG_OF_WORD[text.lower()]


def term(text: str) -> str | None:
    """`monthly` or `annual`; empty is None."""
    if not text:
        return None
    if text.lower() not in _TERM_OF_WORD:
        raise ValueError(f"{shown(text)} is not a term: {' or '.join(TERMS)}")
    return _TERM_OF_WORD[text.lower()]
