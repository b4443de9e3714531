"""What all answers say alike: the question, coordinates of factors, estimates with intervals."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from sim.base.quantiles import t_quantile
from sim.base.statistics import LEVEL
from sim.present import labels
from sim.present.bounds import within
from sim.present.reading import number
from sim.present.words import MINUS, NOTHING, Scale, count_words, scale, unit_words

Document = Mapping[str, Any]
SHARES = ("share", "rate")


def asked(document: Document) -> str:
    """'the difference in GRR (Specialised less Generalist)', or 'GRR of Generalist'."""
    noun = labels.noun(document["measure"])
    if document["candidate"] is None:
        return f"{noun} of {document['base']}"
    return f"the difference in {noun} ({document['candidate']} less {document['base']})"


def subtitle(document: Document, *more: str) -> str:
    """The measure with its unit, whose it is, and the number of worlds at each point."""
    kind = "world" if document["candidate"] is None else "paired world"
    worlds = f"{count_words(document['replications'], kind)} at each point"
    return " \u00b7 ".join([measure_of(document), worlds, *more])


def measure_of(document: Document) -> str:
    """The measure with its unit, and whose it is."""
    unit = unit_words(document["unit"], document["currency"])
    label = labels.label(document["measure"]) + (f", {unit}" if unit else "")
    whose = document["base"]
    if document["candidate"] is not None:
        whose = f"{document['candidate']} less {document['base']}"
    return f"{label} \u00b7 {whose}"


def measured(document: Document, intervals: Iterable[Mapping[str, Any]]) -> Scale:
    """The scale for values of the measure, fine enough for a middling one of these intervals."""
    some = list(intervals)
    values = [number(each.get(key)) for each in some for key in ("mean", "lo", "hi")]
    halves = [(number(each["hi"]) - number(each["lo"])) / 2 for each in some]
    halves = sorted(half for half in halves if half > 0)
    return scale(
        document["unit"],
        values,
        currency=document["currency"],
        change=document["candidate"] is not None,
        finest=halves[len(halves) // 2] if halves else None,
    )


def sized(document: Document, values: Iterable[float], parts: int) -> Scale:
    """The scale for sizes of differences: fine enough for one of `parts` parts of the largest."""
    some = [abs(value) for value in values if math.isfinite(value)]
    finest = max(some, default=0.0) / parts or None
    return scale(document["unit"], some, currency=document["currency"], change=True, finest=finest)


def said(document: Document, how: Scale, value: float | None) -> str:
    """A value of the answer: with its sign where it is a difference."""
    plain = number(value)
    return how.plain(plain) if document["candidate"] is None else how.signed(plain)


def between(how: Scale, interval: Mapping[str, Any], unit: str = "-", measure: str = "") -> str:
    """'$0.6M to $1.8M'; a dash where there is no interval.

    unit, measure: of values, which are held within what they can be; not of differences.
    """
    return how.span(*within(number(interval["lo"]), number(interval["hi"]), unit, measure))


def unit_of_values(document: Document) -> str:
    """The unit of the answers where they are values of the base; '-' where differences."""
    return str(document["unit"]) if document["candidate"] is None else "-"


def clear(interval: Mapping[str, Any], together: int) -> bool:
    """Whether an interval is there and does not hold 0, as one of `together` that are looked at.

    Bonferroni's correction: the largest of many differences that are luck alone would often be
    clear by its own 95 % interval.
    """
    lo, hi, n = number(interval["lo"]), number(interval["hi"]), interval["n"]
    if n < 2:
        return False
    return abs(lo + hi) / 2 > (hi - lo) / 2 * wider(together, n)


def wider(together: int, n: int) -> float:
    """Width of a t interval of n values that holds for `together` at once, over that for one."""
    one = (1 + LEVEL) / 2
    return t_quantile(1 - (1 - one) / max(together, 1), n - 1) / t_quantile(one, n - 1)


def at_words(value: Any, unit: str, currency: str) -> str:
    """A coordinate of a factor: '15 %', '$12.3M', '10 weeks', 'on', 'pooled'."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if value is None:
        return NOTHING
    if not isinstance(value, (int, float)):
        return str(value)
    if not math.isfinite(value):
        return NOTHING
    if unit in SHARES:
        return f"{_digits(100 * value)} %"
    if unit == "money":
        text = scale("money", [value], currency=currency, finest=abs(value) / 30).plain(value)
        return re.sub(r"\.0+(?=\D|$)", "", text)
    return f"{_digits(value)} {unit}".strip()


def _digits(value: float) -> str:
    """Three digits, without an exponent where that is short."""
    if value == 0 or 1e-3 <= abs(value) < 1e6:
        decimals = max(0, 2 - math.floor(math.log10(abs(value)))) if value else 0
        text = f"{value:,.{decimals}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    else:
        text = f"{value:.3g}"
    return text.replace("-", MINUS)


def percent_words(share: Any) -> str:
    """A share with its 95 % interval: '42 % (35 to 49 %)'.

    An estimate or an end that luck has pushed below 0 or above 1 is written as that.
    """
    at, lo, hi = (
        min(1.0, max(0.0, x)) if math.isfinite(x) else x
        for x in (number(share[key]) for key in ("estimate", "lo", "hi"))
    )
    if not math.isfinite(lo):
        return f"{100 * at:.0f} %"
    return f"{100 * at:.0f} % ({100 * lo:.0f} to {100 * hi:.0f} %)"
