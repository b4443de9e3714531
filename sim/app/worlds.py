"""What `run` and `compare` have in common: results shown, and lost workers in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sim.app.answer import Answer
from sim.base.faults import Fault, InputError
from sim.present.subject import subject
from sim.tables.results import Comparison, Result

MORE = "Ask for more (--replications 30); those that are there are not computed again."
"""What can be done about few worlds, where there is a command line."""


def shown(
    found: Result | Comparison, document: Mapping[str, Any], out: Path, pictures: bool
) -> Answer:
    """Results as an Answer: tables in words, `document` for machines.

    pictures: `charts/` and `report.html` in the folder `out` are written, too. It is remarked where
    few worlds carry a comparison.
    """
    from sim.present.terminal import of_subject

    about = subject(found, document)
    remarks = [f"{few} {MORE}"] if (few := about.too_few()) else []
    if pictures:
        from sim.present.charts.folder import write_pictures
        from sim.present.charts.table import pictures as drawn
        from sim.present.report import write_report

        every = drawn(about)
        write_pictures(every, about.foot(), out / "charts")
        report = write_report(about, out / "report.html", every)
        remarks.append(f"Report: {report}")
    return Answer(of_subject(about), document, tuple(remarks))


@contextmanager
def workers_in_words() -> Iterator[None]:
    """Turns lost workers into InputError: so many, or that cluster, were the wrong choice."""
    from sim.experiment.executors import WorkerLostError

    try:
        yield
    except WorkerLostError as error:
        raise InputError(Fault(error.option, "", str(error))) from error
