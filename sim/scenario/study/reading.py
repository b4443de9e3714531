"""`load`: a study file, or the same as a mapping, to a checked `Study`."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from pathlib import Path
from typing import Any

from sim.base.faults import Fault, InputError
from sim.scenario.documents import Spot
from sim.scenario.ensemble import LEAST, Member, calibrated
from sim.scenario.guess import meant
from sim.scenario.inherit import asking, lineage, presets
from sim.scenario.reading import Sort, read_file
from sim.scenario.sets import document as document_of
from sim.scenario.sets import override_layer
from sim.scenario.study.asked import Measures, measures_of, minimised, splits_of, targets_of
from sim.scenario.study.factors import Factor
from sim.scenario.study.files import files_of
from sim.scenario.study.keys import StudyKeys
from sim.scenario.study.notes import Notes
from sim.scenario.study.rows import Listed, rows_of
from sim.scenario.study.study import Origin, Study
from sim.scenario.study.trials import tried
from sim.scenario.study.varying import varied
from sim.scenario.tree import Scenario
from sim.scenario.writing import dump

STUDY = Sort("study", "a base, and what to vary", "scenarios/studies/specialise.yaml")
MOST_POINTS = 1_000_000
MAPPING = "study"
"""What messages call a study that is given as a mapping."""


def load(
    source: str | Path | Mapping[str, Any],
    measures: Measures,
    overrides: Mapping[str, Any] | None = None,
) -> Study:
    """The study in a file or a mapping, checked down to the corners of what it varies.

    measures: those that can be asked for. overrides: dotted path -> value, set in the base and in
    every candidate before anything is varied. In a mapping, `base` and `candidates` may also be
    scenarios, and files are looked for in the working directory. Raises `InputError` with every
    fault: `file:line:column: path: what is wrong: what is allowed`.
    """
    reader = _Reader(source, measures, dict(overrides or {}))
    return reader.study()


class _Reader:
    """Reads one study, step by step; every step notes what is wrong and goes on."""

    def __init__(
        self, source: str | Path | Mapping[str, Any], measures: Measures, overrides: dict[str, Any]
    ) -> None:
        self.given: dict[str, Scenario] = {}
        self.overrides, self.measures = overrides, measures
        if isinstance(source, Mapping):
            self.folder, self.file = Path(), MAPPING
            document = document_of(self._without_scenarios(source), MAPPING)
        else:
            self.folder, self.file = Path(source).parent, str(source)
            document = read_file(Path(source), self.file, STUDY)
        self.notes = Notes(document)
        self.keys, self.faulty = self.notes.keys(StudyKeys, document.data, ())

    def study(self) -> Study:
        """The checked study. Raises `InputError`."""
        keys, notes, faulty = self.keys, self.notes, self.faulty
        origins = self._origins()
        listed = self._listed(origins)
        factors = listed.varied.factors
        ensemble = self._ensemble(origins, factors)
        measures = () if "measures" in faulty else measures_of(notes, keys.measures, self.measures)
        by = () if "by" in faulty else splits_of(notes, keys.by, measures, self.measures)
        targets = {} if "targets" in faulty else targets_of(notes, keys.targets, self.measures)
        minimise = minimised(notes, keys.minimise, self.measures, factors)
        self._set_and_varied(factors)
        self._not_too_many(factors)
        tried(notes, origins, listed.varied.trials)
        notes.check()
        return Study(
            name=keys.name or Path(self.file).stem,
            question=keys.question,
            hypothesis=keys.hypothesis,
            base=origins[0],
            candidates=tuple(origins[1:]),
            factors=factors,
            design=keys.design,
            samples=keys.samples,
            seed=keys.seed,
            replications=keys.replications,
            measures=measures,
            by=by,
            rows=listed.rows,
            opening=keys.opening,
            equal=keys.equal,
            keep=keys.keep,
            method=keys.method,
            targets=targets,
            minimise=minimise,
            files=files_of(factors, Path(self._home().file).parent),
            ensemble=ensemble,
        )

    def _ensemble(self, origins: list[Origin], factors: tuple[Factor, ...]) -> tuple[Member, ...]:
        """The parameter sets that are asked for; it is noted where they leave nothing to vary."""
        if self.keys.ensemble != "calibrated" or "ensemble" in self.faulty or not origins:
            return ()
        taken = [path for factor in factors for path in factor.paths]
        found = calibrated([origin.scenario for origin in origins], taken)
        spot = self.notes.spot(("ensemble",))
        if not found:
            message = "all that was fitted is set by the scenarios or varied here: none"
            self.notes.add(spot, "ensemble", message)
        elif self.keys.replications < LEAST:
            message = f"calibrated needs {LEAST} replications, two for each of two sets"
            self.notes.add(spot, "ensemble", f"{message}: more replications, or none")
        return found

    def _home(self) -> Spot:
        """The file that says what is varied; what its levels name lies beside it."""
        if self.keys.design == "file" and self.keys.file:
            return Spot(str(self.folder / self.keys.file), 1, 1)
        return Spot(self.file) if self.file == MAPPING else Spot(self.file, 1, 1)

    def _without_scenarios(self, source: Mapping[str, Any]) -> dict[str, Any]:
        """The mapping with a name in place of each scenario, which is remembered under it."""

        def name(item: Any) -> Any:
            if not isinstance(item, Scenario):
                return str(item) if isinstance(item, Path) else item
            key = f"scenario {len(self.given) + 1}: {item.name}"
            self.given[key] = item
            return key

        data = dict(source)
        if "base" in data:
            data["base"] = name(data["base"])
        if isinstance(data.get("candidates"), (list, tuple)):
            data["candidates"] = [name(item) for item in data["candidates"]]
        return data

    def _origins(self) -> list[Origin]:
        """Base and candidates, as far as they can be read."""
        found: list[Origin] = []
        if "base" not in self.faulty:
            found += self._origin(self.keys.base, self.notes.spot(("base",)), "base")
        if "candidates" not in self.faulty:
            for spot, item in self.notes.sequence(("candidates",), self.keys.candidates):
                found += self._origin(item, spot, "candidates")
        return found

    def _origin(self, name: str, spot: Spot, key: str) -> list[Origin]:
        """The scenario that the study names, or nothing: then what is wrong is noted."""
        try:
            set_here = [override_layer(self.overrides)] if self.overrides else []
            if name in self.given:
                layers = [document_of(dump(self.given[name]), self.given[name].name)]
            else:
                layers = asking(lineage(self._located(name, spot, key)))
            origin = Origin((*layers, *set_here), self._home())
            _ = origin.scenario
        except InputError as error:
            self.notes.take(error.faults)
            return []
        return [origin]

    def _located(self, name: str, spot: Spot, key: str) -> str | Path:
        """The file: beside the study, absolute, or a preset."""
        beside = self.folder / name
        if beside.is_file():
            return beside
        if name in presets():
            return name
        known = f"a file beside the study, or one of the presets {', '.join(presets())}"
        message = f"there is no file {name}{meant(name, presets())}: {known}"
        raise InputError(Fault(str(spot), key, message))

    def _listed(self, origins: list[Origin]) -> Listed:
        """What is varied, from the study or from its CSV."""
        keys, notes = self.keys, self.notes
        if "vary" in self.faulty:
            return Listed(varied(notes, origins, {}, grid=False), ())
        if keys.design != "file":
            if keys.file is not None and "design" not in self.faulty:
                message = f"needs design: file, and the design is {keys.design}"
                notes.add(notes.spot(("file",), key=True), "file", f"{message}: one of the two")
            if not keys.vary:
                message = "nothing is varied: at least one path, such as book.arr: [5M, 20M]"
                notes.add(notes.spot(("vary",)), "vary", message)
            return Listed(varied(notes, origins, keys.vary, grid=keys.design == "grid"), ())
        if keys.vary:
            message = (
                "not with design: file, where the columns of the CSV say what varies: leave it out"
            )
            notes.add(notes.spot(("vary",), key=True), "vary", message)
        if not keys.file:
            message = "missing: a CSV beside the study, whose columns are dotted paths"
            notes.add(notes.spot(("design",)), "file", message)
            return Listed(varied(notes, origins, {}, grid=False), ())
        path = self.folder / keys.file
        name = str(path) if self.file != MAPPING else keys.file
        return rows_of(notes, origins, path, name, notes.spot(("file",)))

    def _set_and_varied(self, factors: tuple[Factor, ...]) -> None:
        """Overrides must leave alone what the study varies."""
        for path in self.overrides:
            if any(path in factor.paths for factor in factors):
                spot = Spot(f"--set {path}={self.overrides[path]}")
                self.notes.add(spot, path, "is varied by the study: another path, or another study")

    def _not_too_many(self, factors: tuple[Factor, ...]) -> None:
        """Note a grid that is too large to be meant."""
        if self.keys.design == "grid":
            count = prod(len(f.levels) or f.points for f in factors)
            if count > MOST_POINTS:
                message = f"{count:,} points are too many: at most {MOST_POINTS:,}"
                self.notes.add(self.notes.spot(("vary",), key=True), "vary", message)
