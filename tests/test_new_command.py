"""`reorg new` and `reorg parameters`, from the prompt to the file."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from sim.app import fitting
from sim.cli import main, new
from sim.experiment.solving.solve import Solution
from sim.scenario import load
from sim.scenario.asking import QUESTIONS

SMALL = ("--arr", "1.5M", "--people", "2", "--replications", "2", "--workers", "1")


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def unsolved(monkeypatch):
    """Nothing is simulated: the draft is taken as it is."""
    asked = {}

    def take(scenario, targets, replications, measured):
        asked.update(targets)
        return Solution({}, (), {"overtime_weeks": 0.5, "burnout_prevalence": 0.4}, (0, 1))

    monkeypatch.setattr(fitting, "solve", take)
    return asked


@pytest.fixture
def at_a_terminal(monkeypatch):
    monkeypatch.setattr(new, "_interactive", lambda: True)


def reorg(*arguments, **keys):
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False, **keys)


def test_every_question_is_an_option():
    assert [name for name, _, _ in new.ANSWERS] == [question.name for question in QUESTIONS]


def test_a_company_is_solved_and_written(here):
    result = reorg("new", "ours.yaml", *SMALL, "--grr", "88 %", "--nrr", "97 %", "--yes")
    assert result.exit_code == 0, result.stderr
    assert "How well it fits, in 4 worlds of 2 years that the search never saw" in result.stdout
    assert "20.0 % (preset)" in result.stdout
    assert "Wrote ours.yaml." in result.stdout
    assert "Solving: at most 24 simulated worlds" in result.stderr
    text = (here / "ours.yaml").read_text(encoding="utf-8")
    assert "# solved: Gross retention (GRR) 88 % asked, " in text
    one = load("ours.yaml")
    usual = load("standard").customers.base_churn
    assert one.customers.base_churn["mid_market"] != usual["mid_market"]
    assert one.team.size == 2
    assert reorg("check", "ours.yaml").exit_code == 0
    assert [path.name for path in here.iterdir()] == ["ours.yaml"]


def test_json_is_one_document(here, unsolved):
    result = reorg("new", "ours.yaml", *SMALL, "--yes", "--json", "--quiet")
    assert result.stderr == ""
    found = json.loads(result.stdout)
    assert found["answers"]["arr"] == {"answer": "1.5M", "asked": True}
    assert found["answers"]["growth"]["asked"] is False
    assert found["replications"] == 2


def test_questions_are_asked_and_wrong_answers_asked_again(here, unsolved, at_a_terminal):
    said = [
        "eight", "1.5M",       # ARR, then again
        "smb=150",             # customers
        "",                    # growth
        "csm=1, onbording=1",  # people, then again
        "csm=1, onboarding_specialist=1",
        "90 %",                # GRR
        "85 %", "104 %",       # NRR, then again
        "1",                   # exits
        *[""] * 5,             # time on other work, term, cost, fill, ramp
        "40 %",                # burned out
        "-", "", "6 hours",    # evenings, influenceable, onboarding
    ]  # fmt: skip
    result = reorg("new", "ours.yaml", input="\n".join(said) + "\n")
    assert result.exit_code == 0, result.stderr
    told = result.stderr
    assert "'eight' is not an amount: an amount, such as 12000, '12k' or '1.2M'" in told
    assert "did you mean onboarding_specialist?" in told
    assert "'85 %' is not allowed: at least GRR, 0.9" in told
    assert "Plausible: 80 to 95 %." in told
    assert "Growth by new customers, a year [45 %]" in told
    assert "Wrote ours.yaml." in result.stdout
    assert unsolved == {
        "grr": 0.9,
        "nrr": 1.04,
        "csm_turnover": 0.5,
        "burnout_prevalence": 0.4,
    }
    one = load("ours.yaml")
    assert list(one.book.segments) == ["smb"]
    assert one.work.kinds["onboarding"].hours["smb"] == 6
    text = (here / "ours.yaml").read_text(encoding="utf-8")
    assert "growth: 45 %                        # preset (E: " in text


def test_what_is_an_option_is_not_asked(here, unsolved, at_a_terminal):
    result = reorg("new", "ours.yaml", "--arr", "1.5M", "--nrr", "103 %", input="\n" * 20)
    assert result.exit_code == 0, result.stderr
    assert "ARR today" not in result.stderr
    assert "Net retention" not in result.stderr
    assert "Gross retention" in result.stderr
    assert unsolved["nrr"] == 1.03


def test_leaving_in_the_middle_leaves_no_file(here, at_a_terminal):
    result = reorg("new", "ours.yaml", input="8M\n")
    assert result.exit_code == 1
    assert list(here.iterdir()) == []


def test_nobody_there_to_ask_is_an_error_and_no_wait(here):
    result = reorg("new", "ours.yaml", "--arr", "8M")
    assert result.exit_code == 2
    assert result.stderr.startswith("--customers, --growth, --people, --grr, --nrr, --exits, ")
    assert "or --yes for what is usual" in result.stderr
    assert list(here.iterdir()) == []


def test_all_that_is_wrong_in_options_is_told_at_once(here):
    result = reorg("new", "ours.yaml", "--arr", "x", "--fill", "10", "--yes")
    assert result.exit_code == 2
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == ["--arr", "--fill"]
    result = reorg("new", "ours.yaml", "--grr", "95 %", "--nrr", "90 %", "--yes")
    assert "--nrr: '90 %' is not allowed: at least GRR" in result.stderr


def test_a_file_that_is_there_is_kept(here, unsolved):
    file = here / "ours.yaml"
    file.write_text("name: Mine\n", encoding="utf-8")
    result = reorg("new", "ours.yaml", "--yes")
    assert result.exit_code == 2
    assert "ours.yaml: exists already: another name, or --force" in result.stderr
    assert file.read_text(encoding="utf-8") == "name: Mine\n"
    assert reorg("new", "ours.yaml", "--yes", "--force").exit_code == 0
    assert load("ours.yaml").name == "ours"
    (here / "folder").mkdir()
    assert reorg("new", "folder", "--yes", "--force").exit_code == 2


def test_few_exits_are_told_to_say_little(here, unsolved):
    some = reorg("new", "a.yaml", "--people", "7", "--exits", "1", "--yes").stdout
    assert "1 of 7 people left last year: so few exits fit any turnover from" in some
    none = reorg("new", "b.yaml", "--people", "7", "--exits", "0", "--yes").stdout
    assert "half an exit was taken" in none
    assert unsolved["csm_turnover"] == pytest.approx(0.5 / 7)
    share = reorg("new", "c.yaml", "--people", "7", "--exits", "20 %", "--yes").stdout
    assert "people left last year" not in share
    assert "Not asked, and came out: Burned out" in share


def test_parameters_are_listed_by_pattern_and_mark():
    result = reorg("parameters", "quit")
    assert result.exit_code == 0
    assert "people.base_quit_rate" in result.stdout
    assert "customers." not in result.stdout
    assert "mechanisms.quitting" in result.stdout
    assert max(map(len, reorg("parameters").stdout.splitlines())) <= 100
    starred = reorg("parameters", "people.*fill*")
    assert "people.hiring.fill_spread" in starred.stdout
    assert "team.roles" not in starred.stdout


def test_parameters_as_json_say_all_that_is_known():
    found = json.loads(reorg("parameters", "--mark", "C", "--json").stdout)
    assert found["defaults"] == 2
    rows = {row["path"]: row for row in found["parameters"]}
    assert {row["mark"] for row in rows.values()} == {"C"}
    assert rows["work.volume"]["usual"] == "0.86"
    assert rows["burnout.load"]["source"] == "E5"


def test_no_parameter_is_an_error_with_a_hint():
    result = reorg("parameters", "base_quit_rat")
    assert result.exit_code == 0
    result = reorg("parameters", "base_kuit_rate")
    assert result.exit_code == 2
    assert "did you mean base_quit_rate?" in result.stderr
