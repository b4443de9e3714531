"""How commands end: exit codes, where the words go, and that nothing else is printed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from sim.base.faults import Fault, InputError
from sim.base.version import VERSION
from sim.cli import main, options
from sim.cli.door import Door

FAULTS = [Fault("x.yaml:3:1", "team.size", "-2 is not allowed"), Fault("x.yaml", "", "is empty")]


class Interrupted(KeyboardInterrupt):
    """As the experiment raises it."""


def ending(error):
    @click.group(cls=Door)
    def group():
        pass

    @group.command()
    def end():
        raise error

    return CliRunner().invoke(group, ["end"])


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (InputError(FAULTS), 2, "x.yaml:3:1: team.size: -2 is not allowed\nx.yaml: is empty\n"),
        (FileNotFoundError(2, "No such file", "a.csv"), 2, "a.csv: No such file\n"),
        (KeyboardInterrupt(), 130, "\ninterrupted\n"),
        (
            Interrupted("interrupted: 5 of 60 runs are finished and kept in r"),
            130,
            "\ninterrupted: 5 of 60 runs are finished and kept in r; "
            "the same command goes on from there\n",
        ),
        (click.UsageError("no"), 2, None),
    ],
)
def test_what_went_wrong_is_a_sentence_and_a_code(error, code, said):
    result = ending(error)
    assert result.exit_code == code
    assert result.stdout == ""
    assert said is None or result.stderr == said


def test_a_fault_of_ours_keeps_its_traceback():
    assert isinstance(ending(ZeroDivisionError()).exception, ZeroDivisionError)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["comprae"], "Did you mean 'compare'?"),
        (["run"], "Missing argument 'FILE'"),
        (["compare", "a.yaml"], "Missing argument 'CANDIDATES...'"),
        (["run", "a.yaml", "--replications", "0"], "neither 'auto' nor a whole number"),
        (["run", "a.yaml", "--replications", "many"], "neither 'auto' nor a whole number"),
        (["run", "a.yaml", "--workers", "0"], "--workers"),
        (["run", "a.yaml", "--set", "book.arr"], "not of the form PATH=VALUE"),
        (["run", "a.yaml", "--set", "=3"], "not of the form PATH=VALUE"),
        (["compare", "a.yaml", "b.yaml", "--equal", "people"], "'payroll', 'headcount'"),
        (["import", "a.csv", "b.csv"], "Missing option '--out'"),
        (["completion", "tcsh"], "'bash', 'zsh', 'fish'"),
    ],
)
def test_wrong_options_are_named(arguments, said):
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_version():
    assert CliRunner().invoke(main, ["--version"]).stdout == f"reorg {VERSION}\n"


def test_seed_and_years_are_overrides():
    found = options.resolved({"book.arr": "12M"}, 7, "1.5")
    assert found == {"book.arr": "12M", "seed": "7", "years": "1.5 years"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script_for_reorg(shell):
    result = CliRunner().invoke(main, ["completion", shell])
    assert result.exit_code == 0
    assert "_REORG_COMPLETE" in result.stdout


def test_completion_offers_scenario_files_only(tmp_path, monkeypatch):
    for name in ("a.yaml", "deep/er/b.yaml", ".hidden/c.yaml", "data.csv", "deep/notes.md"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    monkeypatch.chdir(tmp_path)
    assert completed("") == ["a.yaml", "deep/er/b.yaml"]
    assert completed("de") == ["deep/er/b.yaml"]
    assert completed("deep/") == ["deep/er/b.yaml"]
    assert completed("nowhere/") == []
    assert completed(f"{tmp_path}/a") == [f"{tmp_path}/a.yaml"]


def completed(typed):
    command = main.get_command(click.Context(main), "check")
    [argument] = [each for each in command.params if each.name == "files"]
    return [item.value for item in argument.shell_complete(click.Context(command), typed)]


def test_a_closed_pipe_is_quiet():
    script = f"{sys.executable} -m sim.cli compare --help | :"
    root = Path(__file__).parents[1]
    done = subprocess.run(script, shell=True, capture_output=True, text=True, cwd=root)
    assert done.stderr == ""
