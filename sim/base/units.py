"""Quantities in words: money, shares and durations, read and written.

A reader takes what a person wrote and gives a float in the canonical unit, or raises `UnitError`.
A writer gives text that reads back to exactly the same float (`*_text`), or prose rounded for the
eye (`*_words`). A month is 365.25 / 12 days and a year 365.25 days. Working time (minutes, hours)
and calendar time (days to years) do not convert into each other: a working day is not 24 hours.
"""

from __future__ import annotations

import math
import re

DAYS_PER_MONTH = 365.25 / 12
DAYS_PER_YEAR = 365.25
HOURS = {"minutes": 1 / 60, "hours": 1.0}
DAYS = {"days": 1.0, "weeks": 7.0, "months": DAYS_PER_MONTH, "years": DAYS_PER_YEAR}
SPELLINGS = {
    "minutes": "min mins minute minutes",
    "hours": "h hr hrs hour hours",
    "days": "d day days",
    "weeks": "w wk wks week weeks",
    "months": "mo mos month months",
    "years": "y yr yrs year years",
}
UNIT_OF_WORD = {word: unit for unit, words in SPELLINGS.items() for word in words.split()}
EXAMPLES = {
    "minutes": "'15 minutes'",
    "hours": "'2 hours' or '30 minutes'",
    "days": "'10 days' or '2 weeks'",
    "weeks": "'10 weeks' or '90 days'",
    "months": "'6 months' or '26 weeks'",
    "years": "'3 years' or '18 months'",
}
MAGNITUDES = {
    "": 1.0,
    **dict.fromkeys(("k", "thousand"), 1e3),
    **dict.fromkeys(("m", "mn", "mio", "million"), 1e6),
    **dict.fromkeys(("b", "bn", "billion"), 1e9),
}
_NUMBER = (
    r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?|[0-9]+\.?[0-9]*|\.[0-9]+)"
    r"(?:[eE][+-]?[0-9]+)?"
)
_PLAIN = re.compile(rf"\s*({_NUMBER})\s*")
_PERCENT = re.compile(rf"\s*({_NUMBER})\s*(?:%|percent|per cent)\s*")
_DURATION = re.compile(rf"\s*({_NUMBER})\s*([A-Za-z]+)\.?\s*")
_CURRENCY = r"(?:(?:[A-Z]{1,3})?[$\u20ac\u00a3\u00a5\u20b9]|[A-Z]{3}\b)?"
_MONEY = re.compile(
    rf"\s*(-?)\s*{_CURRENCY}\s*({_NUMBER})\s*((?i:k|thousand|mn|mio|million|m|bn|billion|b)?)"
    rf"\s*{_CURRENCY}\s*"
)


class UnitError(ValueError):
    """What somebody wrote is not the quantity that is needed.

    `wrong` says what is wrong with it, `allowed` what is allowed, `hint` (or "") what may be meant.
    """

    def __init__(self, wrong: str, allowed: str, hint: str = "") -> None:
        self.wrong, self.allowed, self.hint = wrong, allowed, hint
        super().__init__(f"{wrong}: {allowed}" + (f" ({hint})" if hint else ""))


class NegativeError(UnitError):
    """A time that is written as it should be, but below 0."""


