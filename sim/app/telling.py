"""`reorg story`: one customer and one person, followed through two worlds of stored results."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from sim.app.answer import Answer
from sim.app.recalled import told_again
from sim.base.faults import Fault, InputError
from sim.present.story.columns import stories_text
from sim.present.story.document import story_document
from sim.present.story.story import Story, most_telling, of_account, of_holder, tell
from sim.present.story.world import Holder, World
from sim.present.subject import DISCLAIMER, Side, Subject, subject
from sim.present.words import listed
from sim.scenario.guess import meant

FORMS = ("svg", "png", "pdf")
_HOLDER = re.compile(r"(?:person )?(\d+)(?:\.(\d+))?")


def story_of(
    folder: str | Path,
    *,
    wanted: str = "",
    candidate: str = "",
    world: int | None = None,
    account: str = "",
    person: str = "",
    out: str | Path | None = None,
) -> Answer:
    """The story of a customer and of a person in the results in `folder`; nothing is simulated.

    wanted: which experiment, where the folder holds several. candidate: its name or its number,
    from 1. world: one of the replications whose whole runs are kept. account, person: who is
    followed; the most telling ones where neither is named, only the named otherwise. out: a file
    for the timeline (.svg, .png, .pdf). Raises InputError where one of them is not there, OSError
    where `out` cannot be written.
    """
    found, document = told_again(folder, wanted)
    about = subject(found, document)
    path = None if out is None else _checked(Path(out))
    side = _candidate(about, candidate)
    _kept(about, side, world)
    stories = _stories(about, side, world, account, person)
    files = [] if path is None else _draw(about, stories, path)
    told = [story_document(story) for story in stories]
    document = {
        "made_by": about.made_by(),
        "disclaimer": DISCLAIMER,
        "stories": told,
        "files": files,
    }
    remarks = [f"Written: {file}" for file in files]
    return Answer(stories_text(stories, about.foot()), document, tuple(remarks))


def _stories(
    about: Subject, side: Side | None, world: int | None, account: str, person: str
) -> list[Story]:
    found = []
    if account:
        choice = of_account(about, account, side, world)
        if choice is None:
            raise _unknown_account(about, account)
        found.append(tell(about, choice, asked=True))
    if person:
        choice = of_holder(about, _holder(about, person), side, world)
        if choice is None:
            raise _unknown_person(about, person)
        found.append(tell(about, choice, asked=True))
    return found or most_telling(about, side, world)


# --- what was asked for ------------------------------------------------------------------------


def _candidate(about: Subject, wanted: str) -> Side | None:
    """The candidate of this name or number; None where none is asked for."""
    if not wanted:
        return None
    names = [side.name for side in about.candidates]
    if wanted in names:
        return about.candidates[names.index(wanted)]
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= len(names):
        return about.candidates[int(wanted) - 1]
    known = ", ".join(f"{place} is {name}" for place, name in enumerate(names, 1))
    allowed = f"a name or a number: {known}{meant(wanted, names)}"
    if not names:
        allowed = "these are the results of one scenario, which has no candidate"
    raise InputError(Fault("--candidate", "", f"'{wanted}' is none: {allowed}"))


def _kept(about: Subject, side: Side | None, world: int | None) -> None:
    """Refuses worlds whose rows are not kept."""
    sides = (about.base, *([side] if side else about.candidates))
    each = [{run.replication for run in s.result.runs} for s in sides]
    common = sorted(set.intersection(*each))
    if not common:
        raise InputError(
            "these results keep no whole run, and a story is told from the rows of one: "
            "run or compare them again with the same --out"
        )
    if world is not None and world not in common:
        kept = ", ".join(map(str, common))
        raise InputError(Fault("--world", "", f"{world} is not kept whole: one of {kept}"))


def _holder(about: Subject, wanted: str) -> Holder:
    """A seat, a seat and its occupant, or a name in the roster."""
    for world in _worlds(about):
        names = world.run.labels.get("named", ())
        named = [place for place, name in enumerate(names) if name.lower() == wanted.lower()]
        if named:
            people = world.where("people", named=named[0])
            if len(people):
                return world.holder(int(world.run["people"]["person"][people[0]]))
    match = _HOLDER.fullmatch(wanted.strip())
    if match is None:
        raise _unknown_person(about, wanted)
    return Holder(int(match[1]), int(match[2] or 0))


def _worlds(about: Subject) -> list[World]:
    return [World(side, run) for side in about.sides for run in side.result.runs]


def _unknown_account(about: Subject, wanted: str) -> InputError:
    """Says which accounts there are in every world."""
    every = _worlds(about)
    signed = [{w.run.names[row] for row in w.run["accounts"]["account"]} for w in every]
    names = [name for name in every[0].run.names if all(name in each for each in signed)]
    few = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    fault = f"'{wanted}' is no account of every world: {few}{meant(wanted, names)}"
    return InputError(Fault("--account", "", fault))


def _unknown_person(about: Subject, wanted: str) -> InputError:
    every = _worlds(about)
    named = list(dict.fromkeys(n for world in every for n in world.run.labels.get("named", ())))
    allowed = f"SEAT or SEAT.OCCUPANT of {listed(_everywhere(every), 'or')}"
    if named:
        allowed += f", or a name of the roster: {', '.join(named)}"
    guess = meant(wanted, named)
    return InputError(
        Fault("--person", "", f"'{wanted}' is nobody in every world: {allowed}{guess}")
    )


def _everywhere(worlds: Sequence[World]) -> list[str]:
    """Who works here during the run in every world, as they are asked for."""
    each = [
        {
            world.holder(int(row))
            for row, left in zip(
                world.run["people"]["person"], world.run["people"]["left"], strict=True
            )
            if not left <= 0.0
        }
        for world in worlds
    ]
    return [holder.words for holder in sorted(set.intersection(*each))]


# --- the timeline --------------------------------------------------------------------------------


def _checked(path: Path) -> Path:
    if path.suffix[1:] not in FORMS:
        known = ", ".join(f".{form}" for form in FORMS)
        raise InputError(Fault("--out", "", f"'{path.name}' is no picture: one of {known}"))
    return path


def _draw(about: Subject, stories: list[Story], path: Path) -> list[str]:
    """One file, or one for each story with its kind in the name."""
    from sim.present.charts.folder import write_picture
    from sim.present.charts.story import story_picture

    written = []
    for story in stories:
        name = path.name if len(stories) == 1 else f"{path.stem}-{story.choice.kind}{path.suffix}"
        place = path.with_name(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        write_picture(story_picture(about, story), about.foot(), place)
        written.append(place.as_posix())
    return written
