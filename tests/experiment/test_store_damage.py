"""Damaged, foreign, newer, older and full: one sentence, and nothing that is whole is lost."""

import errno
import json
import shutil
from pathlib import Path

import pytest

from sim.base.faults import InputError
from sim.experiment.replications import run
from sim.experiment.store import Store, files, parts
from sim.experiment.store.checking import troubles
from sim.experiment.store.contents import contents
from sim.experiment.store.exporting import export
from sim.experiment.store.packing import compact
from sim.experiment.store.pruning import prune
from tests.experiment import fake
from tests.experiment.folders import address, child, content, filled


def broken(folder):
    """What verify names: paths by name of the file's folder."""
    return [each.path.relative_to(folder).as_posix() for each in troubles(folder)]


@pytest.mark.parametrize("packed", [False, True])
def test_verify_finds_every_flipped_byte(tmp_path, packed):
    filled(tmp_path / "whole", 12)
    if packed:
        compact(tmp_path / "whole")
    assert broken(tmp_path / "whole") == []
    names = list(content(tmp_path / "whole"))
    wanted = ("values/", "weekly/", "-0/work.parquet", "-0/run.json")
    chosen = [next(name for name in names if part in name) for part in wanted]
    for name in chosen:
        path = tmp_path / "whole" / name
        data = path.read_bytes()
        for place in range(0, len(data), max(1, len(data) // 25)):
            path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
            found = broken(tmp_path / "whole")
            assert len(found) == 1, f"{name} byte {place}"
            assert name.startswith(found[0])
        path.write_bytes(data)


def test_verify_names_what_is_not_ours_and_prune_leaves_it_alone(tmp_path):
    filled(tmp_path, 2)
    mine = tmp_path / "values" / "mine.parquet"
    mine.write_text("mine")
    [trouble] = troubles(tmp_path)
    assert (trouble.path, trouble.ours) == (mine, False)
    assert prune(tmp_path, dry_run=False) == []
    assert mine.exists()


def test_a_part_under_the_name_of_another_is_missing_and_named(tmp_path):
    filled(tmp_path, 12)
    one, other = (tmp_path / "values" / f"{parts.key_of(address(), i)}.parquet" for i in (0, 1))
    shutil.copy(other, one)
    assert Store(tmp_path).missing(address(), range(12)) == list(range(10))
    assert broken(tmp_path) == [one.relative_to(tmp_path).as_posix()]
    filled(tmp_path, 12)
    assert broken(tmp_path) == []


def test_prune_removes_what_no_run_would_use_and_says_so_before(tmp_path, monkeypatch):
    monkeypatch.setattr("sim.experiment.store.folder.MODEL_VERSION", "0")
    monkeypatch.setattr(parts, "MODEL_VERSION", "0")
    filled(tmp_path, 4, fake.scenario("Old"))
    monkeypatch.undo()
    filled(tmp_path, 14)
    before = content(tmp_path)
    key = parts.key_of(address(), 1)
    (tmp_path / "values" / f"{key}.parquet").write_bytes(b"cut")
    (tmp_path / "values" / f".{key}.parquet.1.draft").write_bytes(b"half")
    harmed = content(tmp_path)
    planned = prune(tmp_path, dry_run=True)
    assert content(tmp_path) == harmed
    reasons = {each.why for each in planned}
    assert reasons == {
        "left by a killed process", "broken", "of model version 0", "series of runs without values",
        "tables of a run without values",
    }  # fmt: skip
    assert prune(tmp_path, dry_run=False) == planned
    assert prune(tmp_path, dry_run=False) == []
    assert broken(tmp_path) == []
    assert Store(tmp_path).missing(address(), range(14)) == [10, 11, 12, 13]
    filled(tmp_path, 14)
    lost = {name: data for name, data in before.items() if content(tmp_path).get(name) != data}
    old = parts.key_of(address(name="Old"), 0, "0")
    assert lost
    assert all(old in name for name in lost)


def test_prune_keeps_the_whole_parts_of_a_packed_file(tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "GROUP_ROWS", 60)
    filled(tmp_path, 40)
    compact(tmp_path)
    [path] = (tmp_path / "values" / "packed").iterdir()
    data = bytearray(path.read_bytes())
    data[60] ^= 1
    path.write_bytes(data)
    before = content(tmp_path)
    with pytest.raises(InputError, match="is broken: reorg results prune removes it"):
        compact(tmp_path)
    with pytest.raises(InputError, match="is broken: reorg results prune removes it"):
        list(Store(tmp_path).batches())
    assert content(tmp_path) == before
    prune(tmp_path, dry_run=False)
    assert broken(tmp_path) == []
    assert len(Store(tmp_path).missing(address(), range(40))) == 10


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"format": 3}, "was written by a newer reorg (store format 3, this one has 2)"),
        ({"model": "99"}, "holds results of a newer model (version 99, this one is "),
        ({"format": None}, "was written by a newer reorg"),
        ({"format": 1}, "was written by an older reorg (store format 1, this one has 2): name"),
    ],
)
def test_a_folder_of_another_version_is_refused_and_untouched(tmp_path, change, sentence):
    filled(tmp_path, 2)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    (tmp_path / "manifest.json").write_text(json.dumps({**manifest, **change}))
    before = content(tmp_path)
    with pytest.raises(InputError) as caught:
        filled(tmp_path, 4)
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)
    assert content(tmp_path) == before


