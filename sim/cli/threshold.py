"""`reorg threshold`: where one structure overtakes another along an assumption."""

from __future__ import annotations

import click

from sim.cli import options, studying
from sim.cli.show import show


@click.command("threshold")
@studying.study
@click.option(
    "--parameter", metavar="NAME", help="What is varied.  [default: the study's only factor]"
)
@studying.measure
@studying.candidate
@click.option(
    "--target", default="0", show_default=True, metavar="VALUE", help="What is to be crossed."
)
def command(
    study: str,
    overrides: dict[str, str],
    replications: int | None,
    workers: int | None,
    cluster: str | None,
    out: str | None,
    dry_run: bool,
    no_timing: bool,
    as_json: bool,
    quiet: bool,
    parameter: str | None,
    measure: str | None,
    candidate: int | None,
    target: str,
) -> None:
    """Find where a measure, or the difference between two structures, crosses zero or a target.

    Looks along the range in a grid, then ever closer, in the same worlds at every point; gives the
    crossing with a 95 % interval, or says on which side the answer stays.
    """
    from sim.app.threshold import threshold_file

    folder = out or options.results_of("threshold", study)
    answer = threshold_file(
        study,
        studying.opening(
            overrides, measure, replications, workers, cluster, folder, quiet, dry_run, no_timing
        ),
        parameter=parameter,
        candidate=candidate,
        target=target,
        files=bool(out) or not as_json,
    )
    show(answer, as_json, quiet)
