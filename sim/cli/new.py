"""`reorg new`: a scenario from the ten numbers that a leader knows."""

from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING, Any

import click

from sim.cli import options
from sim.cli.progress import teller
from sim.cli.show import show, to_stderr

if TYPE_CHECKING:
    from sim.app.asking import Interview

ANSWERS = (
    ("arr", "AMOUNT", "ARR today: 8M."),
    ("customers", "LIST", "By segment: 'enterprise=20, mid_market=90', or what one pays: 120k."),
    ("growth", "SHARE", "ARR of new customers a year: '35 %'."),
    ("people", "LIST", "7, or by role: 'csm=6, onboarding_specialist=1'."),
    ("grr", "SHARE", "Gross retention last year: '92 %'."),
    ("nrr", "SHARE", "Net retention last year: '103 %'."),
    ("exits", "NUMBER", "People who quit last year: 2, or '20 %' of the team."),
    ("non_cs", "SHARE", "Client time on work that other teams owe: '30 %'."),
    ("term", "TERM", "annual, monthly or multi_year, or by segment."),
    ("cost", "AMOUNT", "Loaded cost of a head a year: 145k, or by role."),
    ("fill", "TIME", "To fill a vacancy: '9 weeks'."),
    ("ramp", "TIME", "Until a newcomer is at 80 % of full speed: '6 months'."),
    ("burned_out", "SHARE", "Optional: of the team that is burned out."),
    ("evenings", "SHARE", "Optional: who work evenings or weekends in a usual week."),
    ("influenceable", "SHARE", "Optional: of churn that CS can influence at all."),
    ("onboarding", "TIME", "Optional: work to onboard a customer, or by segment."),
)
"""Name of the question, what its option takes, and its help; the questions are asked in full."""
WIDTH = 88
GIVEN = "sim.cli.new.given"


def _note(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    """Keep an answer with the context, by the name of its question."""
    if value is not None:
        ctx.meta.setdefault(GIVEN, {})[param.name] = value


def _answers(command: options.Command) -> options.Command:
    """An option for every question."""
    for name, metavar, text in reversed(ANSWERS):
        flag = f"--{name.replace('_', '-')}"
        command = click.option(
            flag, name, metavar=metavar, help=text, expose_value=False, callback=_note
        )(command)
    return command


@click.command("new")
@click.argument("file", type=click.Path(dir_okay=False))
@_answers
@click.option(
    "--yes", is_flag=True, default=False, help="Ask nothing: what is not given is as usual."
)
@click.option("--name", help="Name of the scenario.  [default: from the file]")
@click.option("--currency", default="USD", show_default=True, help="Currency of all amounts.")
@click.option("--force", is_flag=True, default=False, help="Write over a file that is there.")
@click.option(
    "--replications",
    type=click.IntRange(min=2),
    help="Worlds in a round of the search.  [default: 4 to 16, by the size of the team]",
)
@options.workers
@options.as_json
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    file: str,
    yes: bool,
    name: str | None,
    currency: str,
    force: bool,
    replications: int | None,
    workers: int | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Ask for the ten numbers a leader knows, and write a scenario that is like your company.

    Every number can be an option, too. Work content, quitting, churn and expansion are then solved
    in simulated worlds, so that the company in FILE has your turnover and retention; prints how
    well it fits.
    """
    from pathlib import Path

    from sim.app.asking import Interview, check_out, new_scenario

    check_out(Path(file), force=force)
    interview = Interview(ctx.meta.get(GIVEN, {}))
    asks = not yes and _interactive()
    if asks:
        _ask(interview)
    answer = new_scenario(
        Path(file),
        interview.texts,
        presets=yes or asks,
        name=name,
        currency=currency,
        force=force,
        replications=replications,
        workers=workers,
        progress=teller(quiet),
        say=None if quiet else to_stderr,
    )
    show(answer, as_json, quiet)


def _interactive() -> bool:
    """Whether somebody sits at the terminal and can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _ask(interview: Interview) -> None:
    """Ask what is open; a wrong answer is asked for again."""
    to_stderr("Enter takes what stands in brackets: what is usual. Ctrl-C leaves without a file.")
    for question in list(interview.open()):
        to_stderr(f"\n{textwrap.fill(question.help, WIDTH)}")
        click.prompt(
            question.prompt,
            default=interview.usual(question.name),
            value_proc=_taken(interview, question.name),
            err=True,
        )


def _taken(interview: Interview, name: str) -> Any:
    """What `click.prompt` calls with an answer; it asks again where that raises."""

    def take(text: str) -> str:
        from sim.base.faults import InputError

        try:
            interview.take(name, text)
        except InputError as error:
            raise click.UsageError(str(error)) from None
        return text

    return take
