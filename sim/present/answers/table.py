"""The table of answers: what each says in a sentence, and the table under it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from rich.padding import Padding
from rich.text import Text

from sim.present.answers import decision, ensemble, futures, heat, seek, sensitivity, threshold
from sim.present.answers.wording import Document
from sim.present.terminal import plain_table, rendered, screen_width


class Told(NamedTuple):
    """How one kind of answer is told: sentence, heads of the columns, rows, a note under them."""

    sentence: Callable[[Document], str]
    titles: Callable[[Document], tuple[str, ...]]
    rows: Callable[[Document], list[tuple[str, ...]]]
    note: str


TEXTS = {
    "tornado": Told(
        sensitivity.tornado_sentence,
        lambda _: ("Low", "Answer", "High", "Answer", "Swing", "95 % interval", "Sign flips"),
        sensitivity.tornado_rows,
        "One factor at a time, the others as in the base; between its ends nothing is looked at. "
        "Each interval is for one factor; the sentence widens them (Bonferroni), since it picks "
        "from all.",
    ),
    "morris": Told(
        sensitivity.morris_sentence,
        lambda _: ("mu*", "95 % interval", "Mean effect", "sigma", "Luck alone"),
        sensitivity.morris_rows,
        "mu*: mean size of effects over the whole range. sigma: their spread; large where an "
        "effect is bent or depends on others. Luck alone: the mu* of a factor without effect. Each "
        "interval is for one factor; the sentence widens them (Bonferroni), since it picks from "
        "all.",
    ),
    "sobol": Told(
        sensitivity.sobol_sentence,
        lambda _: ("By itself", "With others"),
        sensitivity.sobol_rows,
        "Shares of the variance between points; they need not add up to 100 %.",
    ),
    "information": Told(
        decision.information_sentence,
        lambda _: ("Worth", "95 % interval", "Other choice at"),
        decision.information_rows,
        "What it is worth, on average, to know a number exactly before choosing.",
    ),
    "losing": Told(
        decision.losing_sentence,
        lambda _: ("Worlds", "Lost", "Share"),
        decision.losing_rows,
        "The box was found in one half of the points and is counted in the other.",
    ),
    "futures": Told(
        futures.futures_sentence,
        lambda _: futures.COLUMNS,
        futures.futures_rows,
        "A future is one draw of all assumptions, each in its range, with luck of its own. Low and "
        "high: the halves of a range. Each interval is for one assumption; the sentence widens "
        "them (Bonferroni), since it picks from all.",
    ),
    "heat": Told(
        heat.heat_sentence,
        lambda document: tuple(heat.axis_words(document, document["x"])),
        heat.heat_rows,
        "Down the second factor, across the first.",
    ),
    "threshold": Told(
        threshold.threshold_sentence,
        lambda _: ("Answer", "95 % interval"),
        threshold.threshold_rows,
        "Every point lives through the same replications.",
    ),
    "seek": Told(
        seek.seek_sentence,
        seek.seek_titles,
        seek.seek_rows,
        "Means in the worlds of the search, the cheapest setting first.",
    ),
}
"""Kind of answer -> how it is told."""


def answer_text(kind: str, document: Document) -> str:
    """The sentence, the table and the note, for a terminal."""
    told, width = TEXTS[kind], screen_width()
    sentences = (
        told.sentence(document),
        ensemble.crossings_sentence(document),
        ensemble.ensemble_sentence(document),
    )
    rows = [tuple(Text(cell) for cell in row) for row in told.rows(document)]
    return rendered(
        [
            *(Padding(Text(text), (0, 0, 1, 0)) for text in sentences if text),
            plain_table(told.titles(document), rows, width),
            Text(""),
            Text(told.note, "dim"),
        ],
        width=width,
    )
