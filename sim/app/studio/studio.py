"""The studio's one object: the place, the desk, and everything a page can ask for.

Methods that answer at once check and write small files; what takes longer is a `Once` or a `Job`
at the desk. Nothing here knows of HTTP.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sim.app.checking import check_loaded
from sim.app.loading import load_all
from sim.app.studio import doubts, imports, lives, offers, opened, scenes
from sim.app.studio.frames import frame
from sim.app.studio.jobs import FUTURES, NUMBERS, WORLDS, Job, Once, Played
from sim.app.studio.scenes import Place, Scene
from sim.base.faults import Fault, InputError
from sim.experiment.answers.futures import LEAST
from sim.experiment.executors import how_many
from sim.experiment.workers.desk import MEMORY, Desk

FIT = 1200.0
"""Seconds that solving the ten numbers may take: one worker does it, and the others go on."""
MOST_JOBS = 20
"""Jobs of a visitor that may wait or run at once."""
REMEMBERED = 50
"""Ended jobs that a page may still ask for."""
KINDS = ("html", "pptx", "xlsx")


class Studio:
    """A project folder, workers, and what is being played.

    project: where scenario files are opened and saved. results: the results folder; in the project
    where none is named. Raises InputError where `project` is no folder.
    """

    def __init__(
        self, project: str | Path, *, results: str | Path | None = None, workers: int | None = None
    ) -> None:
        root = Path(project).resolve()
        if not root.is_dir():
            raise InputError(Fault(str(project), "", "is no folder: scenario files are kept there"))
        self._scratch = tempfile.TemporaryDirectory(prefix="reorg-studio-")
        self.place = Place(root, Path(self._scratch.name))
        self.store = str(Path(results) if results else root / "results" / "studio")
        self.desk = Desk(how_many(workers), lives.begin, (MEMORY, self.place.scratch))
        self.jobs: dict[int, Job] = {}
        self.checked: set[str] = set()

    def close(self) -> None:
        """End the workers and remove the scratch folder; results and saved files stay."""
        self.desk.close()
        self._scratch.cleanup()

    def start(self) -> dict[str, Any]:
        """What the page builds its forms from, and what the project holds."""
        return {**offers.offers(), "project": offers.project_files(self.place.project)}

    def usual(self, answers: Mapping[str, str]) -> dict[str, Any]:
        """The usual answers beside those that are given, and what is wrong in them."""
        return offers.usual(answers)

    def look(self, plan: Mapping[str, Any]) -> dict[str, Any]:
        """A plan checked: story, differences, standing, warnings, file and frame of each scenario.

        Raises InputError with every fault.
        """
        scene = scenes.written(plan, self.place)
        scenarios = load_all(scene.files)
        found = check_loaded(scene.files, scenarios).data
        self.checked.add(scene.key)
        return {
            "scene": scene.key,
            "scenarios": [
                {**each, "text": file.read_text("utf-8"), "frame": frame(scenario)}
                for each, file, scenario in zip(found, scene.files, scenarios, strict=True)
            ],
        }

    def play(self, visitor: str, plan: Mapping[str, Any], worlds: int) -> Job:
        """Play a plan in so many (paired) worlds. Raises InputError before anything runs."""
        scene = scenes.written(plan, self.place)
        if scene.key not in self.checked:
            load_all(scene.files)
        _allowed(worlds)
        return self._begun(visitor, scene, self.store, worlds)

    def look_into(self, visitor: str, plan: Mapping[str, Any], number: int) -> Job:
        """Play a plan in so many futures, all doubts drawn at once. Raises InputError first."""
        if not LEAST <= number <= doubts.MOST:
            message = f"{number} is not allowed: {LEAST} to {doubts.MOST}"
            raise InputError(Fault("", "futures", message))
        scene = scenes.written(plan, self.place)
        doubts.kept(scene)
        return self._begun(visitor, scene, self.store, number, FUTURES)

    def reopen(self, visitor: str, folder: str, key: str) -> Job:
        """Stored results of the project shown again, as many worlds as there are.

        Nothing is lived through, and nothing is written there.
        """
        from sim.experiment.recalling import experiments_in

        store = self.place.within(folder)
        if key not in experiments_in(store):
            raise InputError(Fault(folder, "", "holds no such results any more: look again"))
        return self._begun(visitor, Scene(store, (), stored=key), str(store), 1)

    def _begun(
        self, visitor: str, scene: Scene, store: str, worlds: int, played: Played = WORLDS
    ) -> Job:
        active = [job for job in self.jobs.values() if job.state in ("running", "paused")]
        if sum(job.visitor == visitor for job in active) >= MOST_JOBS:
            raise InputError(Fault("", "", f"{MOST_JOBS} plans are being played: end one first"))
        job = Job(next(NUMBERS), visitor, scene, store, worlds, self.desk, played)
        ended = [number for number, each in self.jobs.items() if each not in active]
        for number in ended[:-REMEMBERED]:
            del self.jobs[number]
        self.jobs[job.number] = job
        self.desk.add(job)
        return job

    def more(self, number: int, worlds: int) -> None:
        """Ask a job for more worlds. Raises InputError."""
        job = self.job(number)
        if job.scene.stored:
            raise InputError(Fault("", "worlds", "stored results are shown as they are"))
        _allowed(worlds, job.played)
        job.more(worlds)

    def job(self, number: int) -> Job:
        """A job by its number. Raises InputError for one that there is not."""
        if number not in self.jobs:
            raise InputError(Fault("", "", f"plan {number} is not being played here: play it anew"))
        return self.jobs[number]

    def ask(
        self,
        visitor: str,
        function: Callable[..., Any],
        arguments: Sequence[Any],
        seconds: float | None = None,
    ) -> Once:
        """Have a worker answer one question."""
        once = Once(visitor, function, arguments, seconds)
        self.desk.add(once)
        return once

    def charts(self, visitor: str, number: int, names: Sequence[str], width: float) -> Once:
        """Charts of what a job has told of last; no names: which there are."""
        job = self._told(number)
        return self.ask(visitor, job.played.drawn, (*self._seen(job), tuple(names), width))

    def pack(
        self,
        visitor: str,
        number: int,
        kinds: Sequence[str],
        texts: Mapping[str, str],
        futures: int | None = None,
    ) -> Once:
        """The pack of what a job has told of last, in a folder of its own.

        futures: the job of the plan's futures, which then go with it.
        """
        wrong = [kind for kind in kinds if kind not in KINDS]
        if wrong:
            raise InputError(Fault("", "kinds", f"{wrong[0]!r} is not allowed: {', '.join(KINDS)}"))
        job = self._told(number)
        out = self.place.scratch / "packs" / str(number) / str(next(NUMBERS))
        drawn = 0 if futures is None else self._futures_of(job, futures)
        arguments = (*self._seen(job), tuple(kinds), str(out), dict(texts), drawn)
        return self.ask(visitor, lives.packed, arguments)

    def packed(self, number: int, call: int, name: str) -> Path:
        """A file of a pack, by the number of the call that made it. Raises InputError."""
        folder = (self.place.scratch / "packs" / str(number) / str(call)).resolve()
        found = (folder / name).resolve()
        if not found.is_relative_to(folder) or not found.is_file():
            raise InputError(Fault(name, "", "is no file of this pack"))
        return found

    def save(self, plan: Mapping[str, Any], names: Sequence[str], futures: int = 0) -> list[str]:
        """The scenario files of a plan in the project; their paths within it.

        futures: a study of so many goes with them; 0 for none.
        """
        scene = scenes.written(plan, self.place)
        load_all(scene.files)
        beside = doubts.saved(scene, futures, names) if futures else {}
        saved = scenes.save(scene, plan, self.place, names, beside)
        return [path.relative_to(self.place.project).as_posix() for path in saved]

    def open_file(self, path: str) -> dict[str, Any]:
        """A scenario file of the project: what it says, and what builds on it; see `opened`."""
        return opened.opened(path, self.place)

    def upload(self, content: bytes) -> str:
        """A file of the user's, to be imported; its key."""
        return imports.kept(content, self.place)

    def bring_in(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """Exports that were uploaded, as a team; see `imports.imported`."""
        return imports.imported(wanted, self.place)

    def fit(self, visitor: str, answers: Mapping[str, str]) -> Once:
        """The ten numbers solved in simulated worlds, as `reorg new` does it."""
        scenes.team_text(answers)
        return self.ask(visitor, imports.fitted_team, (dict(answers), self.place), FIT)

    def _told(self, number: int) -> Job:
        job = self.job(number)
        if not job.told:
            raise InputError(Fault("", "", "nothing is known yet: a few worlds first"))
        return job

    def _futures_of(self, job: Job, number: int) -> int:
        """How many futures another job has told of, of the same plan."""
        other = self._told(number)
        if other.played is not FUTURES or other.scene != job.scene:
            raise InputError(Fault("", "futures", f"{number} is not of this plan: draw them anew"))
        return other.told

    def _seen(self, job: Job) -> tuple[Scene, str, int]:
        return job.scene, job.store, job.told


def _allowed(worlds: int, played: Played = WORLDS) -> None:
    """Raises InputError for more worlds than a page may ask for."""
    if not 1 <= worlds <= played.most:
        raise InputError(Fault("", "worlds", f"{worlds} is not allowed: 1 to {played.most}"))
