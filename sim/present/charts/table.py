"""The table of charts, over which reports and folders loop. A new chart is a function and a row."""

from __future__ import annotations

from collections.abc import Callable

from sim.present.charts.burnout import burnout
from sim.present.charts.bus_factor import bus_factor
from sim.present.charts.dashboard import dashboard
from sim.present.charts.differences import differences
from sim.present.charts.headcount import headcount
from sim.present.charts.hours import hours
from sim.present.charts.interaction import interaction
from sim.present.charts.j_curve import j_curve
from sim.present.charts.masking import masking
from sim.present.charts.over_time import account_survival, arr, book, people_survival
from sim.present.charts.picture import Picture
from sim.present.charts.ribbons import ribbons
from sim.present.charts.saying import said
from sim.present.charts.serving import serving
from sim.present.charts.standing import standing
from sim.present.charts.waterfall import waterfall
from sim.present.subject import Subject

CHARTS: dict[str, Callable[[Subject], Picture | None]] = {
    chart.__name__: chart
    for chart in (
        differences,
        arr,
        waterfall,
        headcount,
        hours,
        burnout,
        book,
        account_survival,
        people_survival,
        ribbons,
        bus_factor,
        dashboard,
        masking,
        serving,
        j_curve,
        standing,
        interaction,
    )
}
"""Name -> function; it gives None where the results do not have what it shows."""


def pictures(subject: Subject) -> list[Picture]:
    """Every chart that these results allow, in the order of CHARTS and in the theme's words."""
    found = (chart(subject) for chart in CHARTS.values())
    return [said(picture, subject.theme) for picture in found if picture is not None]
