"""Good files: what is read is what was written, and a dump reads back to the same scenario."""

from pathlib import Path

import pytest

from sim.scenario import digest, dump, dump_text, from_data, load
from sim.scenario.inherit import presets

FOLDER = Path(__file__).with_name("good")
FILES = [*sorted(FOLDER.glob("*.yaml")), *presets().values()]


@pytest.fixture(scope="module")
def words():
    return load(FOLDER / "words.yaml")


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_a_dump_reads_back_to_an_equal_scenario(file, tmp_path):
    scenario = load(file)
    again = from_data(dump(scenario))
    assert again == scenario
    written = tmp_path / "dump.yaml"
    written.write_text(dump_text(scenario), encoding="utf-8")
    from_text = load(written)
    assert from_text == scenario
    assert dump_text(from_text) == dump_text(scenario)
    assert digest(from_text) == digest(scenario)


def test_amounts_and_shares_in_words(words):
    assert words.book.arr == 12_500_000
    assert words.book.segments["key accounts"].acv == 120_000
    assert words.book.segments["others"].acv == 9_500
    assert words.book.segments["key accounts"].arr_share == 0.6
    assert words.team.roles["trainer"].loaded_cost == 90_000
    assert words.customers.base_churn["others"] == 0.12


def test_durations_in_words_are_in_the_unit_of_the_field(words):
    assert words.years == 1.5
    assert words.team.coordination == 0.5
    assert words.work.kinds["care"].hours == {"key accounts": 2.0, "default": 0.5}
    assert words.work.kinds["care"].due == 14.0
    assert words.work.kinds["renewal"].lead == 90 / 7
    assert words.team.roles["csm"].ramp == pytest.approx(6 * 365.25 / 12 / 7)


def test_switches_in_words(words):
    assert words.mechanisms.contagion is False
    assert words.mechanisms.leave is False
    assert words.mechanisms.switching is True
    assert words.book.segments["others"].auto_renew is False


def test_further_keys_of_a_segment_are_attributes(words):
    assert words.book.segments["key accounts"].attributes == {"region": "north", "tier": 1}


def test_a_row_takes_from_the_catalogue_what_it_does_not_say(words):
    trainer = words.team.roles["trainer"]
    assert trainer.title == "CS associate"
    assert trainer.handles == {"training": 1.0}


def test_a_mapping_given_in_part_keeps_the_rest_of_the_default(words):
    assert words.customers.base_churn["default"] == 0.081


def test_the_book_file():
    a1, a2, a3 = load(FOLDER / "from_a_file.yaml").book.accounts
    assert (a1.account, a1.segment, a1.arr, a1.term) == ("A1", "smb", 10_000, "annual")
    assert a1.renewal is None
    assert a1.attributes == {"industry": "EdTech"}
    assert (a2.arr, a2.term, a2.auto_renew) == (120_000, "multi_year", False)
    assert (a2.start, a2.renewal) == (-731.0, 365.0)
    assert a2.attributes == {"industry": "Food, drink"}
    assert (a3.start, a3.renewal, a3.auto_renew) == (-185.0, 180.0, True)


def test_segments_by_the_smallest_arr():
    accounts = load(FOLDER / "by_floor.yaml").book.accounts
    assert [row.segment for row in accounts] == ["enterprise", "mid_market", "smb"]


def test_what_a_parent_says_of_a_deleted_segment_goes_too():
    scenario = load(FOLDER / "other_segments.yaml")
    assert list(scenario.book.segments) == ["everyone"]
    assert "smb" not in scenario.work.kinds["adoption"].hours


def test_the_digest_counts_what_moves_something():
    scenario = load(FOLDER / "words.yaml")
    renamed = load(FOLDER / "words.yaml", {"name": "Other", "question": "Why?"})
    assert digest(renamed) == digest(scenario)
    assert digest(load(FOLDER / "words.yaml", {"seed": 2})) != digest(scenario)


def test_the_digest_does_not_count_where_the_accounts_were_read():
    scenario = load(FOLDER / "from_a_file.yaml")
    elsewhere = scenario.model_copy(
        update={"book": scenario.book.model_copy(update={"file": "elsewhere.csv"})}
    )
    assert digest(elsewhere) == digest(scenario)
