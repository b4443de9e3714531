"""A plan of the studio as scenario files: what is on the page is always a file.

A plan is plain data:

    team         {answers: {question: text}} | {file: path in the project} | {made: key}
    today        changes of the team as scenario data, with name, years, seed as in a file
    candidates   [{name, question, ..., changes as scenario data}], children of today
    equal        payroll | headcount | none

It is written as `team.yaml` (or the user's own file), `today.yaml` and a file for each candidate,
in a folder named by their content, so that the same plan is the same folder.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from sim.app.studio.offers import as_said
from sim.base.faults import Fault, InputError
from sim.scenario import asking, data_text, digest, load
from sim.scenario.whole_files import write_whole

TEAM, TODAY = "team.yaml", "today.yaml"
PARTS = ("team", "today", "candidates", "equal")
SOURCES = ("answers", "file", "made")
EQUAL = ("none", "payroll", "headcount")
MOST = 4
"""Candidates of a plan at most."""


@dataclass(frozen=True)
class Scene:
    """The files of a plan: today first, then the candidates. equal: of their teams, or ''.

    stored: key of an experiment of a results folder that is shown as it is; '' for a plan.
    """

    folder: Path
    files: tuple[Path, ...]
    equal: str = ""
    stored: str = ""

    @property
    def key(self) -> str:
        """What it is found by."""
        return self.folder.name


@dataclass(frozen=True)
class Place:
    """Where the studio may read and write: the user's project, and its own scratch folder."""

    project: Path
    scratch: Path

    def within(self, path: str) -> Path:
        """A path of the project. Raises InputError for one that leads out of it."""
        try:
            found = (self.project / path).resolve()
        except (ValueError, OSError):
            raise InputError(Fault(repr(path), "", "is no path")) from None
        if not found.is_relative_to(self.project.resolve()):
            raise InputError(Fault(path, "", "is outside the project folder"))
        return found

    def made(self, key: str) -> Path:
        """The team file of an import or a fit. Raises InputError where there is none."""
        found = self.scratch / "made" / key / TEAM
        if not re.fullmatch(r"[0-9a-f]{16}", key) or not found.is_file():
            raise InputError(Fault("team.made", "", f"{key!r} is not known here: import it again"))
        return found


def written(plan: Mapping[str, Any], place: Place) -> Scene:
    """The plan as files. Raises InputError for what is no plan; scenarios are checked later."""
    _check(plan)
    texts = dict(_texts(plan, place))
    equal = str(plan.get("equal") or "none")
    content = json.dumps([texts, equal, _stamp(plan, place)])
    key = hashlib.sha256(content.encode()).hexdigest()[:16]
    folder = place.scratch / "scenes" / key
    files = {folder / name: text for name, text in texts.items()}
    if not all(file.is_file() for file in files):
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(files)
    asked = tuple(folder / name for name in texts if name != TEAM)
    return Scene(folder, asked, "" if equal == "none" else equal)


def _stamp(plan: Mapping[str, Any], place: Place) -> str:
    """What a file of the project says now, its parents and its book included: it may be edited."""
    source, value = next(iter(plan["team"].items()))
    return digest(load(place.within(str(value)))) if source == "file" else ""


def _check(plan: Any) -> None:
    if not isinstance(plan, Mapping):
        raise InputError(Fault("plan", "", "must be a mapping"))
    faults = [
        Fault("plan", key, f"unknown key: known here are {', '.join(PARTS)}")
        for key in plan
        if key not in PARTS
    ]
    team = plan.get("team")
    if not isinstance(team, Mapping) or len(team) != 1 or next(iter(team)) not in SOURCES:
        faults.append(Fault("plan", "team", f"must be one of {', '.join(SOURCES)}"))
    if not isinstance(plan.get("today", {}), Mapping):
        faults.append(Fault("plan", "today", "must be a mapping"))
    some = plan.get("candidates", [])
    if not isinstance(some, list) or not all(isinstance(each, Mapping) for each in some):
        faults.append(Fault("plan", "candidates", "must be a list of mappings"))
    elif len(some) > MOST:
        faults.append(Fault("plan", "candidates", f"{len(some)} is too many: {MOST} at most"))
    for each in (plan.get("today"), *(some if isinstance(some, list) else ())):
        book = each.get("book") if isinstance(each, Mapping) else None
        if isinstance(book, Mapping) and "file" in book:
            faults.append(Fault("plan", "book.file", "comes with the team: import it there"))
    if str(plan.get("equal") or "none") not in EQUAL:
        faults.append(Fault("plan", "equal", f"must be one of {', '.join(EQUAL)}"))
    if faults:
        raise InputError(faults)


