"""A browser of the system for tests of pages: found, or the test is skipped with a word on why."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def executable() -> str:
    """Path of a Chromium; skips the test where there is none."""
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed (extra dev)")
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip(f"no Chromium on this machine: looked for {', '.join(NAMES)}")
    return found


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser without a window."""
    path = executable()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


class Visit:
    """A page opened from its file: what it asked for, and what it complained of.

    asked: addresses other than its own. wrong: errors, and what the policy of the page forbade.
    """

    def __init__(self, browser: Any, path: Path, **how: Any) -> None:
        self.context = browser.new_context(accept_downloads=True, **how)
        self.page = self.context.new_page()
        self.asked: list[str] = []
        self.wrong: list[str] = []
        own = path.as_uri()
        self.page.on("request", lambda r: r.url != own and self.asked.append(r.url))
        self.page.on("console", lambda m: m.type == "error" and self.wrong.append(m.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", lambda dialog: dialog.accept())
        self.page.goto(own)

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()
