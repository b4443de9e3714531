"""Exports and answers that become a team of the studio, as a file with a key."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sim.app.importer import import_book
from sim.app.studio.offers import as_said
from sim.app.studio.scenes import TEAM, Place
from sim.base.faults import Fault, InputError

FILES = ("accounts", "subscriptions", "roster")
OPTIONS = ("growth", "overlap", "at", "day_first", "currency", "name")


def kept(content: bytes, place: Place) -> str:
    """An upload, kept as data under a key made of its content. Raises InputError for no text."""
    if b"\x00" in content[:4096]:
        raise InputError(Fault("upload", "", "is no text: a CSV export, as text with commas"))
    key = hashlib.sha256(content).hexdigest()[:16]
    folder = place.scratch / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{key}.csv").write_bytes(content)
    return key


def imported(wanted: Mapping[str, Any], place: Place) -> dict[str, Any]:
    """The team of uploaded exports: `made` (its key), what was understood, and what was dropped.

    wanted: keys of `accounts`, `subscriptions` and perhaps `roster`, and options as those of
    `reorg import`. Raises InputError.
    """
    unknown = [key for key in wanted if key not in (*FILES, *OPTIONS)]
    if unknown:
        allowed = ", ".join((*FILES, *OPTIONS))
        raise InputError(Fault("import", unknown[0], f"unknown key: known here are {allowed}"))
    files = {name: _upload(str(wanted[name]), place) for name in FILES if wanted.get(name)}
    missing = [name for name in FILES[:2] if name not in files]
    if missing:
        raise InputError([Fault("import", name, "missing: a CSV export") for name in missing])
    key = hashlib.sha256(repr(sorted((k, str(v)) for k, v in wanted.items())).encode()).hexdigest()
    folder = place.scratch / "made" / key[:16]
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    answer = import_book(
        files["accounts"],
        files["subscriptions"],
        out=folder / TEAM,
        at=_day(str(wanted["at"])) if wanted.get("at") else None,
        growth=wanted.get("growth") or None,
        overlap=str(wanted.get("overlap") or "latest"),
        day_first=wanted.get("day_first"),
        name=str(wanted.get("name") or "Our team"),
        currency=str(wanted.get("currency") or "USD"),
        roster=files.get("roster"),
    )
    lines = [line for line in answer.text.splitlines() if not line.startswith("Wrote ")]
    return {
        "made": key[:16],
        "understood": lines,
        "remarks": list(answer.remarks),
        "data": answer.data,
    }


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(Fault("import", "at", f"{text!r} is no day: 2026-01-31")) from None


def _upload(key: str, place: Place) -> Path:
    found = place.scratch / "uploads" / f"{key}.csv"
    if not re.fullmatch(r"[0-9a-f]{16}", key) or not found.is_file():
        raise InputError(Fault("import", "", f"upload {key!r} is not known here: upload it again"))
    return found


def fitted_team(answers: Mapping[str, str], place: Place) -> dict[str, Any]:
    """The answers solved in simulated worlds, as `reorg new` does it: `made`, and how it fits."""
    from sim.app.asking import new_scenario

    given = {name: as_said(name, text) for name, text in answers.items() if str(text).strip()}
    key = hashlib.sha256(repr(("fit", sorted(given.items()))).encode()).hexdigest()[:16]
    out = place.scratch / "made" / key / TEAM
    out.parent.mkdir(parents=True, exist_ok=True)
    answer = new_scenario(out, given, presets=True, name="Our team", force=True, workers=1)
    return {"made": key, "text": answer.text.rpartition("\n\nWrote")[0], "data": answer.data}