def test_a_folder_of_the_first_format_had_no_number(tmp_path):
    (tmp_path / "manifest.json").write_text('{"reorg": "0.1.0", "model": "1", "scenarios": {}}')
    with pytest.raises(InputError, match=r"an older reorg \(store format 1, this one has 2\)"):
        Store(tmp_path)


@pytest.mark.parametrize("at", ["values", "weekly", "tables", "manifest.json"])
def test_a_full_disk_is_one_sentence_and_the_next_run_goes_on(tmp_path, monkeypatch, at):
    filled(tmp_path / "out", 10)
    before = content(tmp_path / "out")
    replace = Path.replace

    def full(self, target):
        if at in str(target):
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    engine, scenario = fake.engine(), fake.scenario("Other")
    with pytest.raises(InputError) as caught:
        run(scenario, 15, workers=1, store=tmp_path / "out", engine=engine)
    assert str(caught.value) == f"{tmp_path / 'out'}: cannot be written: No space left on device"
    monkeypatch.undo()
    after = content(tmp_path / "out")
    assert {name: after.get(name) for name in before if name != "manifest.json"} == {
        name: data for name, data in before.items() if name != "manifest.json"
    }
    assert not [name for name in after if name.endswith(files.DRAFT)]
    filled(tmp_path / "out", 15, scenario)
    filled(tmp_path / "calm", 10)
    filled(tmp_path / "calm", 15, scenario)
    assert content(tmp_path / "out") == content(tmp_path / "calm")


LIMITED = """
import resource, sys
from tests.experiment.folders import filled
filled(sys.argv[1], 1)
resource.setrlimit(resource.RLIMIT_FSIZE, (1500, 1500))
try:
    filled(sys.argv[1], 12)
except Exception as error:
    print(type(error).__name__, error)
"""


def test_a_file_system_that_takes_no_more(tmp_path):
    pytest.importorskip("resource")
    process = child(LIMITED, tmp_path / "out")
    out, err = process.communicate(timeout=60)
    assert err == ""
    assert out == f"InputError {tmp_path / 'out'}: cannot be written: File too large\n"
    assert not [name for name in content(tmp_path / "out") if name.endswith(files.DRAFT)]
    assert Store(tmp_path / "out").missing(address(), range(2)) == [1]
    filled(tmp_path / "out", 12)
    filled(tmp_path / "calm", 12)
    assert content(tmp_path / "out") == content(tmp_path / "calm")


def test_a_seed_that_no_column_holds_is_refused_before_anything_runs(tmp_path):
    scenario = fake.scenario(seed=2**63, question=str(tmp_path))
    with pytest.raises(InputError, match="Base: seed: 9223372036854775808 is too large"):
        run(
            scenario, 2, workers=1, store=tmp_path / "out",
            engine=fake.engine(fake.simulate_counted),
        )  # fmt: skip
    assert fake.calls(tmp_path) == []


def test_a_draft_has_another_name_every_time_and_is_known_as_one(tmp_path):
    one, other = (files.draft_of(tmp_path / "sweep-00000") for _ in range(2))
    assert one != other
    filled(tmp_path, 2)
    before = content(tmp_path)
    for path in (one, other, tmp_path / ".sweep-00000.4711", tmp_path / ".points-00012.1"):
        path.write_bytes(b"half")
    assert {each.why for each in prune(tmp_path, dry_run=False)} == {"left by a killed process"}
    assert content(tmp_path) == before


@pytest.mark.parametrize("packed", [False, True])
def test_nothing_that_is_cut_short_is_left_out_in_silence(tmp_path, packed):
    store = tmp_path / "store"
    filled(store, 12)
    if packed:
        compact(store)
    victim = next((store / "values").rglob("*.parquet"))
    victim.write_bytes(victim.read_bytes()[:-3])
    sentence = f"{victim}: is broken: reorg results prune removes it"
    with pytest.raises(InputError) as exported:
        export(store, tmp_path / "all.csv")
    with pytest.raises(InputError) as read:
        list(Store(store).batches())
    assert sentence in str(exported.value)
    assert sentence in str(read.value)
    assert not (tmp_path / "all.csv").exists()
    assert contents(store)["broken"] == [victim.relative_to(store).as_posix()]
    assert len(Store(store).missing(address(), range(12))) in ((12,) if packed else (2, 10))
    prune(store, dry_run=False)
    filled(store, 12)
    assert export(store, tmp_path / "all.csv") > 0
    assert contents(store)["broken"] == []
