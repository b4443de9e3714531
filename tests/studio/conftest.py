"""One server and one browser for the tests of the page."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.studio.visit import Visit

CHROMIUM = Path("/usr/bin/chromium")
BASE = """schema: 1
name: Small team
extends: standard
years: 1
book:
  arr: 2M
  growth: 0.2
  segments: {enterprise: null, smb: null, mid_market: {arr_share: 1, acv: 150k}}
team: {structure: generalist, size: 2}
"""
CHILD = """schema: 1
name: Pool in April
hypothesis: Nobody waits for one person any more.
extends: small.yaml
culture: {knowledge_sharing: 0.4}
people: {pay_gap: 0.05}
timeline:
  reorg: {at: month 4, set: {team.structure: pooled}, phase_weeks: 4 weeks}
  triage: {at: month 2, programme: triage}
"""


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two scenario files, one of which builds on the other."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "small.yaml").write_text(BASE, "utf-8")
    (folder / "april.yaml").write_text(CHILD, "utf-8")
    return folder


@pytest.fixture(scope="session")
def address(project: Path) -> Iterator[str]:
    """Where the studio over that folder is served."""
    command = [sys.executable, "-m", "sim.cli", "studio", str(project), "--no-browser"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    yield server.stdout.readline().split()[0]
    server.terminate()
    server.wait(20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    sync_playwright = pytest.importorskip("playwright.sync_api").sync_playwright
    if not CHROMIUM.is_file():
        pytest.skip(f"the page is tested in a browser, and there is none at {CHROMIUM}")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def go(browser: Browser, address: str) -> Iterator[Callable[..., Visit]]:
    """Opens pages; afterwards every request must have stayed here, and no error been said."""
    from tests.studio.visit import visit

    visits: list[Visit] = []

    def opened(**about: Any) -> Visit:
        visits.append(visit(browser, address, **about))
        return visits[-1]

    yield opened
    for each in visits:
        each.page.context.close()
        away = [url for url in each.asked if not url.startswith((each.origin, "data:", "blob:"))]
        assert not away, away
        assert not each.said, each.said
