"""The studio's server from outside: hostile requests, many jobs, workers that are killed."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

TINY = {"arr": "2M", "people": "csm=2", "customers": "mid_market=30, smb=40"}
PLAN = {
    "team": {"answers": TINY},
    "today": {"years": 0.5},
    "candidates": [{"name": "A pool", "team": {"structure": "pooled"}}],
}


class Server:
    """A studio that runs, and requests to it as its own page would send them."""

    def __init__(self, folder):
        command = [sys.executable, "-m", "sim.cli", "studio", str(folder), "--no-browser"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        where = urlsplit(self.process.stdout.readline().strip())
        self.host, token = where.netloc, where.query.partition("=")[2]
        self.cookie = f"reorg-{where.port}={token}"

    def ask(self, method, path, body=None, **headers):
        """(status, parsed answer or text)."""
        connection = http.client.HTTPConnection(self.host, timeout=120)
        sent = {"cookie": self.cookie, "x-page": "one", **headers}
        content = json.dumps(body).encode() if isinstance(body, dict) else body
        connection.request(method, path, content, sent)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        try:
            return answer.status, json.loads(text)
        except ValueError:
            return answer.status, text

    def play(self, plan=PLAN, worlds=3, page="one"):
        status, found = self.ask("POST", "/api/jobs", {"plan": plan, "worlds": worlds},
                                 **{"x-page": page})  # fmt: skip
        assert status == 200, found
        return found["job"]

    def follow(self, job, until=("done", "failed", "cancelled")):
        """Events of a job until it ends, with the time of each."""
        connection = http.client.HTTPConnection(self.host, timeout=120)
        connection.request("GET", f"/api/jobs/{job}/events", headers={"cookie": self.cookie})
        events = []
        for line in connection.getresponse():
            if line.startswith(b"data: "):
                events.append({**json.loads(line[6:]), "at": time.monotonic()})
                if events[-1]["kind"] in until:
                    break
        connection.close()
        return events

    def workers(self):
        """Processes below that of the server, as far down as they go."""
        found, below = [], [self.process.pid]
        while below:
            children = [
                int(child)
                for pid in below
                for task in Path(f"/proc/{pid}/task").glob("*/children")
                for child in task.read_text().split()
            ]
            found, below = found + children, children
        names = {pid: Path(f"/proc/{pid}/cmdline").read_bytes() for pid in found}
        return [pid for pid in found if b"forkserver" in names[pid]]

    def memory(self):
        """Resident memory of the server itself, in MB."""
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(text.partition("VmRSS:")[2].split()[0]) / 1024


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    found = Server(tmp_path_factory.mktemp("project"))
    yield found
    found.process.send_signal(signal.SIGINT)
    assert found.process.wait(20) == 0


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("POST", "/api/look", b"{", {}, 422),
        ("POST", "/api/look", b"[1]", {}, 422),
        ("POST", "/api/look", b"[" * 100_000, {}, 422),
        ("POST", "/api/look", b"\xff\xfe", {}, 422),
        ("POST", "/api/jobs", {"plan": PLAN, "worlds": "many"}, {}, 422),
        ("POST", "/api/jobs", {"plan": PLAN, "worlds": 10**9}, {}, 422),
        ("POST", "/api/jobs", {"plan": PLAN, "futures": "many"}, {}, 422),
        ("POST", "/api/jobs", {"plan": PLAN, "futures": 10**9}, {}, 422),
        ("POST", "/api/jobs", {"folder": "../..", "key": ""}, {}, 422),
        ("POST", "/api/save", {"plan": PLAN, "names": ["../../x"]}, {}, 422),
        ("POST", "/api/open", {"file": "/etc/passwd"}, {}, 422),
        ("POST", "/api/jobs/99999", {"do": "pause"}, {}, 422),
        ("POST", "/api/look", {"team": {"file": "a\x00b"}}, {}, 422),
        ("POST", "/api/jobs", {"plan": [1]}, {}, 422),
        ("POST", "/api/import", {"accounts": "../../etc/passwd"}, {}, 422),
        ("POST", "/api/upload", b"\x00" * 100, {}, 422),
        ("POST", "/api/upload", b"x", {"content-length": str(100 * 2**20)}, 413),
        ("GET", "/static/../guard.py", None, {}, 404),
        ("GET", "/static/%2e%2e/guard.py", None, {}, 404),
        ("GET", "/api/jobs/1/files/1/..%2f..%2fx", None, {}, 404),
        ("DELETE", "/api/look", None, {}, 405),
        ("GET", "/api/start", None, {"cookie": "reorg=guess"}, 403),
        ("GET", "/api/start", None, {"host": "evil.example"}, 421),
        ("POST", "/api/look", {}, {"origin": "http://evil.example"}, 403),
    ],
)
def test_hostile_requests_are_refused_and_harm_nothing(server, method, path, body, headers, status):
    got, text = server.ask(method, path, body, **headers)
    assert got == status, text
    assert "Traceback" not in str(text)
    assert server.ask("GET", "/api/start")[0] == 200


def test_the_page_and_its_parts_are_light(server):
    began = time.monotonic()
    status, page = server.ask("GET", "/")
    assert (status, "<title>" in page) == (200, True)
    assert time.monotonic() - began < 0.5


def test_fifty_jobs_at_once_get_an_answer_each(server):
    def one(number):
        plan = {**PLAN, "today": {"years": 0.5, "seed": number}}
        return server.ask("POST", "/api/jobs", {"plan": plan, "worlds": 2}, **{"x-page": "many"})

    with ThreadPoolExecutor(10) as pool:
        found = list(pool.map(one, range(50)))
    taken = [answer["job"] for status, answer in found if status == 200]
    refused = [answer["text"] for status, answer in found if status == 422]
    assert len(taken) + len(refused) == 50
    assert refused
    assert all("plans are being played" in text for text in refused)
    assert server.ask("GET", "/api/start")[0] == 200
    for job in taken:
        server.ask("POST", f"/api/jobs/{job}", {"do": "cancel"})
    assert server.memory() < 200


def test_a_worker_that_is_killed_costs_a_world_and_no_more(server):
    plan = {**PLAN, "today": {"years": 1, "seed": 77}}
    job = server.play(plan, 6)

    def kill():
        time.sleep(1.5)
        for pid in server.workers()[1:2]:
            os.kill(pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    events = server.follow(job)
    killer.join()
    assert events[-1]["kind"] == "done", events[-1]
    assert events[-1]["worlds"] == 6


def test_five_visitors_wait_no_longer_than_their_share(server):
    """Each asks for as much; when the last has its first answer, none has more than two shares."""
    plans = [{**PLAN, "today": {"years": 1, "seed": 200 + i}} for i in range(5)]
    alone = server.follow(server.play(plans[0], 2, page="alone"))
    one = alone[-1]["at"] - alone[0]["at"]
    plans = [{**PLAN, "today": {"years": 1, "seed": 300 + i}} for i in range(5)]
    began = time.monotonic()
    with ThreadPoolExecutor(5) as pool:
        jobs = list(pool.map(lambda i: server.play(plans[i], 2, page=str(i)), range(5)))
        ends = [events[-1]["at"] - began for events in pool.map(server.follow, jobs)]
    assert max(ends) < 2 * 5 * max(one, 1.0), (one, ends)
    assert min(ends) > 0.3 * max(ends), ends


def test_a_closed_tab_frees_its_job(server):
    job = server.play({**PLAN, "today": {"years": 1, "seed": 5}}, 100)
    connection = http.client.HTTPConnection(server.host, timeout=60)
    connection.request("GET", f"/api/jobs/{job}/events", headers={"cookie": server.cookie})
    connection.getresponse().read1(10)
    connection.close()
    until = time.monotonic() + 30
    while time.monotonic() < until:
        state = server.ask("POST", f"/api/jobs/{job}", {"do": "resume"})[1]["state"]
        if state == "cancelled":
            break
        time.sleep(0.5)
    assert state == "cancelled"
