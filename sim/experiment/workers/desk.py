"""A desk where several people ask at once: fair turns at a few worker processes.

Whoever asks has a line of calls. A free worker takes the next call of who has had least of the
workers so far, so that one long line never keeps another from its first answer. A call can be
taken back while it runs: its worker is ended, and another one started in its place.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple, Protocol

from sim.experiment.workers.pool import ByName

SECONDS = 180.0
"""A call that takes longer is ended."""
MEMORY = 4 * 2**30
"""Bytes that a worker may use."""
FORGET = 30.0
"""Seconds after which a turn counts half: who was busy a while ago is not held back for it."""
DIED = "the worker process died, mostly for want of memory: a smaller book or fewer years need less"
SLOW = "it took longer than {:.0f} seconds: a smaller book or fewer years take less"


class Call(NamedTuple):
    """A function of a module with what it is given; `done` gets its value, `failed` a sentence.

    seconds: how long it may take; None for as long as any.
    """

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    done: Callable[[Any], None]
    failed: Callable[[BaseException | str], None]
    seconds: float | None = None


class Line(Protocol):
    """What somebody wants done; `next` gives a call, or None for now.

    visitor: whose it is. short: one call that somebody waits for, which goes before the long lines
    of the same visitor. over: nothing more will come of it; it is forgotten then.
    """

    visitor: str
    short: bool

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        ...

    def next(self) -> Call | None:
        """The next call that could run at once, taken out of the line."""
        ...


@dataclass
class _Worker:
    """A process, and what it is at."""

    process: ByName
    line: Line | None = None
    call: Call | None = None
    since: float = 0.0
    number: int = 0


@dataclass
class _Turns:
    """How much of the workers a visitor has had."""

    used: float = 0.0
    at: float = field(default_factory=time.monotonic)

    def now(self) -> float:
        """Seconds used, older ones counted less."""
        return self.used * 0.5 ** ((time.monotonic() - self.at) / FORGET)

    def add(self, seconds: float) -> None:
        """Note a turn."""
        self.used, self.at = self.now() + seconds, time.monotonic()


class Desk:
    """Workers and the lines before them. All methods may be called from any thread.

    workers: processes. begin: a function that each of them runs first (imports, limits). Calls to
    `done` and `failed` come from a thread of the desk, one at a time.
    """

    def __init__(
        self,
        workers: int,
        begin: Callable[..., Any] | None = None,
        arguments: tuple[Any, ...] = (),
        *,
        seconds: float = SECONDS,
    ) -> None:
        self.begin, self.arguments, self.seconds = begin, arguments, seconds
        self._changed = threading.Condition()
        self._lines: list[Line] = []
        self._turns: dict[str, _Turns] = {}
        self._finished: list[tuple[_Worker, int, Future[Any]]] = []
        self._given_up: list[Callable[[], None]] = []
        self._closed = False
        self._workers = [_Worker(self._started()) for _ in range(workers)]
        self._thread = threading.Thread(target=self._run, name="desk", daemon=True)
        self._thread.start()

    def add(self, line: Line) -> None:
        """Somebody asks."""
        with self._changed:
            if line not in self._lines:
                self._lines.append(line)
            self._changed.notify()

    def wake(self) -> None:
        """A line that had nothing to do has something now."""
        with self._changed:
            self._changed.notify()

    def remove(self, line: Line) -> None:
        """Nobody wants this any more: what runs for it is ended."""
        with self._changed:
            if line in self._lines:
                self._lines.remove(line)
            for worker in self._workers:
                if worker.line is line:
                    self._replace(worker)
            self._changed.notify()

    def close(self) -> None:
        """End all workers now, whatever they are doing."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join()
        for worker in self._workers:
            worker.process.drop()
        for worker in self._workers:
            worker.process.shutdown(wait=True, cancel_futures=True)

    def _started(self) -> ByName:
        process = ByName()
        if self.begin is not None:
            process.submit(self.begin, *self.arguments)
        return process

    def _run(self) -> None:
        while True:
            with self._changed:
                if not self._finished and not self._hand_out():
                    self._changed.wait(timeout=1.0)
                if self._closed:
                    return
                finished, self._finished = self._finished, []
                said, self._given_up = self._given_up, []
                said += [told for each in finished if (told := self._take_in(*each))]
                said += self._too_slow()
            for tell in said:
                with suppress(Exception):  # whoever is told looks after itself; the desk goes on
                    tell()

    def _hand_out(self) -> bool:
        """Give every free worker something to do; whether any got something."""
        given = False
        for worker in self._workers:
            if worker.call is None and (found := self._choose()):
                line, call = found
                given = True
                if getattr(worker.process, "_broken", False):
                    self._replace(worker)  # it died while it had nothing to do
                worker.number += 1
                try:
                    future = worker.process.submit(call.function, *call.arguments)
                except (BrokenExecutor, OSError):
                    self._given_up.append(partial(call.failed, DIED))
                    self._replace(worker)
                    continue
                worker.line, worker.call, worker.since = line, call, time.monotonic()
                future.add_done_callback(partial(self._done, worker, worker.number))
        return given

    def _choose(self) -> tuple[Line, Call] | None:
        """The next call of the visitor who has least: calls under way first, then time used."""
        busy: dict[str, int] = {}
        for worker in self._workers:
            if worker.line is not None:
                busy[worker.line.visitor] = busy.get(worker.line.visitor, 0) + 1

        self._lines = [line for line in self._lines if not line.over]
        used = {visitor: turns.now() for visitor, turns in self._turns.items()}

        def had(line: Line) -> tuple[int, float, bool]:
            return busy.get(line.visitor, 0), used.get(line.visitor, 0.0), not line.short

        for line in sorted(self._lines, key=had):
            call = line.next()
            if call is not None:
                return line, call
        return None

    def _done(self, worker: _Worker, number: int, future: Future[Any]) -> None:
        with self._changed:
            self._finished.append((worker, number, future))
            self._changed.notify()

    def _take_in(
        self, worker: _Worker, number: int, future: Future[Any]
    ) -> Callable[[], None] | None:
        """What is to be told of a finished call; None where nobody wants it any more."""
        if worker.number != number or worker.line is None or worker.call is None:
            return None
        call = worker.call
        turns = self._turns.setdefault(worker.line.visitor, _Turns())
        turns.add(time.monotonic() - worker.since)
        worker.line = worker.call = None
        error = future.exception()
        if error is None:
            return partial(call.done, future.result())
        if getattr(worker.process, "_broken", False):
            self._replace(worker)
            return partial(call.failed, DIED)
        return partial(call.failed, error)

    def _too_slow(self) -> list[Callable[[], None]]:
        """End what takes too long."""
        told: list[Callable[[], None]] = []
        for worker in self._workers:
            call = worker.call
            if call is None:
                continue
            most = self.seconds if call.seconds is None else call.seconds
            if time.monotonic() - worker.since > most:
                told.append(partial(call.failed, SLOW.format(most)))
                self._replace(worker)
        return told

    def _replace(self, worker: _Worker) -> None:
        """End the process of a worker, and start another."""
        old, worker.process = worker.process, self._started()
        worker.line = worker.call = None
        worker.number += 1
        old.drop()
        threading.Thread(
            target=old.shutdown, kwargs={"wait": True, "cancel_futures": True}, daemon=True
        ).start()
