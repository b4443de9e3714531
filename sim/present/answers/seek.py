"""A search for the cheapest setting, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.present import labels
from sim.present.answers.wording import Document, at_words, between
from sim.present.reading import number
from sim.present.words import Scale, count_words, listed, scale

Rows = list[tuple[str, ...]]
KINDS = {"at_least": "at least", "at_most": "at most"}


def seek_sentence(document: Document) -> str:
    """The setting, what it reaches in fresh worlds; or what comes nearest."""
    goals = listed(
        f"{labels.noun(name)} {KINDS[kind]} {_scale(document, name).plain(value)}"
        for name, kind, value in targets(document)
    )
    chosen, again = document["chosen"], document["confirmation"]
    if chosen is None:
        return _nothing(document, goals)
    reached = _reached(document, again)
    text = (
        f"The cheapest setting tried that meets {goals} is {setting_words(document, chosen)}. In "
        f"{count_words(again['replications'], 'fresh world')} it gives {reached}."
    )
    return text + _failed(document)


def _reached(document: Document, setting: Mapping[str, Any]) -> str:
    """The measures that have a target, each with its interval."""
    wanted = {name for name, _, _ in targets(document)}
    return listed(
        f"{labels.noun(name)} {_scale(document, name).plain(number(found['mean']))} "
        f"(95 % interval {between(_scale(document, name), found, document['units'][name], name)})"
        for name, found in setting["measures"].items()
        if name in wanted
    )


def _failed(document: Document) -> str:
    failed = [setting_words(document, each) for each in document["failed"]]
    if not failed:
        return ""
    return f" Cheaper by the search, but not met in fresh worlds: {listed(failed)}."


def _nothing(document: Document, goals: str) -> str:
    near = document["nearest"]
    missed = _reached(document, near)
    return (
        f"Nothing that was tried meets {goals}. Nearest is {setting_words(document, near)}, with "
        f"{missed}.{_failed(document)}"
    )


def targets(document: Document) -> list[tuple[str, str, float]]:
    """Measure, kind and value of every target."""
    return [(each["measure"], each["kind"], each["value"]) for each in document["targets"]]


def setting_words(document: Document, setting: Mapping[str, Any]) -> str:
    """'team.size 11 people and culture.hero_inclination 0.3': every path that is set."""
    units = document["paths"]
    return listed(
        f"{path} {at_words(at, units.get(path, ''), document['currency'])}"
        for path, at in setting["sets"].items()
    )


def _scale(document: Document, measure: str) -> Scale:
    tried = [each["measures"][measure] for each in document["tried"]]
    halves = [(number(f["hi"]) - number(f["lo"])) / 2 for f in tried]
    return scale(
        document["units"].get(measure, "-"),
        [number(f["mean"]) for f in tried],
        currency=document["currency"],
        finest=min((h for h in halves if h > 0), default=None),
    )


def seek_rows(document: Document) -> Rows:
    """Every setting that was tried, the cheapest first: measures, whether all targets are met."""
    names = list(document["tried"][0]["measures"])
    ordered = sorted(document["tried"], key=lambda each: number(each["cost"]))
    return [
        (
            setting_words(document, each),
            *(_scale(document, n).plain(number(each["measures"][n]["mean"])) for n in names),
            "yes" if each["meets"] else "no",
        )
        for each in ordered
    ]


def seek_titles(document: Document) -> tuple[str, ...]:
    """Heads of the columns behind the first."""
    return (*(labels.label(name) for name in document["tried"][0]["measures"]), "Targets met")
