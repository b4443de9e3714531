"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from sim.base.faults import Fault, InputError


def write_whole(texts: Mapping[Path, str]) -> None:
    """Writes all files under other names, then puts them in place; else raises InputError."""
    mine = secrets.token_hex(4)  # threads of one process write the same files, too
    parts = {file: file.with_name(f".{file.name}.{os.getpid()}.{mine}.part") for file in texts}
    try:
        for file, text in texts.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            parts[file].write_text(text, encoding="utf-8", newline="")
        for file, part in parts.items():
            part.replace(file)
    except OSError as error:
        place = str(error.filename or next(iter(texts)))
        reason = (error.strerror or "no reason").lower()
        raise InputError(Fault(place, "", f"cannot be written: {reason}")) from None
    finally:
        for part in parts.values():
            with suppress(OSError):  # it may never have come to be
                part.unlink()
