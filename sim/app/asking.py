"""`reorg new`: from the answers of a leader to a solved, commented scenario file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sim.app.answer import Answer, next_commands
from sim.app.fitting import Fit, announced, fitted, replications_for
from sim.base.faults import Fault, InputError
from sim.base.units import UnitError
from sim.experiment.replications import Progress
from sim.scenario import asking
from sim.scenario.asking import QUESTIONS, Question
from sim.scenario.asking.answers import NONE, usual_text


class Interview:
    """The questions that are still open, and what has been answered.

    given: texts by question, from options. Raises InputError with all that is wrong in them.
    """

    def __init__(self, given: Mapping[str, str]) -> None:
        self.texts = dict(given)
        self.known: dict[str, Any] = {}
        faults = []
        for question in QUESTIONS:
            if question.name in self.texts:
                try:
                    self._note(question.name, self.texts[question.name])
                except UnitError as error:
                    faults.append(Fault(question.option, "", str(error)))
        if faults:
            raise InputError(faults)

    def open(self) -> Iterator[Question]:
        """What is not answered yet, in order."""
        return (question for question in QUESTIONS if question.name not in self.texts)

    def usual(self, name: str) -> str:
        """The answer of who does not know."""
        return usual_text(name, self.known)

    def take(self, name: str, text: str) -> None:
        """Note an answer; the usual one counts as not given. Raises InputError."""
        usual = self.usual(name)
        try:
            self._note(name, text)
        except UnitError as error:
            raise InputError(str(error)) from None
        if text != usual:
            self.texts[name] = text

    def _note(self, name: str, text: str) -> None:
        if text.strip() == NONE:
            return
        try:
            self.known[name] = asking.checked_text(name, text, self.known)
        except KeyError:
            return  # it is checked against what is not answered yet when all is


def check_out(out: Path, *, force: bool) -> None:
    """Raises InputError where the file may not be written."""
    asking.check_target(out, force=force)


def new_scenario(
    out: Path,
    given: Mapping[str, str],
    *,
    presets: bool,
    name: str | None = None,
    currency: str = "USD",
    force: bool = False,
    replications: int | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
    say: Callable[[str], None] | None = None,
) -> Answer:
    """The answers in `given` (texts by question), solved and written to `out`.

    presets: what is not given is taken as usual for the size. replications: of each round of the
    search; None: so many that it takes about half a minute on two cores. say: is told how long.
    Raises InputError with nothing written.
    """
    asking.check_target(out, force=force)
    answers = asking.answers(given, presets=presets)
    draft = asking.draft(answers, name or out.stem.replace("_", " "), currency)
    count = replications or replications_for(answers.heads)
    if say is not None:
        say(announced(count, answers.heads, workers))
    fit = fitted(draft, count, workers, progress)
    asking.write_text(out, asking.scenario_text(fit.draft, fit.lines), force=force)
    return Answer(
        f"{fit.text}\n\nWrote {out}.", _data(out, answers, fit, count), (next_commands(out),)
    )


def _data(out: Path, answers: asking.Answers, fit: Fit, replications: int) -> dict[str, Any]:
    """The new scenario for machines."""
    return {
        "scenario": str(out),
        "answers": {
            name: {"answer": text, "asked": name in answers.asked}
            for name, text in answers.texts.items()
        },
        "fit": [asdict(row) for row in fit.rows],
        "solved": dict(fit.solved),
        "remarks": list(fit.remarks),
        "replications": replications,
        "fresh_worlds": list(fit.fresh),
    }
