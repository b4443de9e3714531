"""The timeline of a story: the same customer, or the same person, in two worlds."""

from __future__ import annotations

from functools import partial

import numpy as np

from sim.base.units import DAYS_PER_MONTH
from sim.present.charts import findings
from sim.present.charts.data import Data, Series, kept_weeks
from sim.present.charts.flags import Flag
from sim.present.charts.lanes import Lane, Lanes, Level, Line, Span, draw_lanes
from sim.present.charts.picture import Picture
from sim.present.story.columns import caveat, headline, remark, until
from sim.present.story.exits import seat_spans
from sim.present.story.owners import spells
from sim.present.story.story import Story, most_telling
from sim.present.story.world import World
from sim.present.subject import Subject
from sim.present.words import count_words, listed

SMOOTH = 4
"""Weeks over which hours after hours are averaged."""
KEYS = {
    "customer": ("true health", "health on the dashboard"),
    "person": ("burnout",),
}
ABOUT = {
    "customer": "Health of a customer, true and on the dashboard, 0-1",
    "person": "Burnout of a simulated person, 0-1",
}
BELOW = {"customer": "below: who leads it", "person": "below: who sits in the seat"}
NO_LEAD = "no named lead"
AFTER_HOURS = "work after hours"


def stories(subject: Subject) -> list[Picture]:
    """The timelines of the most telling customer and person; none where no whole run is kept."""
    return [story_picture(subject, story) for story in most_telling(subject)]


def story_picture(subject: Subject, story: Story) -> Picture:
    """The timeline of a story: a lane for each world, with what is told of it as flags."""
    lanes = _lanes(subject, story)
    kind, many = story.choice.kind, count_words(len(story.pair.worlds), "simulated world")
    lines = " and ".join(f"{level.words} {level.value:g}" for level in lanes.levels)
    return Picture(
        name=f"story_{kind}",
        title=headline(story),
        subtitle=findings.subtitle(
            ABOUT[kind],
            f"dotted: {lines}",
            BELOW[kind],
            *(_small(text) for text in (remark(story), caveat(story)) if text),
        ),
        alt=f"Timelines of {story.name} in {many}. {until(story)} {story.difference.text}",
        columns=("Date", "World", "What happened"),
        rows=_rows(story),
        height=lanes.height,
        draw=partial(draw_lanes, lanes=lanes),
        data=(_data(story, lanes),),
    )


def _small(sentence: str) -> str:
    """A sentence as a part of a subtitle."""
    return f"{sentence[:1].lower()}{sentence[1:].rstrip('.')}"


def _rows(story: Story) -> tuple[tuple[str, ...], ...]:
    """Everything that is told, in order of time; of one time the base first."""
    found = [
        (each.time, place, (world.day(each.time), world.name, each.text))
        for place, world in enumerate(story.pair.worlds)
        for each in story.told(place)
    ]
    return tuple(row for _, _, row in sorted(found, key=lambda entry: entry[:2]))


def _lanes(subject: Subject, story: Story) -> Lanes:
    kind, said = story.choice.kind, subject.theme.said
    scenario = subject.base.scenario
    places = range(1 if story.same else len(story.pair.worlds))
    lanes = tuple(_lane(subject, story, place) for place in places)
    if kind == "customer":
        customers = scenario.customers
        levels = [Level(customers.green_line, "green"), Level(customers.healthy_line, "at risk")]
    else:
        levels = [Level(scenario.burnout.line, "burned out")]
    strips = [lane.strip.values.max(initial=0.0) for lane in lanes if lane.strip is not None]
    most = max([1.0, *strips])
    return Lanes(
        lanes,
        tuple(said(words) for words in KEYS[kind]),
        tuple(Level(level.value, said(level.words)) for level in levels),
        scenario.start,
        story.pair.days,
        strip=said(f"{AFTER_HOURS}, up to {most:.0f} h a week") if strips else "",
        most=most,
    )


def _lane(subject: Subject, story: Story, place: int) -> Lane:
    world, row = story.pair.worlds[place], story.choice.rows[place]
    said = subject.theme.said
    flags = tuple(
        Flag(each.time, said(each.mark), each.tone, each.level)
        for each in story.told(place)
        if each.mark and each.time >= 0
    )
    if story.choice.kind == "customer":
        lines, strip = _health(world, row), None
        spans = [Span(s.start, s.end, world.called(s.person)) for s in spells(world, row)]
        spans = spans or [Span(0.0, world.run.days, NO_LEAD)]
    else:
        lines, strip = _burnout(world, row)
        spans = [Span(*span) for span in seat_spans(world, row)]
    ribbon = tuple(Span(s.start, s.end, said(s.words)) for s in spans)
    return Lane(_name(story, world), world.side.colour, lines, flags, ribbon, strip)


def _name(story: Story, world: World) -> str:
    if not story.same:
        return world.name
    return f"{listed(each.name for each in story.pair.worlds)} (coincide)"


def _health(world: World, account: int) -> tuple[Line, ...]:
    table, rows = world.run["weekly_accounts"], world.weeks(account)
    times = table["time"][rows].astype(float)
    reported, true = (table[name][rows].astype(float) for name in ("reported", "health"))
    return Line(times, true), Line(times, reported, dash=True)


def _burnout(world: World, person: int) -> tuple[tuple[Line, ...], Line]:
    table, rows = world.run["weekly_people"], world.person_weeks(person)
    times = table["time"][rows].astype(float)
    late = table["after_hours"][rows].astype(float)
    kernel = np.ones(min(SMOOTH, max(1, len(late))))
    counts = np.convolve(np.ones(len(late)), kernel)[: len(late)] if len(late) else late
    mean = np.convolve(late, kernel)[: len(late)] / counts if len(late) else late
    return (Line(times, table["burnout"][rows].astype(float)),), Line(times, mean)


def _data(story: Story, lanes: Lanes) -> Data:
    """The lines at the end of every fourth week."""
    weeks = kept_weeks(int(story.pair.days // 7))
    names = KEYS[story.choice.kind]
    series = tuple(
        Series(
            f"{lane.name}: {words}", lane.colour,
            tuple(_at(line, 7.0 * (week + 1)) for week in weeks), dash=line.dash,
        )
        for lane in lanes.lanes
        for words, line in zip(names, lane.lines, strict=True)
    )  # fmt: skip
    months = tuple(round(7.0 * float(week + 1) / DAYS_PER_MONTH, 2) for week in weeks)
    return Data("lines", f"{story.name}: {', '.join(names)}", "0-1", "Month", months, series)


def _at(line: Line, time: float) -> float | None:
    """The value at the end of a week; None where there is none."""
    found = np.flatnonzero(np.abs(line.times - time) < 0.5)
    return float(line.values[found[0]]) if len(found) else None
