"""`reorg report`: what people take to the meeting, from stored results."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from sim.app.answer import Answer
from sim.app.recalled import told_again
from sim.base.faults import Fault, InputError
from sim.present.charts.picture import Picture
from sim.present.charts.saying import said
from sim.present.charts.story import stories
from sim.present.charts.table import pictures
from sim.present.subject import Subject, subject
from sim.present.theme import PLAIN, Theme
from sim.present.told_apart import remarks
from sim.present.words import count_words
from sim.scenario.theme import read_theme

Paths = list[Path]
Maker = Callable[[Subject, Sequence[Picture], Path], Paths]
"""What makes one kind of files: of a subject and its pictures, in a folder."""


def report_on(
    folder: str | Path,
    kinds: Sequence[str] = (),
    *,
    wanted: str = "",
    out: str | Path | None = None,
    theme: str | Path | None = None,
    template: str | Path | None = None,
) -> Answer:
    """The pack of the results in `folder`, each of `kinds` (all where none is named) as files.

    wanted: which experiment, where the folder holds several. out: where the files go; the folder
    itself where nothing is said. theme: a file with the client's colours, logo and words. template:
    a deck whose masters the new one takes. No world is simulated, and the same results give the
    same bytes. Raises InputError where the results are not there or stale or a file says what is
    not allowed, OSError where `out` cannot be written.
    """
    if template is not None and kinds and "pptx" not in kinds:
        raise InputError(Fault("--template", "", f"{template} is for a deck: with --pptx"))
    look = PLAIN if theme is None else Theme(**read_theme(theme)._asdict())
    found, document = told_again(folder, wanted)
    about = subject(found, document, look)
    written = write_pack(about, kinds, Path(out or folder), template)
    lines = [_line(paths) for paths in written.values() if paths]
    files = {kind: [path.as_posix() for path in paths] for kind, paths in written.items()}
    noun = "paired world" if about.candidates else "world"
    extent = f"Of {count_words(about.worlds, noun)}: all that the folder has."
    told = [text for text in (extent, about.too_few(), *remarks(about)) if text]
    return Answer("\n".join(lines), {**document, "files": files}, tuple(told))


def drawn(about: Subject) -> list[Picture]:
    """Every picture that these results allow: the charts, then the stories."""
    return [*pictures(about), *(said(each, about.theme) for each in stories(about))]


def write_pack(
    about: Subject,
    kinds: Sequence[str],
    place: Path,
    template: str | Path | None = None,
    more: Sequence[Picture] = (),
) -> dict[str, Paths]:
    """The files of each kind (all where none is named) in a folder. Raises OSError.

    more: pictures that say more than these results, after theirs.
    """
    every = [*drawn(about), *(said(picture, about.theme) for picture in more)]
    place.mkdir(parents=True, exist_ok=True)
    deck = partial(_deck, template=None if template is None else Path(template))
    makers: dict[str, Maker] = {**PACK, "pptx": deck}
    return {kind: makers[kind](about, every, place) for kind in kinds or tuple(PACK)}


def _line(paths: Paths) -> str:
    """A file by its path; many by their folder."""
    if len(paths) == 1:
        return str(paths[0])
    return f"{paths[0].parent}: {len(paths)} files"


def _page(about: Subject, every: Sequence[Picture], place: Path) -> Paths:
    from sim.present.report import write_report

    return [write_report(about, place / "report.html", every)]


def _deck(
    about: Subject, every: Sequence[Picture], place: Path, template: Path | None = None
) -> Paths:
    from sim.present.deck import write_deck

    return [write_deck(about, every, place / "report.pptx", template)]


def _workbook(about: Subject, every: Sequence[Picture], place: Path) -> Paths:
    from sim.present.workbook import write_workbook

    return [write_workbook(about, every, place / "report.xlsx")]


def _figures(about: Subject, every: Sequence[Picture], place: Path) -> Paths:
    from sim.present.charts.folder import write_pictures

    return write_pictures(every, about.foot(), place / "charts", ("png", "svg", "pdf"))


PACK: dict[str, Maker] = {
    "html": _page,
    "pptx": _deck,
    "xlsx": _workbook,
    "figures": _figures,
}
"""Kinds of files by the option that asks for them."""
