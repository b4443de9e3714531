"""Study files: what is read, and the folder of bad ones, each with its message, word for word."""

from pathlib import Path

import pytest

from sim.base.faults import InputError
from sim.experiment.sweeps.loading import load_study
from sim.scenario import digest, load
from sim.scenario.study.schema import study_schema

FOLDER = Path(__file__).with_name("studies")
EXPECTED = sorted((FOLDER / "bad").glob("*.txt"))


@pytest.fixture(autouse=True)
def _in_the_folder(monkeypatch):
    monkeypatch.chdir(FOLDER / "bad")


def read(text, tmp_path):
    """A study whose text stands in a folder of its own."""
    (tmp_path / "study.yaml").write_text(f"study: 1\nbase: standard\n{text}", encoding="utf-8")
    return load_study(tmp_path / "study.yaml")


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_the_message_is_the_one_beside_the_file(expected):
    with pytest.raises(InputError) as caught:
        load_study(expected.with_suffix(".yaml").name)
    assert f"{caught.value}\n" == expected.read_text(encoding="utf-8")


def test_every_bad_file_has_its_message():
    assert {p.stem for p in (FOLDER / "bad").glob("*.yaml")} == {p.stem for p in EXPECTED}


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_no_wording_of_the_libraries_reaches_the_user(expected):
    text = expected.read_text(encoding="utf-8").lower()
    for word in ("input should", "pydantic", "validation error", "traceback", "type=", "ruamel"):
        assert word not in text


def test_everything_that_a_study_says():
    study = load_study(FOLDER / "good/everything.yaml")
    factors = {factor.name: factor for factor in study.factors}
    assert (study.name, study.design, study.samples, study.seed) == (
        "All of it", "latin_hypercube", 12, 7,
    )  # fmt: skip
    assert (factors["book.arr"].low, factors["book.arr"].high) == ((2e6,), (6e7,))
    assert (factors["book.arr"].scale, factors["book.arr"].points) == ("log", 8)
    assert factors["culture.hero_inclination"].levels == ((0.2,), ("50 %",), (0.8,))
    assert (factors["people.base_quit_rate"].low, factors["people.base_quit_rate"].high) == (
        (0.08,), (0.25,),
    )  # fmt: skip
    assert factors["people.ramp"].unit == "weeks"
    assert factors["people.ramp"].low[0] == pytest.approx(3 * 365.25 / 12 / 7)
    assert factors["size"].paths == ("work.volume", "team.size")
    assert factors["size"].levels == ((0.5, 4), (1, 14))
    assert factors["effort"].low == (0.03, 4.0)
    assert factors["effort"].high == (0.1, 1.0)
    assert study.targets == {"grr": {"at_least": 0.92}, "cost_to_serve": {"at_most": 3000.0}}
    assert study.needed == ("grr", "csm_turnover", "cost_to_serve")
    assert study.minimise == "team.size"
    assert study.names == ("Base", "Specialists")


def test_rows_of_a_csv_are_points():
    study = load_study(FOLDER / "good/rows.yaml")
    assert [factor.name for factor in study.factors] == [
        "team.size", "people.ramp", "mechanisms.burnout",
    ]  # fmt: skip
    assert study.rows == ((0, 0, 0), (1, 1, 1), (0, 1, 1))
    assert study.factors[1].levels == (("10 weeks",), ("12 weeks",))


def test_headline_measures_where_none_is_named(tmp_path):
    study = read("vary: {team.size: [4, 5]}", tmp_path)
    assert "grr" in study.measures
    assert "utilisation" not in study.measures
    assert study.name == "study"


def test_overrides_hold_for_all_sides_and_may_not_be_varied(tmp_path):
    source = FOLDER / "good/rows.yaml"
    assert load_study(source, {"years": "2"}).base.scenario.years == 2
    both = load_study(FOLDER / "good/everything.yaml", {"work.health_sensitivity": "1"})
    assert {o.scenario.work.health_sensitivity for o in both.origins} == {1.0}
    with pytest.raises(InputError, match=r"--set team\.size=9: team\.size: is varied by the study"):
        load_study(source, {"team.size": "9"})