def _texts(plan: Mapping[str, Any], place: Place) -> list[tuple[str, str]]:
    """Texts by name of file, in the order in which one builds on another."""
    source, value = next(iter(plan["team"].items()))
    out: list[tuple[str, str]] = []
    if source == "answers":
        extends = TEAM
        out.append((TEAM, team_text(value)))
    else:
        extends = str(place.within(str(value)) if source == "file" else place.made(str(value)))
    out.append((TODAY, child_text(plan.get("today") or {}, extends, "Today")))
    for number, candidate in enumerate(plan.get("candidates") or [], 1):
        out.append((f"candidate_{number}.yaml", child_text(candidate, TODAY, f"Plan {number}")))
    return out


def team_text(answers: Any) -> str:
    """The ten numbers as a scenario file, usual values where nothing is said; not yet solved."""
    if not isinstance(answers, Mapping):
        raise InputError(Fault("plan", "team.answers", "must be a mapping of question and answer"))
    given = {str(k): as_said(str(k), str(v)) for k, v in answers.items() if str(v).strip()}
    unknown = [name for name in given if name not in {q.name for q in asking.QUESTIONS}]
    if unknown:
        known = ", ".join(q.name for q in asking.QUESTIONS)
        raise InputError(
            [Fault("team.answers", name, f"no such question: {known}") for name in unknown]
        )
    return _drafted(tuple(given.items()))


@lru_cache(maxsize=32)
def _drafted(given: tuple[tuple[str, str], ...]) -> str:
    draft = asking.draft(asking.answers(dict(given), presets=True), "Our team", "USD")
    return asking.scenario_text(draft, [])


def child_text(changes: Mapping[str, Any], extends: str, name: str) -> str:
    """A scenario that says what differs from another."""
    head = {"schema": 1, "name": str(changes.get("name") or name), "extends": extends}
    rest = {k: v for k, v in changes.items() if k not in head and v not in (None, "", {})}
    return data_text({**head, **rest})


def save(
    scene: Scene,
    plan: Mapping[str, Any],
    place: Place,
    names: Sequence[str],
    beside: Mapping[str, str] | None = None,
) -> list[Path]:
    """The files of a scene in the project, under these names (today first); their paths.

    The team's file goes with them where the studio made it. beside: texts of other files by name,
    whose paths come last. Raises InputError where a name leads
    out of the project or a file is there already with another content.
    """
    if len(names) != len(scene.files):
        raise InputError(Fault("names", "", f"{len(scene.files)} names are needed"))
    targets = [place.within(f"{stem(name)}.yaml") for name in names]
    known = {file.name: target for file, target in zip(scene.files, targets, strict=True)}
    wanted: dict[Path, str] = {}
    source, value = next(iter(plan["team"].items()))
    if source == "answers":
        known[TEAM] = targets[0].with_name(f"{targets[0].stem}_team.yaml")
        wanted[known[TEAM]] = (scene.folder / TEAM).read_text("utf-8")
    elif source == "made":
        wanted |= _made(place.made(str(value)), targets[0], known)
    for file, target in zip(scene.files, targets, strict=True):
        wanted[target] = _renamed(file.read_text("utf-8"), known, target.parent)
    others = {place.within(name): text for name, text in (beside or {}).items()}
    wanted |= others
    taken = [p for p, text in wanted.items() if p.exists() and p.read_text("utf-8") != text]
    if taken:
        raise InputError([Fault(str(p), "", "exists already: another name") for p in taken])
    write_whole({path: text for path, text in wanted.items() if not path.exists()})
    return [*targets, *others]


def _made(file: Path, target: Path, known: dict[str, Path]) -> dict[Path, str]:
    """The team of an import or a fit, with its book."""
    known[str(file)] = target.with_name(f"{target.stem}_team.yaml")
    out = {known[str(file)]: file.read_text("utf-8")}
    for book in file.parent.glob("*.csv"):
        out[target.with_name(book.name)] = book.read_text("utf-8")
    return out


def _renamed(text: str, known: Mapping[str, Path], folder: Path) -> str:
    """The text, `extends` naming the files as they are called from now on."""

    def other(match: re.Match[str]) -> str:
        old = json.loads(match[1])
        new = known.get(old) or known.get(Path(old).name if Path(old).parent == Path() else old)
        path = new or Path(old)
        near = path.relative_to(folder) if path.is_relative_to(folder) else path
        return f"extends: {json.dumps(near.as_posix(), ensure_ascii=False)}"

    return re.sub(r"^extends: (\".*\")$", other, text, count=1, flags=re.MULTILINE)


def stem(name: str) -> str:
    """A name as that of a file: `Specialists from July` is `specialists_from_july`."""
    found = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    return found[:60] or "scenario"
