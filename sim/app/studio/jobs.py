"""Jobs of the studio: a plan played in more and more worlds, told after some of them."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any, Literal, NamedTuple

from sim.app.studio import futures, lives
from sim.app.studio.scenes import Scene
from sim.base.faults import InputError
from sim.experiment.workers.desk import Call, Desk
from sim.scenario.asking import QUESTIONS

State = Literal["running", "paused", "done", "failed", "cancelled"]
DEATHS = 3
"""What ended its worker so often, a world or the telling of worlds, is given up."""
PLANNED, TOLD = "planned", "told"
UNEXPECTED = "something went wrong here: "


class Played(NamedTuple):
    """What workers do for a job: functions of a module, called as those of `lives`.

    looks: paired worlds after which the answer is told anew. most: paired worlds that a page may
    ask for.
    """

    missing: Callable[..., lives.Lacking]
    live: Callable[..., None]
    told: Callable[..., dict[str, Any]]
    drawn: Callable[..., dict[str, Any]]
    looks: Sequence[int]
    most: int


WORLDS = Played(lives.missing, lives.live, lives.told, lives.drawn, lives.LOOKS, lives.MOST)
FUTURES = Played(
    futures.missing, futures.live, futures.told, futures.drawn, futures.LOOKS, futures.MOST
)


class Job:
    """A plan being played. Events are kept, so that a page that comes back misses nothing.

    visitor: whose. worlds: paired worlds that are wanted. played: how. Events are mappings with
    `kind`: progress (`worlds` finished `of` all, `pairs` complete), answer (`told`), failed
    (`text`, `faults`), done, cancelled.
    """

    short = False

    def __init__(
        self,
        number: int,
        visitor: str,
        scene: Scene,
        store: str,
        worlds: int,
        desk: Desk,
        played: Played = WORLDS,
    ) -> None:
        self.number, self.visitor, self.scene, self.store = number, visitor, scene, store
        self.worlds, self.desk, self.played = worlds, desk, played
        self.state: State = "running"
        self.told = 0
        self.events: list[dict[str, Any]] = []
        self.listeners: list[Callable[[], None]] = []
        self._ids = count()
        self._lock = threading.RLock()
        self._todo: deque[tuple[int, int]] = deque()
        self._waiting: set[tuple[int, int]] = set()
        self._deaths: dict[object, int] = {}
        self._sides = 0
        self._begun = self._telling = False

    def next(self) -> Call | None:
        """The next call, as the desk asks for it."""
        with self._lock:
            if self.state != "running":
                return None
            if not self._begun:
                self._begun = True
                whole = (self.scene, self.store, self.worlds)
                lost = partial(self._lost, PLANNED, self._plan_again)
                return Call(self.played.missing, whole, self._planned, lost)
            look = self._look()
            if look and not self._telling:
                self._telling = True
                seen = (self.scene, self.store, look)
                lost = partial(self._lost, TOLD, self._tell_again)
                return Call(self.played.told, seen, partial(self._answered, look), lost)
            if self._todo:
                task = self._todo.popleft()
                world = (self.scene, self.store, *task)
                done = partial(self._lived, task)
                lost = partial(self._lost, task, partial(self._todo.appendleft, task))
                return Call(self.played.live, world, done, lost)
            return None

    @property
    def over(self) -> bool:
        """Whether it has ended, unless more is asked of it."""
        return self.state in ("done", "failed", "cancelled")

    def pairs(self) -> int:
        """How many paired worlds are complete, from the first on."""
        return min((replication for _, replication in self._waiting), default=self.worlds)

    def pause(self, paused: bool) -> None:
        """Stop handing out, or go on."""
        with self._lock:
            if self.state in ("running", "paused"):
                self.state = "paused" if paused else "running"
                self._say({"kind": self.state})
        self.desk.wake()

    def more(self, worlds: int) -> None:
        """Ask for more paired worlds than before."""
        with self._lock:
            if worlds <= self.worlds or self.state not in ("running", "paused", "done"):
                return
            self.worlds, self._begun, self.state = worlds, False, "running"
            self._sides = 0  # nothing is told before it is known what is there
            self._say({"kind": "running"})
        self.desk.add(self)

    def cancel(self) -> None:
        """Nobody wants it any more; what runs for it ends now. What is finished is kept."""
        with self._lock:
            if self.state in ("running", "paused"):
                self.state = "cancelled"
                self._say({"kind": "cancelled"})
        self.desk.remove(self)

    def _look(self) -> int:
        """The number of worlds to tell of now; 0 where nothing new is worth telling."""
        if not self._sides:
            return 0
        most = min(self.pairs(), self.worlds)
        looks = (*self.played.looks, self.worlds)
        return max((n for n in looks if self.told < n <= most), default=0)

    def _planned(self, found: lives.Lacking) -> None:
        with self._lock:
            self._sides, self.worlds, tasks = found
            self._todo, self._waiting = deque(tasks), set(tasks)
            self._progress()
        self.desk.wake()

    def _lived(self, task: tuple[int, int], _: None) -> None:
        with self._lock:
            self._waiting.discard(task)
            self._progress()
        self.desk.wake()

    def _lost(self, what: object, again: Callable[[], None], error: BaseException | str) -> None:
        """A worker died over a call: it goes again, but not for ever."""
        with self._lock:
            self._deaths[what] = self._deaths.get(what, 0) + 1
            if isinstance(error, str) and self._deaths[what] < DEATHS:
                again()
                self._say({"kind": "again", "text": f"It is done again: {error}."})
                return
        self._failed(error)

    def _plan_again(self) -> None:
        self._begun = False

    def _tell_again(self) -> None:
        self._telling = False

    def _answered(self, look: int, told: dict[str, Any]) -> None:
        with self._lock:
            self._telling = False
            if self.state not in ("running", "paused"):
                return
            self.told = look
            self._say({"kind": "answer", "worlds": look, "told": told})
            if look >= self.worlds:
                self.state = "done"
                self._say({"kind": "done", "worlds": look})
        self.desk.wake()

    def _failed(self, error: BaseException | str) -> None:
        with self._lock:
            if self.state not in ("running", "paused"):
                return
            self.state = "failed"
            self._say({"kind": "failed", **in_words(error)})
        self.desk.remove(self)

    def _progress(self) -> None:
        whole = self._sides * self.worlds
        done = whole - len(self._waiting)
        self._say({"kind": "progress", "worlds": done, "of": whole, "pairs": self.pairs()})

    def _say(self, event: dict[str, Any]) -> None:
        """Keep an event; of progress and answers the last, which is all that a page needs."""
        event = {"id": next(self._ids), "state": self.state, **event}
        if event["kind"] in ("progress", "answer"):
            self.events = [each for each in self.events if each["kind"] != event["kind"]]
        self.events.append(event)
        for listener in tuple(self.listeners):
            listener()


class Once:
    """One call for somebody who waits for it: charts, a pack, a check, a fit."""

    short = True

    def __init__(
        self,
        visitor: str,
        function: Callable[..., Any],
        arguments: Sequence[Any],
        seconds: float | None = None,
    ) -> None:
        self.visitor, self.function, self.arguments = visitor, function, tuple(arguments)
        self.seconds = seconds
        self.value: Any = None
        self.error: BaseException | str | None = None
        self.finished = threading.Event()
        self.listeners: list[Callable[[], None]] = []
        self._given = False

    def next(self) -> Call | None:
        """The call, once."""
        if self._given:
            return None
        self._given = True
        return Call(self.function, self.arguments, self._take, self._fail, self.seconds)

    @property
    def over(self) -> bool:
        """Whether it is answered."""
        return self.finished.is_set()

    def _take(self, value: Any) -> None:
        self.value = value
        self._end()

    def _fail(self, error: BaseException | str) -> None:
        self.error = error
        self._end()

    def _end(self) -> None:
        self.finished.set()
        for listener in tuple(self.listeners):
            listener()


def in_words(error: BaseException | str) -> dict[str, Any]:
    """What the page says of an error: sentences, and the faults of input by path and place.

    In the sentences a question goes by its words: a page has no options of a command.
    """
    if isinstance(error, InputError):
        faults = [{"at": f.path, "where": str(f.place), "text": f.message} for f in error.faults]
        prompts = {question.option: question.prompt for question in QUESTIONS}
        said = [replace(f, place=prompts.get(f.place, f.place)) for f in error.faults]
        return {"text": "\n".join(map(str, said)), "faults": faults}
    if isinstance(error, OSError):
        parts = (error.filename, error.strerror or error)
        return {"text": ": ".join(str(part) for part in parts if part), "faults": []}
    if isinstance(error, MemoryError):
        return {"text": "too little memory: a smaller book or fewer years need less", "faults": []}
    text = error if isinstance(error, str) else f"{UNEXPECTED}{type(error).__name__}: {error}"
    return {"text": text, "faults": []}


NUMBERS = count(1)
"""Numbers of jobs."""
