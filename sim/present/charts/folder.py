"""All charts of a result as files: PNG for a document, SVG to be edited further."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sim.present.charts.picture import Picture
from sim.present.charts.table import pictures
from sim.present.charts.write import png, svg
from sim.present.subject import Subject


def write_charts(subject: Subject, folder: Path) -> list[Path]:
    """NAME.png and NAME.svg of every chart in `folder`, which is made if needed; their paths.

    Each file is written whole or not at all. Raises OSError where the folder cannot be written.
    """
    return write_pictures(pictures(subject), subject.foot(), folder)


def write_pictures(pictures: Iterable[Picture], foot: str, folder: Path) -> list[Path]:
    """NAME.png and NAME.svg of each picture, with a foot line; otherwise as `write_charts`."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for picture in pictures:
        for kind, make in (("png", png), ("svg", svg)):
            path = folder / f"{picture.name}.{kind}"
            part = path.with_suffix(f".{kind}.part")
            part.write_bytes(make(picture, foot))
            part.replace(path)
            written.append(path)
    return written
