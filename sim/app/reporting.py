"""`reorg report`: what people take to the meeting, from stored results."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from sim.app.answer import Answer
from sim.app.recalled import told_again
from sim.present.charts.picture import Picture
from sim.present.charts.story import stories
from sim.present.charts.table import pictures
from sim.present.subject import Subject, subject

Paths = list[Path]


def report_on(
    folder: str | Path,
    kinds: Sequence[str] = (),
    *,
    wanted: str = "",
    out: str | Path | None = None,
) -> Answer:
    """The pack of the results in `folder`, each of `kinds` (all where none is named) as files.

    wanted: which experiment, where the folder holds several. out: where the files go; the folder
    itself where nothing is said. No world is simulated, and the same results give the same bytes.
    Raises InputError where the results are not there or stale, OSError where `out` cannot be
    written.
    """
    found, document = told_again(folder, wanted)
    about = subject(found, document)
    every, place = [*pictures(about), *stories(about)], Path(out or folder)
    place.mkdir(parents=True, exist_ok=True)
    written: dict[str, Paths] = {
        kind: PACK[kind](about, every, place) for kind in kinds or tuple(PACK)
    }
    lines = [_line(paths) for paths in written.values() if paths]
    files = {kind: [path.as_posix() for path in paths] for kind, paths in written.items()}
    remarks = [few] if (few := about.too_few()) else []
    return Answer("\n".join(lines), {**document, "files": files}, tuple(remarks))


def _line(paths: Paths) -> str:
    """A file by its path; many by their folder."""
    if len(paths) == 1:
        return str(paths[0])
    return f"{paths[0].parent}: {len(paths)} files"


def _page(about: Subject, every: Sequence[Picture], place: Path) -> Paths:
    from sim.present.report import write_report

    return [write_report(about, place / "report.html", every)]


def _deck(about: Subject, every: Sequence[Picture], place: Path) -> Paths:
    from sim.present.deck import write_deck

    return [write_deck(about, every, place / "report.pptx")]


def _workbook(about: Subject, every: Sequence[Picture], place: Path) -> Paths:
    from sim.present.workbook import write_workbook

    return [write_workbook(about, every, place / "report.xlsx")]


def _figures(about: Subject, every: Sequence[Picture], place: Path) -> Paths:
    from sim.present.charts.folder import write_pictures

    return write_pictures(every, about.foot(), place / "charts", ("png", "svg", "pdf"))


PACK: dict[str, Callable[[Subject, Sequence[Picture], Path], Paths]] = {
    "html": _page,
    "pptx": _deck,
    "xlsx": _workbook,
    "figures": _figures,
}
"""Kinds of files by the option that asks for them."""
