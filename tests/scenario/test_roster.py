"""A roster: counts and means by role, exits with their interval, and nobody's name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sim.app.importer import import_book
from sim.base.faults import InputError
from sim.scenario import load
from sim.scenario.heads import heads_by_role
from sim.scenario.importing import describe_roster, read_roster, roster_remarks
from sim.scenario.importing.job_titles import role_of

AT = date(2024, 12, 31)
DATA = Path(__file__).parents[2] / "scenarios" / "data"
HEADER = "Name,Job Title,Hire Date,Exit Date,Loaded Cost,Voluntary\n"
PEOPLE = """\
Anna Arendt,CSM,2021-03-01,,150k,
Bob Bauer,Senior CSM,2020-05-11,,170k,
Cid Cole,CSM,2024-09-01,,140k,
Dan Dorn,CSM,2022-02-01,2024-07-01,150k,yes
Eve Ernst,CSM,2022-02-01,2024-07-01,150k,no
Fay Falk,Onboarding Specialist,2023-01-09,,131k,
Gus Gold,CS Operations Manager,2022-01-09,,120k,
Hal Hahn,Head of Customer Success,2019-01-09,,220k,
Ida Ilg,Growth Wizard,2023-11-09,,99k,
Jon Jung,CSM,2025-02-01,,150k,
"""


@pytest.fixture
def roster(tmp_path):
    def write(text=HEADER + PEOPLE, **told):
        file = tmp_path / "people.csv"
        file.write_text(text, encoding="utf-8")
        return read_roster(file, AT, told.pop("roles", {}), **told)

    return write


def test_heads_cost_tenure_and_exits_by_role(roster):
    found = roster()
    assert found.people == {"csm": 3, "onboarding_specialist": 1, "operations": 1}
    assert found.costs == {"csm": 153_000}
    assert found.exits == (1, 1)
    assert found.head_years == pytest.approx(2 + 122 / 365.25 + 2 + 2 * 183 / 365.25, abs=0.03)
    rate, low, high = found.turnover
    assert rate == pytest.approx(1 / found.head_years)
    assert low < rate < high
    assert found.ramping == pytest.approx(1 / 5)
    assert found.titles["none"] == {"Head of Customer Success": 1, "Growth Wizard": 1}


def test_what_is_told_names_nobody_and_no_small_roles_cost(roster):
    found = roster()
    told = "\n".join([*describe_roster(found, "USD"), *roster_remarks(found)])
    assert "2 people left out of the team" in told
    assert "1 'Growth Wizard'" in told
    assert "no cost is written for onboarding_specialist, operations" in told
    assert "131" not in told
    for line in PEOPLE.splitlines():
        for name in line.partition(",")[0].split():
            assert name not in told.replace("names", "")


def test_titles_can_be_told(roster):
    told = {"growth wizard": "csm", "CSM": "none"}
    assert roster(roles=told).people == {
        "csm": 2,
        "onboarding_specialist": 1,
        "operations": 1,
    }
    with pytest.raises(InputError, match=r"--role: CSM: no role is called 'guru': csm, "):
        roster(roles={"CSM": "guru"})


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Customer Success Manager", "csm"),
        ("Sr. Client Success Manager", "csm"),
        ("Technical Account Manager", "technical_csm"),
        ("Account Manager", "account_manager"),
        ("Renewals Manager, EMEA", "renewals_manager"),
        ("Implementation Consultant", "onboarding_specialist"),
        ("Director, Customer Success", "none"),
        ("CS Ops", "operations"),
        ("Baker", None),
    ],
)
def test_titles_are_taken_for_roles(title, role):
    assert role_of(title, {}) == role


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Name,Hire Date\nA,2024-01-01\n", r"people\.csv:1:1: role: no such column: needed role"),
        (HEADER + "A,CSM,soon,,1,\n", r"people\.csv:2:3: Hire Date: 'soon' is no date"),
        (HEADER + "A,CSM,2024-05-01,2023-01-01,1,\n", "Exit Date: is before the start"),
        (HEADER + "A,CSM,2024-05-01,,lots,\n", "Loaded Cost: 'lots' is not an amount"),
        (HEADER + "A,,2024-05-01,,1,\n", "Job Title: is empty"),
        (HEADER + "A,CSM,2024-05-01,,1,\nA,CSM,2024-06-01,,1,\n", "each once"),
        (HEADER + "A,CSM,01-02-2024,,1,\n", "every date can be read both ways"),
        (HEADER + "A,Baker,2024-05-01,,1,\n", "nobody employed on 2024-12-31"),
        (HEADER + "A,CSM,2026-05-01,,1,\n", "nobody employed on 2024-12-31"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(roster, text, words):
    with pytest.raises(InputError, match=words):
        roster(text)


def test_what_the_roster_does_not_say_is_told(roster):
    found = roster("id,role,start\n1,CSM,2023-01-01\n1,CSM,2023-01-01\n")
    assert found.people == {"csm": 1}
    assert len(found.assumptions) == 3
    assert found.turnover[0] == 0


def test_import_writes_the_team_and_no_name(tmp_path):
    people = tmp_path / "people.csv"
    people.write_text(HEADER + PEOPLE, encoding="utf-8")
    exports = [DATA / f"ravenstack_{name}.csv" for name in ("accounts", "subscriptions")]
    out = tmp_path / "book.yaml"
    answer = import_book(*exports, out=out, growth="20 %", roster=people)
    one = load(out)
    assert heads_by_role(one) == {"csm": 3, "onboarding_specialist": 1}
    assert one.team.size == 5
    assert one.team.roles["csm"].loaded_cost == 153_000
    assert one.people.base_quit_rate == load("standard").people.base_quit_rate
    written = out.read_text(encoding="utf-8") + answer.json() + answer.text
    assert "Exits in 12 months: 1 in " in written
    for trace in ("Arendt", "Bauer", "Falk", "131000", "131k", "120k"):
        assert trace not in written
    with pytest.raises(InputError, match="is one of the exports"):
        import_book(*exports, out=people, roster=people, force=True)
    with pytest.raises(InputError, match="--role: goes with --roster"):
        import_book(*exports, out=tmp_path / "x.yaml", roles={"A": "csm"})
