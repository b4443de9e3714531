"""`reorg story` on a small result: every line is a row of a table, and can be looked up."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest
from click.testing import CliRunner

from sim.app.recalled import told_again
from sim.base.dates import Calendar
from sim.cli import main
from sim.present.story.choosing import customers, somebody
from sim.present.story.document import story_document
from sim.present.story.pair import kept
from sim.present.story.story import tell
from sim.present.story.world import Holder
from sim.present.subject import subject
from sim.tables import TABLES

BASE = """\
schema: 1
name: Generalists
extends: standard
years: 1.2 years
book: {arr: 1.5M, growth: 0.3}
team: {structure: generalist, size: 3}
people:
  base_quit_rate: 0.6
  roster: {ada: {role: csm, place: 1, leave: {a: {at: month 3, days: 15 days}}}}
"""
CHILD = """\
schema: 1
name: Specialists
extends: base.yaml
timeline:
  split: {at: month 6, set: {team.structure: specialised}}
"""
SAID = re.compile(r"dashboard says ([0-9.]+) .* the truth is ([0-9]\.[0-9]+)")


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """Results of a base and a candidate that is another from month 6 on."""
    folder = tmp_path_factory.mktemp("story")
    (folder / "base.yaml").write_text(BASE, encoding="utf-8")
    (folder / "child.yaml").write_text(CHILD, encoding="utf-8")
    files = [str(folder / name) for name in ("base.yaml", "child.yaml")]
    options = ["--replications", "2", "--workers", "1", "--quiet", "--json"]
    done = CliRunner().invoke(main, ["compare", *files, *options, "--out", str(folder / "r")])
    assert done.exit_code == 0, done.output
    return folder / "r"


@pytest.fixture(scope="module")
def about(here):
    return subject(*told_again(here))


def reorg(here, *arguments):
    return CliRunner().invoke(main, ["story", str(here), *arguments], catch_exceptions=False)


def document(here, *arguments):
    found = reorg(here, *arguments, "--json", "--quiet")
    assert (found.exit_code, found.stderr) == (0, "")
    return json.loads(found.stdout)


@pytest.fixture(scope="module")
def every(about):
    """Stories of many customers and of everybody in both worlds."""
    pair = kept(about, about.candidates[0])[0]
    people = pair.worlds[0].run["people"]
    seats = [
        Holder(*map(int, each)) for each in zip(people["seat"], people["occupant"], strict=True)
    ]
    choices = [*customers(pair), *(somebody(pair, each) for each in seats if each.seat >= 0)]
    return [tell(about, choice, asked=True) for choice in choices if choice is not None]


def test_every_line_is_a_row_and_has_its_date(every):
    kinds = {m.kind for story in every for each in story.moments for m in each}
    assert {"opening", "renewed", "churned", "lead resigns", "resigns", "left", "leave"} <= kinds
    for story in every:
        for place, world in enumerate(story.pair.worlds):
            told = story_document(story)["worlds"][place]
            start = Calendar(world.calendar.start)
            for each in told["moments"]:
                columns = world.run[each["table"]]
                when = float(columns[each["column"]][each["row"]])
                assert each["time"] == when
                assert each["date"] == start.date(when).isoformat()
                assert each["text"].rstrip().endswith(".")
                if "the truth is" in each["text"]:
                    _says_what_was_reported(world.run, each)
                for source in each["also"]:
                    assert source["table"] in TABLES
                    size = len(next(iter(world.run[source["table"]].values())))
                    assert all(0 <= row < size for row in source["rows"])
            for source in told["difference_from"]:
                assert source["rows"]


def _says_what_was_reported(run, told):
    """The numbers of the dashboard and of the truth stand in one of the rows of a line."""
    sources = [{"table": told["table"], "rows": [told["row"]]}, *told["also"]]
    weeks = [row for s in sources if s["table"] == "weekly_accounts" for row in s["rows"]]
    table = run["weekly_accounts"]
    known = {(f"{table['reported'][w]:.2f}", f"{table['health'][w]:.2f}") for w in weeks}
    assert SAID.search(told["text"]).groups() in known


def test_until_they_part_worlds_have_the_same_rows(every):
    change = 5 * 365.25 / 12
    for story in every:
        first, second = story.pair.worlds
        begins = min((m.time for each in story.moments for m in each), default=0.0)
        if begins < change and story.choice.kind == "customer":
            assert story.parted >= change - 1e-6
        for table in (
            ("weekly_accounts",) if story.choice.kind == "customer" else ("weekly_people",)
        ):
            key = "account" if table == "weekly_accounts" else "person"
            mine = []
            for world, row in zip((first, second), story.choice.rows, strict=True):
                rows = world.run[table]
                keep = (rows[key] == row) & (rows["time"] < story.parted)
                mine.append({c: rows[c][keep] for c in ("time", *_numbers(table))})
            assert all(np.array_equal(mine[0][c], mine[1][c]) for c in mine[0])


def _numbers(table):
    return {
        "weekly_accounts": ("arr", "health", "trust", "reported"),
        "weekly_people": ("burnout", "worked", "accounts"),
    }[table]


def test_two_stories_by_default_and_the_same_twice(here):
    one, two = reorg(here), reorg(here)
    assert one.exit_code == 0
    assert one.stdout == two.stdout
    assert "\x1b" not in one.stdout
    assert "chosen because it is telling; what holds on average is in the report" in (
        " ".join(one.stdout.split())
    )
    assert "seed 1 \u00b7 compares structures under stated assumptions; not a forecast" in (
        " ".join(one.stdout.split())
    )
    found = document(here)
    assert found == document(here)
    assert found["disclaimer"] == "compares structures under stated assumptions; not a forecast"
    assert [story["of"] for story in found["stories"]] == ["customer", "person"]
    for story in found["stories"]:
        choice = story["choice"]
        product = np.prod(list(choice["parts"].values()))
        assert choice["score"] == pytest.approx(product)
        assert all(other["score"] <= choice["score"] for other in choice["runners_up"])
        assert [world["scenario"] for world in story["worlds"]] == ["Generalists", "Specialists"]


def test_what_is_asked_for_is_told(here):
    account = document(here, "--account", "smb-1", "--world", "1")
    assert [(s["of"], s["name"], s["world"]) for s in account["stories"]] == [
        ("customer", "smb-1", 1)
    ]
    for wanted in ("ada", "Ada", "0", "person 0", "0.0"):
        [person] = document(here, "--person", wanted, "--world", "0")["stories"]
        assert (person["of"], person["name"], person["called"]) == ("person", "0", "Ada")
    both = document(here, "--person", "1", "--account", "smb-1", "--candidate", "Specialists")
    assert [story["of"] for story in both["stories"]] == ["customer", "person"]
    assert document(here, "--candidate", "1") == document(here)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--account", "smb-01"], "'smb-01' is no account of every world"),
        (["--account", "smb_1"], "did you mean"),
        (["--person", "77"], "'77' is nobody in every world: SEAT or SEAT.OCCUPANT"),
        (["--person", "adda"], "a name of the roster: ada (did you mean ada?)"),
        (["--world", "5"], "5 is not kept whole: one of 0, 1"),
        (["--candidate", "2"], "'2' is none: a name or a number: 1 is Specialists"),
        (["--candidate", "Specialist"], "did you mean Specialists?"),
        (["--out", "x.gif"], "'x.gif' is no picture: one of .svg, .png, .pdf"),
        (["--of", "zz"], "names 0 of 1 experiments"),
    ],
)
def test_what_is_not_there_is_refused_in_a_sentence(here, arguments, said):
    found = reorg(here, *arguments)
    assert found.exit_code == 2
    assert found.stdout == ""
    assert said in found.stderr
    assert "Traceback" not in found.stderr


def test_the_timeline_is_written_on_request(here, tmp_path):
    one = tmp_path / "a" / "line.svg"
    found = reorg(here, "--account", "smb-1", "--out", str(one))
    assert f"Written: {one.as_posix()}" in found.stderr
    assert one.read_text(encoding="utf-8").startswith("<?xml")
    files = document(here, "--out", str(tmp_path / "b.png"))["files"]
    assert files == [(tmp_path / f"b-{kind}.png").as_posix() for kind in ("customer", "person")]
    assert all(
        (tmp_path / f"b-{k}.png").read_bytes()[:4] == b"\x89PNG" for k in ("customer", "person")
    )


def test_results_without_whole_runs_are_refused(here, monkeypatch):
    from dataclasses import replace

    from sim.app import telling

    found, told = told_again(here)
    bare = replace(found, base=replace(found.base, runs=()))
    monkeypatch.setattr(telling, "told_again", lambda *_: (bare, told))
    refused = reorg(here)
    assert refused.exit_code == 2
    assert "keep no whole run" in refused.stderr
