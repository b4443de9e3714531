"""The ledger with a tiny organisation: shared worlds, resuming, what is not run, exit codes."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from sim.app.claims import run_claims
from sim.claims import book
from sim.claims.experiment import one, pair
from sim.claims.forms import difference, level
from sim.claims.ledger import Ledger, Row
from sim.claims.table import Claim
from sim.claims.targets import Target
from sim.cli import main
from sim.experiment.replications import Worlds
from tests.experiment.fake import calls, engine, simulate_counted

MEASURES = ("grr", "csm_turnover", "utilisation", "renewal_churn")
inf = float("inf")


def row(identifier, experiment, low=0.0, high=inf, role="HOLD"):
    claim = Claim(identifier, "S0", role, "A claim", "A note.")
    return Row(claim, Target(identifier, "a quantity", low, high, "S0", role), experiment)


@pytest.fixture
def traces(tmp_path):
    folder = tmp_path / "traces"
    folder.mkdir()
    return folder


@pytest.fixture
def ledger(tmp_path):
    def make(**more):
        made = engine(simulate_counted)._replace(measures=MEASURES)

        def live(sides, n, first=0):
            store = tmp_path / "worlds"
            worlds = Worlds(sides, engine=made, store=store, keep="values", first=first)
            worlds.fill(n, lambda _: True, workers=1)
            return worlds.results()

        return Ledger(live, MEASURES, **{"replications": 3, **more})

    return make


def experiments(traces):
    base = {"question": str(traces), "years": 1}
    worse = {"people.base_quit_rate": 0.5}
    return [
        row("A", one("A", level("csm_turnover"), base)),
        row("B", pair("B", difference("csm_turnover"), base, worse, own=True)),
        row("C", pair("C", difference("grr"), base, worse, own=True)),
    ]


def run(ledger, rows):
    return ledger.run(rows, lambda entry: None)


def test_rows_share_their_worlds_and_a_folder_computes_none_twice(ledger, traces):
    entries = run(ledger(), experiments(traces))
    assert [entry.verdict.status for entry in entries] == [
        "reproduced",
        "reproduced",
        "not_reproduced",
    ]
    # Three replications of each of the two organisations that the three rows are made of.
    assert len(calls(traces, "Standard")) == 6
    again = run(ledger(), experiments(traces))
    assert len(calls(traces, "Standard")) == 6
    assert [entry.found for entry in again] == [entry.found for entry in entries]


def test_more_replications_compute_what_is_missing(ledger, traces):
    rows = experiments(traces)[:1]
    run(ledger(), rows)
    assert run(ledger(replications=5), rows)[0].replications == 5
    assert calls(traces, "Standard") == [0, 1, 2, 3, 4]


def test_quick_gives_every_row_few_replications(ledger):
    first = ledger(quick=True, replications=None)
    wanted = one("A", level("grr"), {}, 40)
    assert first.replications_of(wanted) == 4
    assert first.replications_of(one("A", level("grr"), {}, 8)) == 2


def test_what_the_tree_or_the_measures_lack_is_not_run(ledger):
    rows = [
        row("A", one("A", level("grr"), {"culture.no_such_key": 1})),
        row("B", one("B", level("no_such_measure"), {})),
        row("C", one("C", level("grr"), {"team.size": -2})),
        Row(Claim("D", "S0", "CTX", "A view", "No measure.")),
        Row(Claim("E", "S0", "IN", "A lever", "It is an input.")),
    ]
    entries = run(ledger(), rows)
    assert [entry.verdict.status for entry in entries] == ["untestable"] * 4 + ["input"]
    whys = [entry.verdict.why for entry in entries]
    assert whys[0] == "not run: needs culture.no_such_key"
    assert whys[1] == "not run: needs no_such_measure"
    assert whys[2].startswith("not run: ")
    assert "-2 is not allowed" in whys[2]
    assert whys[3:] == ["No measure.", "It is an input."]


@pytest.mark.parametrize(("role", "missed"), [("CAL", True), ("HOLD", False), ("XC", False)])
def test_only_a_missed_calibration_is_a_no(monkeypatch, tmp_path, traces, role, missed):
    base = {"question": str(traces), "years": 1}
    rows = [row("A", one("A", level("grr"), base), low=2.0, role=role)]
    monkeypatch.setattr(book, "rows", lambda: rows)
    made = engine()._replace(measures=MEASURES)
    found = run_claims(out=tmp_path / "worlds", replications=3, workers=1, engine=made)
    assert found.missed == missed
    assert found.answer.data[0]["status"] == "not_reproduced"
    monkeypatch.setattr("sim.app.claims.the_model", lambda own: made)
    result = CliRunner().invoke(main, ["claims", "--workers", "1", "--replications", "3",
                                       "--out", str(tmp_path / "worlds"), "--json"])  # fmt: skip
    assert result.exit_code == (1 if missed else 0)
    assert json.loads(result.stdout)[0]["why"].endswith("A note.")


FIELDS = {"id", "source", "claim", "role", "experiment", "expected", "got", "lo", "hi", "status",
          "why", "seconds"}  # fmt: skip


def test_the_command_with_the_real_model(tmp_path):
    """Two tiny rows of the shipped ledger, as JSON and again as text."""
    asked = ["claims", "Q33", "Q20", "--replications", "2", "--workers", "1", "--quiet",
             "--out", str(tmp_path / "worlds")]  # fmt: skip
    first = CliRunner().invoke(main, [*asked, "--json"])
    assert first.exit_code == 0, first.output
    rows = json.loads(first.stdout)
    assert [row["id"] for row in rows] == ["Q20", "Q33"]
    assert set(rows[1]) >= FIELDS
    assert rows[1]["expected"]["high"] == 0.2
    text = CliRunner().invoke(main, asked)
    assert "HOLD (held out)" in text.stdout
    assert (tmp_path / "worlds").is_dir()


def test_the_list_runs_nothing(tmp_path):
    result = CliRunner().invoke(main, ["claims", "--list", "--role", "CAL", "--json"])
    assert result.exit_code == 0
    rows = json.loads(result.stdout)
    assert {row["role"] for row in rows} == {"CAL"}
    assert all(row["experiment"] for row in rows)
    assert CliRunner().invoke(main, ["claims", "--list", "Q1"]).stdout.startswith("Q1.grr  HOLD")


def test_an_unknown_claim_is_the_users_fault():
    result = CliRunner().invoke(main, ["claims", "Z9", "--list"])
    assert result.exit_code == 2
    assert "Z9: is no claim" in result.stderr
