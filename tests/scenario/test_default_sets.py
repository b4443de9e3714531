"""Versioned defaults: an old scenario keeps its old numbers when defaults change."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.base.faults import InputError
from sim.scenario import (
    default_sets,
    describe,
    digest,
    dump,
    from_data,
    inherit,
    load,
    programmes,
    structures,
    writing,
)
from sim.scenario.leaves import leaves
from sim.scenario.reading import read_file
from sim.scenario.tree import Scenario

KEPT = Path(__file__).with_name("default_sets")
OLD = """\
tree:
  people.notice: 3 weeks
  customers.base_churn: {enterprise: 0.05, mid_market: 0.08, smb: 0.12, default: 0.08}
  team.roles.NAME.client_share: 0.7
presets:
  standard: {work: {volume: 0.9}, book: {segments: {smb: {acv: 8k}}}}
structures:
  roles: {csm: {loaded_cost: 150k}}
  structures: {specialised: {coordination: 2 hours}}
"""
EMPTY = "tree: {}\npresets: {}\nstructures: {}\n"


@pytest.fixture
def two_sets(tmp_path, monkeypatch):
    """What stands in the code is set 2; set 1 had other numbers."""
    folder = tmp_path / "defaults"
    folder.mkdir()
    (folder / "1.yaml").write_text(OLD, encoding="utf-8")
    (folder / "2.yaml").write_text(EMPTY, encoding="utf-8")
    monkeypatch.setattr(default_sets, "FOLDER", folder)
    monkeypatch.setitem(Scenario.model_fields["defaults"].json_schema_extra, "le", 2)
    # Set 1 has been read, and kept, from where it really is.
    structures._tables.cache_clear()
    yield tmp_path
    structures._tables.cache_clear()


def scenario(folder, text):
    file = folder / "one.yaml"
    file.write_text(f"extends: standard\n{text}", encoding="utf-8")
    return load(file)


def numbers(one):
    return (
        one.people.notice,
        one.customers.base_churn["smb"],
        one.work.volume,
        one.book.segments["smb"].acv,
        one.team.roles["csm"].client_share,
        one.team.roles["csm"].loaded_cost,
    )


def test_a_file_keeps_the_numbers_of_the_set_that_it_names(two_sets):
    old, new = scenario(two_sets, "defaults: 1\n"), scenario(two_sets, "")
    assert (old.defaults, new.defaults) == (1, 2)
    assert numbers(old) == (3, 0.12, 0.9, 8_000, 0.7, 150_000)
    assert numbers(new) == (2, 0.081, 0.86, 10_000, 0.75, 145_000)


def test_what_the_file_says_itself_goes_over_any_set(two_sets):
    said = "defaults: 1\nwork: {volume: 1}\ncustomers: {base_churn: {smb: 0.2}}\n"
    found = scenario(two_sets, said)
    assert found.work.volume == 1
    assert found.customers.base_churn["smb"] == 0.2
    assert found.customers.base_churn["enterprise"] == 0.05
    assert found.people.notice == 3


def test_structures_that_a_file_chooses_are_those_of_its_set(two_sets):
    chosen = "team: {structure: specialised}\n"
    assert scenario(two_sets, f"defaults: 1\n{chosen}").team.coordination == 2
    assert scenario(two_sets, chosen).team.coordination == 1.5


def test_a_child_inherits_the_set_and_may_take_another(two_sets):
    (two_sets / "parent.yaml").write_text("extends: standard\ndefaults: 1\n", encoding="utf-8")
    child = two_sets / "child.yaml"
    child.write_text("extends: parent.yaml\n", encoding="utf-8")
    assert load(child).work.volume == 0.9
    child.write_text("extends: parent.yaml\ndefaults: 2\n", encoding="utf-8")
    assert load(child).work.volume == 0.86
    assert load(child, {"defaults": 1}).work.volume == 0.9


def test_a_resolved_scenario_that_was_stored_comes_back_the_same(two_sets):
    old = scenario(two_sets, "defaults: 1\n")
    assert from_data(dump(old)) == old
    lacking = dump(old)
    del lacking["people"]["notice"]  # as if the field had come with set 2
    assert from_data(lacking).people.notice == 3


def test_sets_are_put_back_one_after_the_other(two_sets):
    (two_sets / "defaults" / "2.yaml").write_text(
        "tree: {people.notice: 4 weeks, people.leave: 20 days}\n", encoding="utf-8"
    )
    (two_sets / "defaults" / "3.yaml").write_text(EMPTY, encoding="utf-8")
    Scenario.model_fields["defaults"].json_schema_extra["le"] = 3
    found = [scenario(two_sets, f"defaults: {n}\n").people for n in (1, 2, 3)]
    assert [(one.notice, one.leave) for one in found] == [(3, 20), (4, 20), (2, 25)]


def test_it_is_told_that_the_set_is_an_old_one(two_sets):
    assert "Defaults of set 1; the newest is 2." in describe(scenario(two_sets, "defaults: 1\n"))
    assert "Defaults of set" not in describe(scenario(two_sets, ""))


@pytest.mark.parametrize("said", ["0", "99", "first", "1.5", "on"])
def test_a_set_that_there_is_not_is_refused(tmp_path, said):
    with pytest.raises(InputError, match=r"one\.yaml:2:11: defaults: .*: a whole number"):
        scenario(tmp_path, f"defaults: {said}\n")


def test_the_number_alone_makes_no_other_scenario(tmp_path):
    assert digest(scenario(tmp_path, "defaults: 1\n")) == digest(load("standard", {"defaults": 1}))
    data = dump(load("standard"))
    assert data["defaults"] == default_sets.NEWEST


def test_the_newest_set_is_what_the_code_holds():
    newest = read_file(default_sets.FOLDER / f"{default_sets.NEWEST}.yaml", "newest").data
    assert newest == {"tree": {}, "presets": {}, "structures": {}}
    names = sorted(int(path.stem) for path in default_sets.FOLDER.glob("*.yaml"))
    assert names == list(range(1, default_sets.NEWEST + 1))


@pytest.mark.parametrize("number", range(1, default_sets.NEWEST + 1))
def test_no_set_that_was_shipped_changes(number):
    """A changed default needs a new set: its old value goes into `defaults/NUMBER.yaml`.

    Fields that came later are not in the kept files, and may be anything.
    """
    kept = read_file(KEPT / f"{number}.yaml", "kept").data
    now = {structure: resolved(structure, number) for structure in kept}
    changed = {
        f"{structure}: {path}": (was, now[structure].get(path))
        for structure, values in kept.items()
        for path, was in values.items()
        if now[structure].get(path) != was
    }
    assert changed == {}


def resolved(structure, number):
    """Every value of `standard` with a structure (what is not as in the first one), by path."""
    name = "laboratory" if structure == "laboratory" else "standard"
    found = load(name, {"defaults": number, "team.structure": structure})
    return {leaf.path: str(leaf.value) for leaf in leaves(found)}


def test_all_presets_are_marked_so_that_sets_reach_them():
    for name in inherit.presets():
        assert [layer.preset for layer in inherit.lineage(name)] == [name]
    assert writing.dump(load("laboratory"))["defaults"] == default_sets.NEWEST


def test_programmes_keep_their_numbers():
    """A change of the table is a change of old scenarios: it belongs into a new default set."""
    shipped = {
        name: row.model_dump(mode="json", exclude={"title", "source"})
        for name, row in programmes.table().items()
    }
    kept = read_file(KEPT / "programmes.yaml", "programmes.yaml").data
    assert shipped == kept
