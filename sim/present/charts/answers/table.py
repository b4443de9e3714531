"""The table of charts of answers: kind of answer -> function of its document."""

from __future__ import annotations

from collections.abc import Callable

from sim.present.answers.wording import Document
from sim.present.charts.answers.bars import information, sobol
from sim.present.charts.answers.futures import futures
from sim.present.charts.answers.heat import heat
from sim.present.charts.answers.morris import morris
from sim.present.charts.answers.threshold import threshold
from sim.present.charts.answers.tornado import tornado
from sim.present.charts.picture import Picture

CHARTS: dict[str, Callable[[Document], Picture]] = {
    chart.__name__: chart
    for chart in (tornado, morris, sobol, information, futures, threshold, heat)
}
"""`seek` and `losing` have a sentence and a table, and no chart."""
