"""All charts of a result as files: PNG for a document, SVG to be edited further, PDF for print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from sim.present.charts.picture import Picture
from sim.present.charts.table import pictures
from sim.present.charts.write import images
from sim.present.package import write_whole
from sim.present.subject import Subject


def write_charts(subject: Subject, folder: Path) -> list[Path]:
    """NAME.png and NAME.svg of every chart in `folder`, which is made if needed; their paths.

    Each file is written whole or not at all. Raises OSError where the folder cannot be written.
    """
    return write_pictures(pictures(subject), subject.foot(), folder)


def write_pictures(
    pictures: Iterable[Picture], foot: str, folder: Path, kinds: Sequence[str] = ("png", "svg")
) -> list[Path]:
    """A file of each kind for each picture, with a foot line; otherwise as `write_charts`."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for picture in pictures:
        for kind, content in images(picture, foot, kinds).items():
            written.append(write_whole(content, folder / f"{picture.name}.{kind}"))
    return written


def write_picture(picture: Picture, foot: str, path: Path) -> Path:
    """One picture as a file of the kind that its ending says, whole or not at all; its path."""
    kind = path.suffix[1:]
    return write_whole(images(picture, foot, (kind,))[kind], path)