def test_a_mapping_with_scenarios_is_a_study():
    base = load(FOLDER / "parent.yaml")
    other = load(FOLDER / "candidate.yaml")
    study = load_study(
        {"study": 1, "base": base, "candidates": [other], "vary": {"team.size": [4, 5]}}
    )
    assert [digest(o.scenario) for o in study.origins] == [digest(base), digest(other)]
    assert digest(study.base.at({"team.size": 9})) == digest(
        load(FOLDER / "parent.yaml", {"team.size": 9})
    )


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("book.arrr", "book.arr"),
        ("team.roles.csm.rampp", "team.roles.csm.ramp"),
        ("people.hirng.fill", "people.hiring.fill"),
        ("people.hirng.fil", "people.hiring"),
    ],
)
def test_a_misspelt_path_is_answered_with_a_whole_one(path, meant):
    with pytest.raises(InputError, match=rf"did you mean {meant}\?$"):
        load_study({"study": 1, "base": "standard", "vary": {path: [1, 2]}})


def test_a_fault_in_a_mapping_says_where():
    with pytest.raises(InputError, match=r"^study: book\.ar: unknown key"):
        load_study({"study": 1, "base": "standard", "vary": {"book.ar": [1]}})


def test_worlds_that_are_no_pairs_are_refused(tmp_path):
    (tmp_path / "longer.yaml").write_text("name: Longer\nextends: standard\nyears: 5\n")
    with pytest.raises(InputError, match=r"Longer: years: 5"):
        read("candidates: [longer.yaml]\nvary: {team.size: [4, 5]}", tmp_path)


def test_a_role_that_one_side_has_is_set_there_only():
    study = load_study(
        {
            "study": 1,
            "base": str(FOLDER / "parent.yaml"),
            "candidates": [str(FOLDER / "candidate.yaml")],
            "vary": {"team.roles.renewals_manager.loaded_cost": ["100k", "200k"]},
        }
    )
    base, candidate = (
        o.at({"team.roles.renewals_manager.loaded_cost": "200k"}) for o in study.origins
    )
    assert digest(base) == digest(study.base.scenario)
    assert candidate.team.roles["renewals_manager"].loaded_cost == 200_000


def test_a_date_can_be_varied(tmp_path):
    (tmp_path / "dated.yaml").write_text(
        "name: Dated\nextends: standard\n"
        "timeline: {triage: {at: month 7, set: {leadership.triage: 60 %}}}\n"
    )
    text = (
        "candidates: [dated.yaml]\nvary:\n  timeline.triage.at: [month 3, month 9]\n"
        "  timeline.triage.set.leadership.triage: {from: 20 %, to: 60 %}\n"
    )
    study = read(text, tmp_path)
    at = {"timeline.triage.at": "month 9", "timeline.triage.set.leadership.triage": 0.3}
    assert study.candidates[0].at(at).timeline["triage"].at == "month 9"
    assert study.candidates[0].at(at).timeline["triage"].set == {"leadership.triage": 0.3}
    assert study.base.at(at).timeline == {}


def test_the_schema_knows_every_key_and_completes_paths():
    schema = study_schema()
    assert {"study", "base", "vary", "design", "targets"} <= schema["properties"].keys()
    assert schema["required"] == ["study", "base"]
    assert schema["properties"]["samples"]["minimum"] == 1
    paths = schema["definitions"]["Vary"]["properties"]
    assert "book.arr" in paths
    assert "seed" not in paths


def test_a_range_of_few_whole_numbers_takes_all_of_them(tmp_path):
    file = tmp_path / "study.yaml"
    file.write_text("study: 1\nbase: standard\nvary: {team.size: {from: 4, to: 6}}\n")
    [factor] = load_study(file).factors
    assert factor.points == 3


def test_a_method_that_there_is_not_is_told_at_its_line(tmp_path):
    file = tmp_path / "study.yaml"
    file.write_text("study: 1\nbase: standard\nvary: {team.size: [4, 6]}\nmethod: foo\n")
    with pytest.raises(InputError) as caught:
        load_study(file)
    assert f"{file}:4:9: method: " in str(caught.value)
    assert "tornado" in str(caught.value)
