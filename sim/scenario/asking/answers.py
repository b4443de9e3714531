"""Answers: what was said, and for the rest what is usual for a company of that size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.base.faults import Fault, InputError
from sim.base.units import UnitError
from sim.scenario.asking.questions import BY_NAME, QUESTIONS, Known, Question

NONE = "-"
"""What is typed for an optional answer that there is not."""


@dataclass(frozen=True)
class Answers:
    """Values by question (those that there are), texts as given or usual, and who was asked.

    asked: the questions that somebody answered; the others have their usual answer.
    """

    values: Mapping[str, Any]
    texts: Mapping[str, str]
    asked: tuple[str, ...]

    def note(self, name: str) -> str:
        """What a line of the file says of where it comes from."""
        return "asked" if name in self.asked else f"preset ({BY_NAME[name].source})"

    @property
    def heads(self) -> int:
        """People in all."""
        return sum(self.values["people"].values())

    @property
    def turnover(self) -> float:
        """Exits last year as a share of the team."""
        number, sort = self.values["exits"]
        return float(number if sort == "share" else number / self.heads)


def answers(given: Mapping[str, str], *, presets: bool) -> Answers:
    """The answers in texts by question. Raises InputError with every fault, by option.

    presets: what is not given is taken as usual; else it is missing.
    """
    faults: list[Fault] = []
    missing: list[str] = []
    values: dict[str, Any] = {}
    texts: dict[str, str] = {}
    for question in QUESTIONS:
        text = given.get(question.name)
        if text is None and not (presets and question.usual):
            if question.usual:
                missing.append(question.option)
            continue
        try:
            text = usual_text(question.name, values) if text is None else text
            if not (question.usual is None and text.strip() == NONE):
                values[question.name] = checked_text(question.name, text, values)
                texts[question.name] = text
        except UnitError as error:
            faults.append(Fault(question.option, "", str(error)))
        except KeyError:
            continue  # what this answer hangs on is faulty itself
    if missing:
        message = "missing, and nobody can be asked here: give them, or --yes for what is usual"
        faults.append(Fault(", ".join(missing), "", message))
    if faults:
        raise InputError(faults)
    return Answers(values, texts, tuple(name for name in given if name in values))


def usual_text(name: str, known: Known) -> str:
    """The usual answer, given what is known; '-' for an optional one.

    Raises KeyError where too little is known.
    """
    usual = BY_NAME[name].usual
    return NONE if usual is None else usual(known)


def checked_text(name: str, text: str, known: Known) -> Any:
    """The value of an answer. Raises UnitError if it is none, or does not fit what is known."""
    question: Question = BY_NAME[name]
    value = question.read(text)
    if name == "nrr" and value < known["grr"]:
        allowed = f"at least GRR, {known['grr']:.4g}: it has the same losses, and expansion"
        raise UnitError(f"'{text}' is not allowed", allowed)
    if name in ("term", "onboarding"):
        missing = [segment for segment in known["customers"].by_segment if segment not in value]
        if missing:
            raise UnitError(f"nothing is said of {', '.join(missing)}", "a value for each segment")
    return value
