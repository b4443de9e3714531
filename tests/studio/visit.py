"""A browser at the studio, as somebody who never saw it: what was asked for is logged."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Locator, Page, Request

WORLDS = 4
"""Worlds that a visit asks for: the first answers come after two and three."""
TINY = {"arr": "2M", "customers": "mid_market=12", "people": "csm=2"}


@dataclass
class Visit:
    """A page of the studio. asked: addresses of every request; said: errors of the console."""

    page: Page
    origin: str
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def step(self, name: str) -> None:
        """Show a step."""
        self.page.click(f"#tab-{name}")

    def panel(self, name: str) -> Locator:
        """What a step shows."""
        return self.page.locator(f"#panel-{name}")

    def answer(self, question: str, text: str) -> None:
        """Write into the first field of a question."""
        self.page.locator(f'[data-at="q:{question}"] input').first.fill(text)

    def add(self, idea: str) -> None:
        """A plan from an idea."""
        self.page.locator(".ideas").get_by_role("button", name=idea).click()

    def done(self, worlds: int = WORLDS, within: float = 60) -> None:
        """Wait until the play of this step has all its worlds."""
        noun = re.compile(rf"^{worlds} (paired )?worlds played$")
        self.page.locator("#run .line").filter(has_text=noun).wait_for(timeout=within * 1000)

    def chart(self, step: str, name: str) -> None:
        """Scroll to a chart, and wait until it is drawn."""
        figure = self.panel(step).locator(f'figure[data-chart="{name}"]')
        figure.scroll_into_view_if_needed()
        figure.locator("svg").wait_for()

    def play(self, name: str) -> Any:
        """What the page holds of a play: `today` or `compare`."""
        return self.page.evaluate(
            """async (name) => {
                 const { [name]: play } = await import("/static/live.js");
                 const { shown, state, stale, job } = play;
                 return { shown, state, stale, job };
               }""",
            name,
        )

    def overflow(self) -> int:
        """Pixels by which the page is wider than the window."""
        return int(
            self.page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
        )


def visit(
    browser: Browser,
    address: str,
    *,
    width: int = 1280,
    dark: bool = False,
    answers: dict[str, str] | None = None,
    plans: list[dict[str, Any]] | None = None,
    **said: Any,
) -> Visit:
    """Open the studio: as new, or with what this tab is told to remember."""
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        color_scheme="dark" if dark else "light",
        accept_downloads=True,
    )
    page = context.new_page()
    origin = address.partition("/?")[0]
    found = Visit(page, origin)

    def asked(request: Request) -> None:
        found.asked.append(request.url)

    page.on("request", asked)
    page.on("pageerror", lambda error: found.said.append(str(error)))
    page.on(
        "console",
        lambda told: found.said.append(told.text) if told.type in ("error", "warning") else None,
    )
    page.goto(address)
    page.wait_for_selector("body.ready")
    kept: dict[str, Any] = {"worlds": WORLDS, **said}
    if answers is not None:
        kept |= {
            "team": {"way": "numbers", "answers": answers, "file": "", "made": "", "brought": None}
            | {"size": "", "fit": None, "useFit": False},
            "today": {"name": "Today", "years": "1"},
        }
    if plans is not None:
        kept["candidates"] = plans
    page.evaluate("text => sessionStorage.setItem('reorg-studio-1', text)", json.dumps(kept))
    page.reload()
    page.wait_for_selector("body.ready")
    return found


def plan(name: str, **said: Any) -> dict[str, Any]:
    """A plan as the page remembers it."""
    usual = {"structure": "same", "rows": [], "from": "date", "levers": {}, "programmes": []}
    terms = {"month": 7, "phase": 8, "handover": "warm", "keepTop": 0, "keepWithin": 0, "moves": []}
    words = {"id": re.sub(r"\W", "", name), "name": name, "hypothesis": "", "extra": {}}
    return {**words, **usual, **terms, **said}
