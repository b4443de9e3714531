"""Options and arguments that several commands share, each written once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from pathlib import Path

Command = Callable[..., Any]
DEPTH = 4
"""How many folders down the completion of a file name looks."""


def _scenario_files(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Scenario files whose path begins as typed, in this folder and those below."""
    from pathlib import Path

    typed = Path(incomplete)
    top = typed if incomplete.endswith("/") else typed.parent
    paths = sorted(path.as_posix() for path in _yaml_below(top, DEPTH))
    return [CompletionItem(path) for path in paths if path.startswith(incomplete)]


def _yaml_below(folder: Path, depth: int) -> Iterator[Path]:
    try:
        entries = [entry for entry in folder.iterdir() if not entry.name.startswith(".")]
    except OSError:
        return
    for entry in entries:
        if entry.is_dir() and depth:
            yield from _yaml_below(entry, depth - 1)
        elif entry.suffix == ".yaml":
            yield entry


def pairs(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """`path=value` texts as a mapping; raises `click.BadParameter` where there is no `=`."""
    found = {}
    for text in given:
        path, equals, value = text.partition("=")
        if not (path.strip() and equals):
            raise click.BadParameter(f"{text!r} is not of the form PATH=VALUE.")
        found[path.strip()] = value.strip()
    return found


class Replications(click.ParamType):  # type: ignore[type-arg]
    """A number of replications, 1 or more, or `auto`."""

    name = "N|auto"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int | str:
        """The number, or "auto"; fails with click's own message."""
        text = str(value)
        if text == "auto":
            return text
        if not (text.isascii() and text.isdigit() and int(text) >= 1):
            self.fail(f"{text!r} is neither 'auto' nor a whole number, 1 or more.", param, ctx)
        return int(text)


def scenarios(name: str, *, many: bool = False) -> Callable[[Command], Command]:
    """A scenario file, or several; whether they exist is for the reader of scenarios to say."""
    return click.argument(
        name, nargs=-1 if many else 1, required=True, shell_complete=_scenario_files
    )


overrides = click.option(
    "--set",
    "overrides",
    multiple=True,
    metavar="PATH=VALUE",
    callback=pairs,
    help="Set one field of every scenario: --set culture.hero_inclination=0.2 (repeatable).",
)
replications = click.option(
    "--replications",
    type=Replications(),
    default="30",
    show_default=True,
    help="How many times to live through it; auto looks after 10, 20, 40, ... and stops when sure.",
)
seed = click.option("--seed", type=click.IntRange(min=0), help="Seed of all random streams.")
years = click.option("--years", metavar="Y", help="Simulated years, such as 1.5.")
workers = click.option(
    "--workers", type=click.IntRange(min=1), help="Processes to use.  [default: all cores]"
)
cluster = click.option(
    "--cluster",
    metavar="ADDRESS",
    help="A dask scheduler that runs, instead of processes here: tcp://host:8786, or its file.",
)
shard = click.option(
    "--shard",
    metavar="I/N",
    help="Only part I of N, for array jobs; auto reads the variables of Slurm and Kubernetes.",
)
by = click.option(
    "--by",
    type=click.Choice(["segment", "role", "quarter", "pilot", "moved"]),
    multiple=True,
    help="Split the measures of the JSON document, too (repeatable).",
)
out = click.option(
    "--out",
    type=click.Path(file_okay=False),
    help="Folder of results, charts and report.  [default: one under results/]",
)
keep = click.option(
    "--keep",
    type=click.Choice(["weekly", "tables"]),
    default="weekly",
    show_default=True,
    help="What to store of a run: its weekly series, or the tables of every run, too.",
)
dry_run = click.option(
    "--dry-run",
    is_flag=True,
    default=False,
    help="Only say how many runs and how long; up to three runs are timed, and thrown away.",
)
no_timing = click.option(
    "--no-timing", is_flag=True, default=False, help="With --dry-run: do not even time a run."
)
result = click.argument("folder", metavar="RESULT", type=click.Path())
wanted = click.option(
    "--of",
    "wanted",
    default="",
    metavar="KEY",
    help="Which experiment, where the folder holds several.",
)
as_json = click.option(
    "--json", "as_json", is_flag=True, default=False, help="One JSON document on stdout."
)
quiet = click.option("--quiet", is_flag=True, default=False, help="No progress, no remarks.")


def simulation(command: Command) -> Command:
    """All options of a command that simulates, in the order in which help lists them."""
    every = (overrides, replications, seed, years, workers, cluster, by, out, keep, as_json, quiet)
    for option in reversed(every):
        command = option(command)
    return command


def timed(dry_run: bool, no_timing: bool) -> bool:
    """Whether a dry run times a few runs; raises `click.UsageError` where there is none."""
    if no_timing and not dry_run:
        raise click.UsageError("--no-timing goes with --dry-run.")
    return not no_timing


def resolved(overrides: dict[str, str], seed: int | None, years: str | None) -> dict[str, str]:
    """`--seed` and `--years` as what they are: two more overrides."""
    short = {
        "seed": None if seed is None else str(seed),
        "years": None if years is None else f"{years} years",
    }
    return {**overrides, **{path: text for path, text in short.items() if text is not None}}


def results_of(command: str, *files: str) -> str:
    """The folder of results where `--out` names none: `results/compare-generalist-specialised`."""
    from pathlib import Path

    return str(Path("results", "-".join([command, *(Path(file).stem for file in files)])))
