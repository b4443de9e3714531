"""Pictures of the claims ledger, from the rows of `reorg claims --json`; no results are needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from sim.base.version import MODEL_VERSION, VERSION
from sim.present.charts import findings
from sim.present.charts.data import Data, Series, numbers
from sim.present.charts.lines import KEY, draw_key, key_rows
from sim.present.charts.picture import FAINT, INK, SOFT, Canvas, Picture, shortened, text_width
from sim.present.charts.ranges import Dot, Range, draw_ranges, on_range, ranges_height
from sim.present.claims import ROLE, expected_words, found_words, status_word
from sim.present.colours import WHITE, contrast
from sim.present.reading import number
from sim.present.subject import BAD, DISCLAIMER, GOOD, NEUTRAL, Colour, tint
from sim.present.words import count_words, listed

Row = Mapping[str, Any]
PALE, GREY = tint(NEUTRAL, 0.25), Colour(FAINT, SOFT, FAINT)
STATUSES: dict[str, Colour] = {
    "reproduced": GOOD,
    "partly": GREY,
    "NOT reproduced": BAD,
    "not run": tint(NEUTRAL, 0.5),
    "untestable": PALE,
    "input": PALE,
}
"""Words of a status and its colour, in the order in which they stand on a bar."""
DRAWN = {"reproduced": GOOD, "partly": NEUTRAL, "not_reproduced": BAD}
"""Colour of what was found, by its status."""
CALIBRATED = "CAL"
BAR, NAME, LARGE = 0.36, 1.6, 8.5


class Counts(NamedTuple):
    """How many rows of a role have each status."""

    role: str
    by_status: Mapping[str, int]

    @property
    def name(self) -> str:
        """The role in words."""
        return ROLE[self.role][:1].upper() + ROLE[self.role][1:]

    @property
    def total(self) -> int:
        """All rows of the role."""
        return sum(self.by_status.values())


def claims_pictures(rows: Sequence[Row]) -> list[Picture]:
    """Statuses by role, and expected against found for what the defaults are calibrated to."""
    found = (statuses(rows), calibrated(rows))
    return [picture for picture in found if picture is not None]


def claims_foot(reorg: str = VERSION, model: str = MODEL_VERSION) -> str:
    """The line under both: the versions that ran."""
    return f"Reorg {reorg}, model {model} \u00b7 {DISCLAIMER}"


def statuses(rows: Sequence[Row]) -> Picture | None:
    """How many claims of each role have which verdict."""
    counts = [
        Counts(role, Counter(status_word(row) for row in rows if row["role"] == role))
        for role in ROLE
    ]
    counts = [each for each in counts if each.total]
    if not counts:
        return None
    used = [word for word in STATUSES if any(each.by_status[word] for each in counts)]
    return Picture(
        name="claims",
        title=_title(counts),
        subtitle=findings.subtitle(
            f"{count_words(len(rows), 'row')} of the claims ledger by role and verdict",
            "reproduced: all of the 95 % interval lies within what was published",
            "partly: luck could put it on either side",
        ),
        alt="Stacked bars of verdicts by role. " + " ".join(_spoken(each, used) for each in counts),
        columns=("Role", *used),
        rows=tuple((e.name, *(str(e.by_status[word]) for word in used)) for e in counts),
        height=partial(_height, counts=counts, used=used),
        draw=partial(_draw, counts=counts, used=used),
        data=(_by_role(counts, used),),
    )


def _title(counts: Sequence[Counts]) -> str:
    """'Held out: 35 of 138 reproduced, 29 not; calibrated to: 7 of 14 reproduced, none missed'."""
    said = []
    for each in counts:
        tested = each.total - sum(each.by_status[w] for w in ("input", "untestable", "not run"))
        if tested:
            right, wrong = each.by_status["reproduced"], each.by_status["NOT reproduced"]
            rest = f"{wrong} not" if wrong else "none missed"
            said.append(f"{each.name}: {right} of {tested} reproduced, {rest}")
    first, *others = said or ["No claim of these was tested"]
    return "; ".join([first, *(text[:1].lower() + text[1:] for text in others)])


def _spoken(each: Counts, used: Sequence[str]) -> str:
    return f"{each.name}: {listed(f'{each.by_status[w]} {w}' for w in used if each.by_status[w])}."


def _by_role(counts: Sequence[Counts], used: Sequence[str]) -> Data:
    series = tuple(
        Series(word, STATUSES[word], numbers([float(each.by_status[word]) for each in counts]))
        for word in used
    )
    names = tuple(each.name for each in counts)
    return Data("stack", "Rows of the claims ledger by verdict", "number", "Role", names, series)


def _key(used: Sequence[str], width: float) -> list[list[tuple[str, Colour]]]:
    return key_rows([(word, STATUSES[word]) for word in used], width)


def _height(width: float, *, counts: Sequence[Counts], used: Sequence[str]) -> float:
    return len(_key(used, width)) * KEY + 0.2 + len(counts) * BAR


def _draw(canvas: Canvas, *, counts: Sequence[Counts], used: Sequence[str]) -> None:
    y = draw_key(canvas, _key(used, canvas.width)) + 0.1
    left = NAME if canvas.width > 5.5 else 1.1
    most = max(each.total for each in counts)
    scale = (canvas.width - left - 0.4) / most
    for each in counts:
        canvas.text(0, y + 0.18, shortened(each.name, left - 0.1, LARGE), size=LARGE, weight="bold")
        x = left
        for word in used:
            x = _segment(canvas, x, y, each.by_status[word], scale, STATUSES[word])
        canvas.text(x + 0.06, y + 0.18, str(each.total), size=LARGE, color=SOFT)
        y += BAR


def _segment(canvas: Canvas, x: float, y: float, count: int, scale: float, colour: Colour) -> float:
    """A part of a bar with its number where that fits; returns where the next begins."""
    wide = count * scale
    canvas.box(x, y + 0.02, max(wide - 0.015, 0), BAR - 0.12, colour.line)
    if count and text_width(str(count), LARGE) + 0.06 < wide:
        ink = INK if contrast(colour.line, INK) > contrast(colour.line, WHITE) else WHITE
        canvas.text(x + wide / 2, y + 0.18, str(count), size=LARGE, color=ink, ha="center")
    return x + wide


def calibrated(rows: Sequence[Row]) -> Picture | None:
    """Expected range and what was found, for numbers that the defaults are calibrated to."""
    some = [row for row in rows if _numeric(row)]
    if not some:
        return None
    drawn = [_range(row) for row in some]
    words = Counter(status_word(row) for row in some)
    return Picture(
        name="claims_calibrated",
        title=_counted(words, len(some)),
        subtitle=findings.subtitle(
            "Figures that defaults are fitted to: found, with its 95 % interval",
            "shaded: the published range, each on its own scale",
            "blue: all of the interval within; dark: partly; orange: outside",
        ),
        alt="Dots with intervals on published ranges. "
        + " ".join(f"{row['id']}: {found_words(row)}, {status_word(row)}." for row in some),
        columns=("Row", "Quantity", "Expected", "Found (95 % interval)", "Verdict"),
        rows=tuple(_cells(row) for row in some),
        height=partial(ranges_height, drawn),
        draw=partial(draw_ranges, rows=drawn),
        data=(_on_ranges(some, drawn),),
    )


def _counted(words: Mapping[str, int], count: int) -> str:
    """'7 of 14 calibrated figures lie within what is published, 7 may lie on either side ...'."""
    said = [f"{words['reproduced']} of {count} calibrated figures lie within what is published"]
    if words["partly"]:
        said.append(f"{words['partly']} may lie on either side of an end")
    return f"{', '.join(said)}, {words['NOT reproduced'] or 'none'} outside"


def _numeric(row: Row) -> bool:
    """Whether a row is calibrated to, ran, and has both ends of a range."""
    if row["role"] != CALIBRATED or row["got"] is None or not row["expected"]:
        return False
    low, high = row["expected"]["low"], row["expected"]["high"]
    return low is not None and high is not None and low < high


def _range(row: Row) -> Range:
    expected = row["expected"]
    low, high = expected["low"], expected["high"]
    at, lo, hi = (on_range(number(row[key]), low, high) for key in ("got", "lo", "hi"))
    dot = Dot("", DRAWN[row["status"]], at, lo, hi, found_words(row))
    ends = expected_words(row).split(" to ")
    name = expected["quantity"]
    return Range(f"{row['id']}  {name[:1].upper()}{name[1:]}", (ends[0], ends[-1]), (dot,))


def _cells(row: Row) -> tuple[str, ...]:
    quantity = row["expected"]["quantity"]
    return (row["id"], quantity, expected_words(row), found_words(row), status_word(row))


def _on_ranges(some: Sequence[Row], drawn: Sequence[Range]) -> Data:
    """Where what was found lies: 0 is the lower end of the expected range, 1 the upper."""
    dots = [each.dots[0] for each in drawn]
    series = Series(
        "Found",
        NEUTRAL,
        numbers([dot.at for dot in dots]),
        numbers([dot.low for dot in dots]),
        numbers([dot.high for dot in dots]),
    )
    names = tuple(str(row["id"]) for row in some)
    title = "Found, on the published range: 0 its lower end, 1 its upper"
    return Data("points", title, "-", "Row", names, (series,), "95 % interval")
