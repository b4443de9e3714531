"""Plans of the studio: what is on the page is always a file, and the command line agrees."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from sim.app.comparing import compare_files
from sim.app.loading import load_all
from sim.app.sensitivity import sensitivity_file
from sim.app.studies import Options
from sim.app.studio import doubts, offers, scenes
from sim.app.studio.jobs import in_words
from sim.app.studio.studio import Studio
from sim.base.faults import Fault, InputError
from sim.scenario import load

TINY = {"arr": "2M", "people": "csm=2", "customers": "mid_market=30, smb=40"}
POOLED = {
    "name": "A pool",
    "timeline": {"pool": {"at": "month 3", "set": {"team.structure": "pooled"}}},
}
PLAN = {
    "team": {"answers": TINY},
    "today": {"name": "Today", "years": 0.5},
    "candidates": [POOLED],
}


@pytest.fixture(scope="module")
def studio(tmp_path_factory):
    found = Studio(tmp_path_factory.mktemp("project"), workers=2)
    yield found
    found.close()


def played(studio, plan, worlds):
    """The job when it has ended, with its events."""
    job, ended = studio.play("tester", plan, worlds), threading.Event()

    def listen():
        if job.state in ("done", "failed", "cancelled"):
            ended.set()

    job.listeners.append(listen)
    listen()
    assert ended.wait(120), job.events[-1]
    return job


def test_the_numbers_are_those_of_the_command_line(studio, tmp_path):
    job = played(studio, PLAN, 3)
    assert job.state == "done", job.events[-1]
    told = [event["told"] for event in job.events if event["kind"] == "answer"][-1]
    names = studio.save(PLAN, ["today", "a pool"])
    assert names == ["today.yaml", "a_pool.yaml"]
    files = [studio.place.project / name for name in names]
    again = compare_files(files[0], [files[1]], replications=3, workers=1, out=tmp_path,
                          pictures=False)  # fmt: skip
    assert told["document"] == json.loads(again.json())
    assert told["verdicts"][0]["text"] == again.data["candidates"][0]["verdict"]
    assert told["tables"][0]["heads"][:2] == ["Today", "A pool"]
    assert told["tables"][0]["lines"][0]["cells"][0]["text"].startswith("$")


def test_a_worker_has_done_everything_once_before_anybody_waits(tmp_path):
    """Whoever is first waits for worlds, not for what is imported."""
    code = (
        "import sys; from pathlib import Path; from sim.app.studio import lives; "
        f"lives.begin(4 * 2**30, Path({str(tmp_path)!r})); "
        "print(*(name in sys.modules for name in ('simpy', 'pyarrow.parquet', 'matplotlib')))"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert told.stdout.split() == ["True"] * 3


def looked_into(studio, plan, futures):
    """The job of futures when it has ended."""
    job, ended = studio.look_into("tester", plan, futures), threading.Event()
    job.listeners.append(lambda: job.over and ended.set())
    assert job.over or ended.wait(200), job.events[-1]
    return job


def test_futures_are_those_of_the_command_line(studio, tmp_path):
    job = looked_into(studio, PLAN, 8)
    assert job.state == "done", job.events[-1]
    told = next(event["told"] for event in job.events if event["kind"] == "answer")
    *names, study = studio.save(PLAN, ["today", "a pool"], 8)
    assert (names, study) == (["today.yaml", "a_pool.yaml"], "today_futures.yaml")
    answer = sensitivity_file(
        studio.place.project / study, Options({}, "contribution", workers=1), files=False
    )
    assert told["answers"]["contribution"][0]["document"] == json.loads(answer.json())
    assert told["answers"]["contribution"][0]["behind"] in answer.text.replace("\n", " ")
    assert told["futures"] == 8
    again = looked_into(studio, PLAN, 8)
    steps = [event for event in again.events if event["kind"] == "progress"]
    assert [(step["worlds"], step["of"]) for step in steps] == [(8, 8)]


def test_what_a_plan_changes_is_no_doubt(studio):
    hours = {"name": "Less", "culture": {"hero_inclination": 0.2}}
    later = {"name": "Later", "timeline": {"a": {"at": "month 2", "set": {"people.ramp": "20w"}}}}
    for more, gone in (([], set()), ([hours], {"culture.hero_inclination"}),
                       ([hours, later], {"culture.hero_inclination", "people.ramp"})):  # fmt: skip
        scene = scenes.written({**PLAN, "candidates": [POOLED, *more]}, studio.place)
        there = {each.doubt.path for each in doubts.drawn(load_all(scene.files))}
        assert {row.path for row in doubts.DOUBTS} - there == gone
    plain = scenes.written({**PLAN, "candidates": [hours]}, studio.place)
    assert "people.reorg_shock" not in doubts.study_text(plain)


def test_a_number_of_ones_own_is_drawn_around_what_was_said(studio):
    scene = scenes.written(PLAN, studio.place)
    found = {each.doubt.path: each for each in doubts.drawn(load_all(scene.files))}
    ramp, effect = found["people.ramp"], found["people.burnout_quit_effect"]
    assert (ramp.low, ramp.high) == (pytest.approx(26 - 5.4), pytest.approx(26 + 5.4))
    assert (effect.low, effect.high) == (1.1, 3.0)


@pytest.mark.parametrize("number", [0, 7, 129])
def test_too_few_or_too_many_futures_are_refused(studio, number):
    with pytest.raises(InputError, match=f"^futures: {number} is not allowed: 8 to 128"):
        studio.look_into("tester", PLAN, number)


def test_futures_are_of_a_plan(studio):
    with pytest.raises(InputError, match="add a plan first"):
        studio.look_into("tester", {**PLAN, "candidates": []}, 8)


def test_a_value_moved_back_is_answered_without_a_world(studio, monkeypatch):
    played(studio, PLAN, 3)
    job = played(studio, PLAN, 3)
    steps = [event for event in job.events if event["kind"] == "progress"]
    assert len(steps) == 1
    assert steps[0]["worlds"] == steps[0]["of"] == 6


def test_stored_results_are_shown_again(studio):
    played(studio, PLAN, 3)
    found = studio.start()["project"]["results"]
    mine = next(each for each in found if each["name"] == "Today / A pool")
    manifest = studio.place.project / mine["folder"] / "manifest.json"
    before = manifest.read_bytes()
    job = studio.reopen("tester", mine["folder"], mine["key"])
    ended = threading.Event()
    job.listeners.append(lambda: job.state == "done" and ended.set())
    assert job.state == "done" or ended.wait(60)
    assert job.told == 3
    assert manifest.read_bytes() == before
    with pytest.raises(InputError, match="shown as they are"):
        studio.more(job.number, 9)
    with pytest.raises(InputError, match="holds no such results"):
        studio.reopen("tester", mine["folder"], "nothing")


def test_results_that_opened_on_their_own_and_at_equal_pay_are_shown_as_they_are(studio):
    """What made them is not asked again: it is read."""
    project = studio.place.project
    (project / "base.yaml").write_text("schema: 1\nname: B\nextends: standard\nyears: 0.5\n"
                                       "book: {arr: 2M}\nteam: {size: 3}\n")  # fmt: skip
    (project / "other.yaml").write_text("schema: 1\nname: O\nextends: base.yaml\n"
                                        "team: {structure: pooled}\n")  # fmt: skip
    answer = compare_files(project / "base.yaml", [project / "other.yaml"], replications=2,
                           workers=1, out=project / "results" / "own", pictures=False,
                           opening="own", equal="payroll")  # fmt: skip
    mine = next(each for each in studio.start()["project"]["results"]
                if each["folder"] == "results/own")  # fmt: skip
    job, ended = studio.reopen("tester", mine["folder"], mine["key"]), threading.Event()
    job.listeners.append(lambda: job.state == "done" and ended.set())
    assert job.state == "done" or ended.wait(60), job.events[-1]
    told = next(event["told"] for event in job.events if event["kind"] == "answer")
    assert told["document"] == json.loads(answer.json())


def test_a_team_file_that_was_edited_is_another_scene(studio):
    file = studio.place.project / "edited.yaml"
    plan = {"team": {"file": "edited.yaml"}, "candidates": []}
    keys = []
    for arr in ("3M", "9M"):
        file.write_text(f"schema: 1\nname: E\nextends: standard\nbook: {{arr: {arr}}}\n")
        keys.append(scenes.written(plan, studio.place).key)
    assert keys[0] != keys[1]


def test_a_link_that_leads_out_of_the_project_is_left_out(studio, tmp_path):
    (tmp_path / "away.yaml").write_text("schema: 1\nextends: standard\n")
    link = studio.place.project / "link.yaml"
    link.symlink_to(tmp_path / "away.yaml")
    assert "link.yaml" not in studio.start()["project"]["scenarios"]
    link.unlink()


def test_charts_and_pack_come_from_the_same_worlds(studio):
    job = played(studio, PLAN, 3)
    once = studio.charts("tester", job.number, ["arr"], 9.0)
    assert once.finished.wait(60)
    assert once.error is None
    assert once.value["arr"]["svg"].startswith("<svg")
    once = studio.pack("tester", job.number, ["html"], {"decision": "We wait a year."})
    assert once.finished.wait(60)
    assert once.error is None, once.error
    [file] = map(Path, once.value)
    call = int(file.parent.name)
    page = studio.packed(job.number, call, "report.html").read_text("utf-8")
    assert "We wait a year." in page
    for name in ("../../x", "/etc/passwd", "nothing.html"):
        with pytest.raises(InputError, match="no file of this pack"):
            studio.packed(job.number, call, name)


def test_saved_files_stand_on_their_own(studio):
    studio.save(PLAN, ["Our company", "The pool, from month 3"])
    project = studio.place.project
    pool = load(project / "the_pool_from_month_3.yaml")
    assert pool.name == "A pool"
    assert pool.timeline["pool"].set == {"team.structure": "pooled"}
    assert (project / "our_company_team.yaml").is_file()
    with pytest.raises(InputError, match="exists already"):
        studio.save({**PLAN, "today": {"years": 2}}, ["Our company", "Another"])


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        ({}, "team: must be one of answers, file, made"),
        ({"team": {"file": "../../etc/passwd"}}, "is outside the project folder"),
        ({"team": {"file": "/etc/passwd"}}, "is outside the project folder"),
        ({"team": {"made": "../../x"}}, "is not known here"),
        ({"team": {"answers": {"arr": "lots"}}}, "--arr: "),
        ({"team": {"answers": {"size": "3"}}}, "no such question"),
        ({"team": {"answers": []}}, "must be a mapping"),
        ({**PLAN, "more": 1}, "unknown key"),
        ({**PLAN, "candidates": [POOLED] * 5}, "5 is too many: 4 at most"),
        ({**PLAN, "candidates": "x"}, "must be a list of mappings"),
        ({**PLAN, "equal": "all"}, "must be one of none, payroll, headcount"),
        ({**PLAN, "candidates": [{"extends": "/etc/passwd", "culture": {"x": 1}}]}, "unknown key"),
        ({**PLAN, "candidates": [{"book": {"file": "/etc/passwd"}}]}, "comes with the team"),
    ],
)
def test_what_is_no_plan_is_refused(studio, plan, sentence):
    with pytest.raises(InputError, match=sentence):
        studio.look(plan)


def test_a_plan_is_one_folder_and_another_is_another(studio):
    one, two = scenes.written(PLAN, studio.place), scenes.written(PLAN, studio.place)
    other = scenes.written({**PLAN, "equal": "payroll"}, studio.place)
    assert one == two
    assert one.key != other.key


def test_a_job_can_be_paused_and_cancelled(studio):
    plan = {**PLAN, "today": {"name": "Today", "years": 0.5, "seed": 5}}
    job = studio.play("tester", plan, 50)
    job.pause(True)
    assert job.state == "paused"
    job.pause(False)
    job.cancel()
    assert job.state == "cancelled"
    count = len(job.events)
    job.pause(True)
    assert (job.state, len(job.events)) == ("cancelled", count)
    job._answered(2, {})
    job._failed("late")
    assert (job.state, len(job.events)) == ("cancelled", count)


def test_more_worlds_go_on_from_those_that_there_are(studio):
    job = played(studio, PLAN, 3)
    ended = threading.Event()
    job.listeners.append(lambda: job.told == 4 and ended.set())
    studio.more(job.number, 4)
    with pytest.raises(InputError, match="1000000000 is not allowed"):
        studio.more(job.number, 10**9)
    assert ended.wait(60)
    assert job.state == "done"


def test_usual_answers_follow_what_is_said():
    small, large = offers.usual({"arr": "2M"}), offers.usual({"arr": "100M"})
    assert small["usual"]["people"] == "csm=2"
    assert large["usual"]["people"] == "csm=50"
    assert "at least GRR" in offers.usual({"nrr": "50 %"})["faults"]["nrr"]


def test_a_bare_92_in_a_form_is_per_cent():
    assert offers.as_said("grr", " 92 ") == "92 %"
    assert offers.as_said("growth", "0.3") == "0.3"
    assert offers.as_said("nrr", "1.05") == "1.05"
    assert offers.as_said("arr", "92") == "92"
    assert not offers.usual({"grr": "92", "nrr": "104"})["faults"]


def test_levers_and_programmes_are_those_of_the_tables():
    found = offers.offers()
    assert {each["path"] for each in found["levers"]} == {path for path, _ in offers.LEVERS}
    assert all(each["source"] for each in found["levers"])
    assert "voice_of_customer" in {each["name"] for each in found["programmes"]}
    json.dumps(found)


def test_errors_are_sentences():
    assert in_words(ValueError("odd"))["text"] == "something went wrong here: ValueError: odd"
    assert in_words(OSError(28, "No space left on device", "/x"))["text"] == (
        "/x: No space left on device"
    )
    assert "memory" in in_words(MemoryError())["text"]
    told = in_words(InputError(Fault("--arr", "", "'lots' is not a number")))
    assert told["text"] == "ARR today: 'lots' is not a number"
    assert told["faults"][0]["where"] == "--arr"


def test_a_folder_that_is_none_is_refused(tmp_path):
    with pytest.raises(InputError, match="is no folder"):
        Studio(tmp_path / "nothing")