def shown(value: object) -> str:
    """`value` as it appears in a message: short, text in quotes, words for what has none."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "a list"
    if isinstance(value, int) and abs(value) > 10**30:
        return "a huge number"
    text = f"'{value}'" if isinstance(value, str) else _digits(value)
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:56] + "...'"


def _digits(value: object) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _finite(value: object, allowed: str) -> float:
    """A finite float from a number or plain numeric text; raises `UnitError`."""
    if isinstance(value, str):
        match = _PLAIN.fullmatch(value)
        if match is None:
            raise UnitError(f"{shown(value)} is not a number", allowed)
        value = match[1].replace(",", "")
    elif isinstance(value, bool) or not isinstance(value, (int, float)):
        raise UnitError(f"{shown(value)} is not a number", allowed)
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if math.isnan(number):
        raise UnitError("'not a number' (NaN) is not allowed", allowed)
    if math.isinf(number):
        raise UnitError("a number without end is not allowed", allowed)
    return number


def read_number(value: object) -> float:
    """A finite number."""
    return _finite(value, "a number")


def read_count(value: object) -> int:
    """A whole number, 0 or more; 12.0 is one, 12.5 is not."""
    allowed = "a whole number, 0 or more"
    number = _finite(value, allowed)
    if number < 0 or not number.is_integer():
        raise UnitError(f"{shown(value)} is not allowed", allowed)
    return int(number)


def read_share(value: object) -> float:
    """A share of a whole, 0 to 1: 0.08 or '8 %'. A bare 8 is refused with a hint."""
    allowed = "a share from 0 to 1, such as 0.08 or '8 %'"
    share = read_rate(value, allowed)
    if not 0 <= share <= 1:
        bare = not (isinstance(value, str) and _PERCENT.fullmatch(value))
        meant = f"is '{_digits(share)} %' meant?" if bare and 1 < share <= 100 else ""
        raise UnitError(f"{shown(value)} is not allowed", allowed, meant)
    return share


RATE = "a number or a percentage, such as 0.35 or '35 %'"


def read_rate(value: object, allowed: str = RATE) -> float:
    """A rate, which may be negative or above 1: 0.35 or '35 %'."""
    if isinstance(value, str) and (match := _PERCENT.fullmatch(value)):
        return _finite(match[1], allowed) / 100
    return _finite(value, allowed)


def read_money(value: object) -> float:
    """An amount, 0 or more: 12000, '145k', '$1.2M', 'EUR 3 million'. The currency is ignored."""
    allowed = "an amount, 0 or more, such as 12000, '12k' or '1.2M'"
    if isinstance(value, str):
        match = _MONEY.fullmatch(value)
        if match is None:
            raise UnitError(f"{shown(value)} is not an amount", allowed)
        number = _finite(match[1] + match[2], allowed) * MAGNITUDES[match[3].lower()]
        amount = _finite(number, allowed)
    else:
        amount = _finite(value, allowed)
    if amount < 0:
        plain = isinstance(value, str) and _PLAIN.fullmatch(value) is not None
        raise UnitError(f"{shown(amount if plain else value)} is not allowed", allowed)
    return amount


def read_duration(value: object, unit: str) -> float:
    """A time, 0 or more, in `unit` ('minutes' to 'years'): '10 weeks', '2 wk', '90 days', '2 h'.

    A bare number is refused (except 0), and so is 'm', which could be a minute or a month.
    """
    allowed = f"needs a number and a unit, such as {EXAMPLES[unit]}"
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value == 0:
        return 0.0
    match = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise UnitError(f"{shown(value)} is not a time", allowed)
    number = _finite(match[1], allowed)
    return _converted(number, match[2].lower(), unit, allowed, value)


def read_years(value: object) -> float:
    """A number of years, bare (3) or in words ('18 months'): for fields that are named after it."""
    if isinstance(value, str) and _PLAIN.fullmatch(value) is None:
        return read_duration(value, "years")
    years = _finite(value, "a number of years, such as 3 or '18 months'")
    if years < 0:
        raise UnitError(f"{shown(value)} is not allowed", "a number of years, 0 or more")
    return years


def _converted(number: float, word: str, unit: str, allowed: str, value: object) -> float:
    """`number` of `word` in `unit`; the same unit is not touched, so text reads back exactly."""
    scale = HOURS if unit in HOURS else DAYS
    found = UNIT_OF_WORD.get(word)
    if found is None:
        hint = "is it minutes or months?" if word == "m" else ""
        raise UnitError(f"{shown(value)} has no unit of time that is known", allowed, hint)
    if found not in scale:
        sort = "working time" if unit in HOURS else "calendar time"
        raise UnitError(f"{shown(value)} is not {sort}", allowed)
    if number < 0:
        raise NegativeError(f"{shown(value)} is not allowed", "0 or more")
    result = number if found == unit else number * scale[found] / scale[unit]
    return _finite(result, allowed)


def number_text(value: float) -> str:
    """The shortest text that reads back to exactly `value`; no '.0' on whole numbers."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def duration_text(value: float, unit: str) -> str:
    """Text that `read_duration` reads back to exactly `value`: '26 weeks', '1 week'."""
    value = float(value)
    return f"{number_text(value)} {unit[:-1] if value == 1 else unit}"


def number_words(value: float) -> str:
    """`value` for the eye: three significant digits, thousands apart: '1,200', '0.333', '2'."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return number_text(float(f"{value:.3g}"))


def money_words(value: float, currency: str = "") -> str:
    """`value` for the eye: '$1.2M', '145k EUR'."""
    size, letter = next(
        (pair for pair in ((1e9, "B"), (1e6, "M"), (1e3, "k")) if abs(value) >= pair[0]), (1.0, "")
    )
    amount = number_text(float(f"{value / size:.3g}")) + letter
    signs = {"USD": "$", "EUR": "\u20ac", "GBP": "\u00a3"}
    if currency in signs:
        return signs[currency] + amount
    return f"{amount} {currency}".strip()


def share_words(value: float) -> str:
    """`value` for the eye: '8 %'."""
    return f"{number_text(float(f'{100 * value:.3g}'))} %"


def duration_words(value: float, unit: str) -> str:
    """`value` for the eye: '26.1 weeks'."""
    text = number_words(value)
    return f"{text} {unit[:-1] if text == '1' else unit}"
