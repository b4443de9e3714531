"""What a page can offer: questions, structures, programmes, levers, from where they are held."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from sim.base.faults import InputError
from sim.base.units import UnitError
from sim.base.version import MODEL_VERSION, VERSION
from sim.scenario import asking, structures
from sim.scenario.asking.answers import NONE, usual_text
from sim.scenario.asking.sizes import bands
from sim.scenario.listing import parameters, programmes
from sim.scenario.paths import every
from sim.scenario.programmes import table

LEVERS = (
    ("culture.hero_inclination", "Inclination to stay late"),
    ("culture.recognition", "What is praised"),
    ("culture.boundaries", "Boundaries around evenings"),
    ("culture.knowledge_sharing", "Knowledge sharing"),
    ("culture.improvement_share", "Time to improve things"),
    ("culture.escalation", "Escalation to the team that owes the work"),
    ("leadership.support", "Support by managers"),
    ("leadership.example", "Leaders work evenings"),
    ("leadership.triage", "Triage of out-of-scope work"),
    ("leadership.planning", "What headcount follows"),
    ("leadership.voice_of_customer", "Voice of the customer"),
    ("leadership.rebalance", "Books re-balanced every"),
)
"""Levers of culture and leadership that the page shows, by path; all others are in the file."""
LEFT_OUT = ("own", "layoff")
"""Programmes that are no more than a name for what the user fills in."""
QUICK = 10
"""Worlds that a page asks for at first."""


def offers() -> dict[str, Any]:
    """Everything that the page builds its forms from."""
    return {
        "version": VERSION,
        "model": MODEL_VERSION,
        "questions": [_question(each) for each in asking.QUESTIONS],
        "sizes": [size.typical for size in bands()],
        "structures": [
            {"name": name, "roles": structures.preset(name)["roles"]}
            for name in structures.names()
            if name not in ("laboratory", "custom")
        ],
        "roles": list(structures.catalogue()),
        "programmes": _programmes(),
        "levers": _levers(),
        "worlds": QUICK,
        "seen": ["view"],
    }


def usual(answers: Mapping[str, str]) -> dict[str, Any]:
    """The usual answer of every question, given those that are there; and what is wrong in them."""
    known: dict[str, Any] = {}
    texts: dict[str, str] = {}
    faults: dict[str, str] = {}
    for question in asking.QUESTIONS:
        name = question.name
        said = as_said(name, str(answers.get(name, "")))
        try:
            texts[name] = usual_text(name, known)
            text = said or texts[name]
            if text != NONE:
                known[name] = asking.checked_text(name, text, known)
        except UnitError as error:
            faults[name] = str(error)
        except KeyError:
            continue
    return {"usual": {n: t for n, t in texts.items() if t != NONE}, "faults": faults}


PERCENT = re.compile(r"\d+(?:[.,]\d+)?")
SHARES = ("growth", "grr", "nrr", "non_cs", "evenings", "burned_out")
"""Questions that are answered in per cent: `92` in a form means 92 %."""


def as_said(name: str, text: str) -> str:
    """An answer of a form: a bare number above 2 where a share is asked is one of per cent."""
    text = text.strip()
    bare = name in SHARES and PERCENT.fullmatch(text)
    return f"{text} %" if bare and float(text.replace(",", ".")) > 2.0 else text


def project_files(project: Path) -> dict[str, Any]:
    """Scenario files and results folders of a project, by path within it."""
    from sim.experiment.store.contents import stores_in

    scenarios = [
        path.relative_to(project).as_posix()
        for path in sorted(_yaml_below(project))
        if path.resolve().is_relative_to(project.resolve()) and _is_scenario(path)
    ]
    results: list[dict[str, Any]] = []
    for folder in (project, project / "results"):
        for store in stores_in(folder):
            try:
                results += _results(project, store)
            except InputError:
                continue
    return {"scenarios": scenarios[:200], "results": results[:200]}


def _yaml_below(project: Path) -> Iterator[Path]:
    """YAML files, those of hidden folders and of installed packages left out."""
    for folder, below, files in os.walk(project):
        below[:] = [name for name in below if not name.startswith(".") and name != "node_modules"]
        yield from (Path(folder, name) for name in files if name.endswith(".yaml"))


def _results(project: Path, store: Path) -> list[dict[str, Any]]:
    from sim.experiment.recalling import experiments_in

    where = store.relative_to(project).as_posix()
    return [
        {"folder": where, "key": key, "name": name} for key, name in experiments_in(store).items()
    ]


def _is_scenario(path: Path) -> bool:
    try:
        head = path.read_text("utf-8")[:4000]
    except (OSError, UnicodeDecodeError):
        return False
    return "\nschema:" in f"\n{head}" and "\nstudy:" not in f"\n{head}"


def _question(question: asking.Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "prompt": question.prompt,
        "help": question.help,
        "source": question.source,
        "optional": question.usual is None,
    }


def _programmes() -> list[dict[str, Any]]:
    """Programmes by name, in words, with what they set in full."""
    return [
        {**asdict(row), "values": table()[row.name].sets}
        for row in programmes()
        if row.name not in LEFT_OUT
    ]


def _levers() -> list[dict[str, Any]]:
    """Levers with what the references say of them; `value`, `low` and `high` are numbers.

    choices: the words that a lever may have; none where it is a number.
    """
    rows, fields = {row.path: row for row in parameters()}, dict(every())
    return [
        {"title": title, **asdict(rows[path]), "choices": _choices(fields[path].annotation)}
        for path, title in LEVERS
    ]


def _choices(annotation: Any) -> list[str]:
    return [str(word) for word in get_args(annotation)] if get_origin(annotation) is Literal else []
