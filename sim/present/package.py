"""Text that a file of Office can hold, and files that are whole and the same on every day."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

NEVER = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")
"""What XML cannot hold, or what would break a line in the middle of a name."""
DAY = (1980, 1, 1, 0, 0, 0)
"""The date of everything in a package: the first that a zip file knows."""


def clean(text: str) -> str:
    """`text` with a space in place of what XML cannot hold."""
    return NEVER.sub(" ", text)


def cut(text: str, most: int | None) -> str:
    """`text` of at most so many characters; an ellipsis stands for what is missing."""
    return text if most is None or len(text) <= most else f"{text[: most - 1].rstrip()}\u2026"


def same_zip(package: bytes) -> bytes:
    """The package with one date for all its parts, so that equal parts make equal bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return out.getvalue()


def write_whole(content: bytes, path: Path) -> Path:
    """`content` at `path`, whole or not at all; the folder is made if needed. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(content)
    part.replace(path)
    return path
