"""Files that are there whole or not at all, and folders in which one process writes at a time."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

DRAFT = ".draft"
OLD_DRAFT = re.compile(r"\.(sweep|points)-\d{5}\.\d+")
"""How tables of a sweep were called while older versions wrote them."""
HOST = 32
"""Letters of the name of this machine in the name of a draft."""
LOCK = ".lock"
PLACES = ("values", "values/packed", "weekly", "weekly/packed", "tables", "studies")
"""Where a store writes below its folder."""
OURS = re.compile(r"[0-9a-f]{64}(-\d+)?|[0-9a-f]{16}")
"""Names that a store gives; a file of another name is somebody else's."""


class UnusableError(Exception):
    """A file is not there, not whole or not ours; what it should hold is computed again."""


class ChangedError(UnusableError):
    """A file was written again after it was looked at; looking again helps."""


Stamp = tuple[int, int, int]


def stamp_of(path: Path) -> Stamp:
    """Another one means that the file was written again. Raises OSError."""
    found = path.stat()
    return (found.st_ino, found.st_mtime_ns, found.st_size)


def draft_of(path: Path) -> Path:
    """Where a file is written before it gets its name, each time anew; readers pass over it.

    Host and process are for those who look. Containers may share both, so luck has its part, too.
    """
    host = re.sub(r"[^A-Za-z0-9-]", "-", socket.gethostname())[:HOST]
    return path.with_name(f".{path.name}.{host}-{os.getpid()}-{secrets.token_hex(4)}{DRAFT}")


def digest_of(file: Path) -> str:
    """sha256 of a file, in hex. Raises OSError."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def drafted(path: Path) -> Iterator[Path]:
    """A draft to be written, which gets its name at the end of the block, or is gone.

    Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = draft_of(path)
    try:
        yield draft
        draft.replace(path)
    finally:
        remove(draft)


def write_whole(path: Path, content: Any, *, durable: bool = False) -> None:
    """Write bytes as a file. durable: a power cut leaves the old file or the new one.

    Without it a power cut may leave a file that is not whole, which is noticed when it is read:
    right for parts, which are computed again. Raises OSError.
    """
    with drafted(path) as draft, draft.open("wb") as file:
        file.write(content)
        if durable:
            file.flush()
            os.fsync(file.fileno())


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def drafts_in(folder: Path) -> list[Path]:
    """What killed processes have left in a folder, itself and below."""
    places = [folder, *(folder / place for place in PLACES)]
    return [
        Path(entry.path)
        for place in places
        if place.is_dir()
        for entry in sorted(os.scandir(place), key=lambda entry: entry.name)
        if _is_draft(entry.name)
    ]


def _is_draft(name: str) -> bool:
    return (name.startswith(".") and name.endswith(DRAFT)) or bool(OLD_DRAFT.fullmatch(name))


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Within the block no other process writes in the folder; waits until the others are done.

    False where the system has no such lock. Files are whole all the same; but of two processes
    that extend the same part at once, one may lose what it added, and it is computed again.
    """
    file = _locked(folder)
    try:
        yield file is not None
    finally:
        if file is not None:
            file.close()


class Turns:
    """One process writes in a folder at a time; the first of our turns clears what is left there.

    What is left are drafts of processes that were killed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._cleared = False

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else writes here within the block. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with alone(self.folder) as locked:
            if locked and not self._cleared:
                for draft in drafts_in(self.folder):
                    remove(draft)
                self._cleared = True
            yield


def _locked(folder: Path) -> Any:
    """The lock file of a folder, locked; None where that cannot be."""
    try:
        import fcntl
    except ImportError:
        return None
    try:
        file = (folder / LOCK).open("ab")
    except OSError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
    except BaseException as error:
        file.close()
        if isinstance(error, OSError):
            return None
        raise
    return file
