"""The manifest of a results folder: what its parts are of, small however many scenarios there are.

    format, reorg, model, python, packages    versions that wrote here last
    units         unit of each measure
    experiments   by key: digest of the base, digests and openings of the candidates
    studies       by key: name, the study file, its bases; points are in `studies/KEY.jsonl`
    scenarios     by digest: resolved scenarios, whole

Everything is sorted by key, so that the order in which experiments came leaves no trace.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sim.base.faults import Fault, InputError
from sim.base.version import MODEL_VERSION
from sim.experiment.provenance import resolved, sha256, versions
from sim.experiment.store.files import write_whole
from sim.experiment.store.parts import FORMAT
from sim.experiment.worlds import Side

MANIFEST = "manifest.json"
SECTIONS = ("units", "experiments", "studies", "scenarios")
LARGEST_SEED = 2**63 - 1
ELSEWHERE = "name another folder with --out"


def fault(folder: Path, message: str) -> InputError:
    """What is wrong with a folder."""
    return InputError(Fault(str(folder), "", message))


def unwritable(folder: Path, error: OSError) -> InputError:
    """The sentence for a folder that takes no more, as on a full disk."""
    return fault(folder, f"cannot be written: {error.strerror or error}")


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a folder, or an empty one where there is none.

    Raises InputError where it cannot be read, is not ours, or is of a version that this one does
    not read; nothing is touched then.
    """
    if folder.exists() and not folder.is_dir():
        raise fault(folder, "is a file: a folder is needed for the results")
    try:
        found = json.loads((folder / MANIFEST).read_text("utf-8"))
    except FileNotFoundError:
        return {name: {} for name in SECTIONS}
    except OSError as error:
        raise fault(folder, f"cannot be read: {error.strerror or error}") from error
    except ValueError:
        found = None
    _check(folder, found)
    return {**{name: {} for name in SECTIONS}, **found}


def _check(folder: Path, found: Any) -> None:
    ours = isinstance(found, dict) and "reorg" in found
    if not (ours and all(isinstance(found.get(name, {}), dict) for name in SECTIONS)):
        raise fault(folder, f"holds a {MANIFEST} that was not written by reorg: {ELSEWHERE}")
    form = found.get("format", 1)
    if not isinstance(form, int) or form > FORMAT:
        raise fault(
            folder,
            f"was written by a newer reorg (store format {form}, this one has {FORMAT}): "
            f"update reorg, or {ELSEWHERE}",
        )
    if form < FORMAT:
        raise fault(
            folder,
            f"was written by an older reorg (store format {form}, this one has {FORMAT}): "
            f"{ELSEWHERE}, or delete this one and run again",
        )
    if _newer(str(found.get("model")), MODEL_VERSION):
        raise fault(
            folder,
            f"holds results of a newer model (version {found['model']}, this one is "
            f"{MODEL_VERSION}): update reorg, or {ELSEWHERE}",
        )


def _newer(theirs: str, ours: str) -> bool:
    """Whether a version is newer, by its numbers."""
    numbers = ([int(n) for n in re.findall(r"\d+", text)] for text in (theirs, ours))
    return next(numbers) > next(numbers)


def update_manifest(folder: Path, **sections: dict[str, Any]) -> None:
    """Add to sections of the manifest. Whoever calls is alone in the folder. Raises InputError."""
    old = read_manifest(folder)
    merged = {name: {**old[name], **sections.get(name, {})} for name in SECTIONS}
    new = {
        "format": FORMAT,
        **versions(),
        **{name: dict(sorted(entries.items())) for name, entries in merged.items()},
    }
    if new == old:
        return
    text = json.dumps(new, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    try:
        write_whole(folder / MANIFEST, text.encode(), durable=True)
    except OSError as error:
        raise unwritable(folder, error) from error


def short_key(data: object) -> str:
    """A key of an experiment or a study: the beginning of the digest of what it is."""
    return sha256(data)[:16]


def scenarios_of(sides: Sequence[Side]) -> dict[str, Any]:
    """Resolved scenarios by digest, those included in whose state a side opens.

    Raises InputError for a seed that a column of whole numbers cannot hold.
    """
    found: dict[str, Any] = {}
    for side in sides:
        if side.scenario.seed > LARGEST_SEED:
            message = f"{side.scenario.seed} is too large for a results store"
            allowed = f"{message}: {LARGEST_SEED} at most"
            raise InputError(Fault(side.scenario.name, "seed", allowed))
        if side.opening is not None and side.opening_digest not in found:
            found[side.opening_digest] = resolved(side.opening)
        if side.digest not in found:
            found[side.digest] = resolved(side.scenario)
    return found
