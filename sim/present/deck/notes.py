"""What the speaker needs on a slide: how to read it, how it was made, and what it does not say."""

from __future__ import annotations

from collections.abc import Sequence

from sim.present.charts.data import Data
from sim.present.charts.picture import Picture
from sim.present.method import ONE, PAIRS, how_to_read
from sim.present.subject import DISCLAIMER, Subject
from sim.present.words import count_words

READ = {
    "lines": "A line is the mean over worlds. {around}",
    "columns": "A column is the mean over worlds. {around}",
    "bars": "The length of a bar is its value. {around}",
    "stack": "The parts stand on each other; the height of all is their sum.",
    "points": "A point is the mean over worlds. {around}",
}
"""How to read a chart, by the form of its plot."""
BAND = "The band around it, or the arms of a point, hold: {around}."
EDIT = "The chart is native: right-click, Edit Data shows the numbers behind it, unrounded."
TABLE = "A row says in words and numbers what the title sums up."


def picture_notes(subject: Subject, picture: Picture, charts: Sequence[Data]) -> list[str]:
    """Of a slide with charts, or with the table of a picture that has none."""
    read = [_read(data) for data in charts] or [TABLE]
    return [
        f"How to read it: {' '.join(dict.fromkeys(read))}",
        f"What it is: {picture.subtitle}",
        f"In words: {picture.alt}",
        *([EDIT] if charts else []),
        *standing(subject),
    ]


def measures_notes(subject: Subject) -> list[str]:
    """Of a table of measures."""
    return [
        f"How to read it: {how_to_read(subject)}",
        *standing(subject),
    ]


def standing(subject: Subject) -> list[str]:
    """Method and caveats, which hold on every slide."""
    how = PAIRS if subject.candidates else ONE
    few = [subject.too_few()] if subject.too_few() else []
    return [
        f"Method: {count_words(subject.worlds, 'world')}. {how[0]}",
        f"The interval: {how[-1]}",
        f"Caveats: it {DISCLAIMER}. The people in it are simulated; it says nothing about any "
        "real person.",
        *few,
        f"Made with {subject.made_by()}.",
    ]


def _read(data: Data) -> str:
    around = BAND.format(around=data.around) if data.around else ""
    return READ[data.form].format(around=around).strip()
