"""A story as text: two worlds side by side, a row for each year, at any width."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sim.base.dates import WEEK
from sim.present.story.moment import Moment
from sim.present.story.pair import NEVER
from sim.present.story.story import Story
from sim.present.story.world import World, capital
from sim.present.terminal import rendered, screen_width

GAP = 2
PEOPLE = (
    "People are simulated. Person 7 is the first holder of seat 7, person 7.1 the next, who begins "
    "on another day in another world."
)
ALIKE = {
    "customer": ("ARR and contract dates", "No customer's ARR"),
    "person": ("Exit and load", "Nobody's exit or load"),
}
"""Of one, and of all: what does not tell two worlds apart."""
NONE = {
    ("customer", True): "No customer's ARR differs between these worlds",
    ("customer", False): "No customer leaves",
    ("person", True): "Nobody's exit differs between these worlds",
    ("person", False): "Nobody resigns",
}
"""Of a kind, of two worlds or one: why nobody is telling."""
LARGEST = {"customer": "the largest one", "person": "who leads most ARR"}
TONES = {1: "green", -1: "red"}


def stories_text(
    stories: Sequence[Story],
    foot: str = "",
    *,
    colour: bool | None = None,
    width: int | None = None,
) -> str:
    """Stories as text; foot: what made them. colour, width: None to ask the terminal of stdout."""
    width = width or screen_width()
    parts: list[RenderableType] = []
    for story in stories:
        parts += [*_story(story, width), Text("")]
    notes = [Text(note, "dim") for note in (PEOPLE, foot) if note]
    return rendered([*parts, *notes], colour=colour, width=width)


def headline(story: Story) -> str:
    """What a story finds, in a few words: first of all that the worlds are not told apart."""
    title, (one, none) = story.difference.title, ALIKE[story.choice.kind]
    if not story.choice.gap.alike:
        return title
    first = f"{none} tells" if story.nobody else f"{one} hardly tell"
    return f"{first} these two worlds apart: {story.name}{title[len(story.name) :]}"


def caveat(story: Story) -> str:
    """How much a single world says."""
    telling = not story.asked and story.choice.told_apart
    chosen = ", chosen because it is telling" if telling else ""
    number = f"one world of {story.worlds} (number {story.pair.replication})"
    where = "one simulated world" if story.worlds == 1 else number
    return f"{capital(where)}{chosen}; what holds on average is in the report."


def remark(story: Story) -> str:
    """What is to be said of the choice: '' where two worlds tell them apart."""
    kind, gap = story.choice.kind, story.choice.gap
    if story.choice.score > 0 and gap.alike:
        most = "" if story.asked else "The most telling one: "
        return capital(f"{most}apart by {gap.words}.")
    if story.asked or story.choice.told_apart:
        return ""
    return f"{NONE[kind, len(story.pair.worlds) > 1]}: this is {LARGEST[kind]}."


def until(story: Story) -> str:
    """Until when both worlds are the same for them; '' where there is one world only."""
    if len(story.pair.worlds) < 2:
        return ""
    world = story.pair.worlds[0]
    if story.parted == NEVER:
        return f"Both worlds are the same for {story.name} to the end."
    first = min((m.time for each in story.moments for m in each), default=0.0)
    if story.parted <= max(first, WEEK):
        return f"The worlds differ for {story.name} from the first week on."
    return f"Until {world.day(story.parted)} both worlds are the same for {story.name}."


def _story(story: Story, width: int) -> list[RenderableType]:
    head = Text(headline(story), "bold")
    notes = [text for text in (remark(story), caveat(story)) if text]
    parts: list[RenderableType] = [head, *(Text(note, "dim") for note in notes), Text("")]
    world = story.pair.worlds[0]
    shared = story.shared()
    if shared:
        parts += [Padding(_line(world, each), (0, 0, 0, 0)) for each in shared]
    if line := until(story):
        parts += [Text(line, "italic"), Text("")]
    if not story.same:
        parts += [_side_by_side(story, width), Text("")]
    return [*parts, Text(story.difference.text)]


def _side_by_side(story: Story, width: int) -> Table:
    """A column for each world, a row for each year in which something is told."""
    worlds = story.pair.worlds
    each = (width - GAP * (len(worlds) - 1)) // len(worlds)
    table = Table.grid(padding=(0, GAP, 0, 0), pad_edge=False)
    for _ in worlds:
        table.add_column(width=each, overflow="fold")
    table.add_row(*(Text(world.name, "bold underline") for world in worlds))
    by_year = [_by_year(world, story.own(place)) for place, world in enumerate(worlds)]
    for year in sorted({year for years in by_year for year in years}):
        cells = [
            Text("\n").join(_line(world, m) for m in years.get(year, []))
            for world, years in zip(worlds, by_year, strict=True)
        ]
        table.add_row(*cells)
    return table


def _by_year(world: World, moments: Sequence[Moment]) -> dict[int, list[Moment]]:
    return {
        year: list(found) for year, found in groupby(moments, lambda m: world.date(m.time).year)
    }


def _line(world: World, each: Moment) -> Text:
    """A date and what happened, as one line."""
    return Text.assemble((f"{world.day(each.time)}:", TONES.get(each.tone, "bold")), " ", each.text)
