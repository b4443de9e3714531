"""The documentation agrees with the code: generated parts, names, links, what may not be said."""

from __future__ import annotations

import re
import subprocess

import pytest

from docs.refresh import ROOT, blocks, house, scenario, stale
from sim.scenario.fields import facts_of
from sim.scenario.paths import every, find
from sim.scenario.tree import Mechanisms, Scenario
from tests.floors import MAY_USE

PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in (".", "docs", "scenarios", "scenarios/data", "results")
    for path in (ROOT / folder).glob("*.md")
)
TOP = "|".join(Scenario.model_fields)
DOTTED = re.compile(rf"`((?:{TOP})\.[a-z_.]+[a-z_])(?:=[^`]*)?`")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"\b(?:[EQMSX]\d+|scratch model)\b")
MACHINE = re.compile("|".join(("/wo" + "rk/", "/ho" + "me/", "/Us" + "ers/", "/ro" + "ot/")))


def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def test_generated_parts_are_up_to_date():
    assert stale() == [], "make docs"


def test_every_field_is_in_the_reference_with_its_meaning():
    page = scenario.page()
    for path, field in every():
        if not path.startswith("book.accounts"):
            assert f"| `{path}` |" in page
            assert field.description


def test_a_block_by_nobody_is_refused():
    with pytest.raises(KeyError, match="nobody"):
        blocks.filled("<!-- made by `make docs`: nobody -->\n<!-- end -->")
    with pytest.raises(KeyError, match=r"people\.rump"):
        scenario.parameters("people.rump")


def test_the_floor_table_has_every_room_and_goes_down():
    assert set(house.FLOOR) == set(MAY_USE) - {""}
    for room, floor in house.FLOOR.items():
        assert all(house.FLOOR[used] < floor for used in MAY_USE[room].split())


@pytest.mark.parametrize("page", PAGES)
def test_dotted_paths_exist(page):
    named = [path for path in DOTTED.findall(text(page)) if not path.endswith(".py")]
    unknown = [path for path in named if not find(path.split(".")).known]
    assert unknown == []


def test_the_model_page_names_every_mechanism():
    page = text("docs/model.md")
    assert [name for name in Mechanisms.model_fields if f"`{name}`" not in page] == []


def test_sources_that_are_codes_are_explained():
    page = text("docs/sources.md")
    named = {code for _, field in every() for code in CODE.findall(facts_of(field).source)}
    assert [code for code in sorted(named) if not re.search(rf"\b{code}\b", page)] == []


@pytest.mark.parametrize("page", PAGES)
def test_links_and_images_exist(page):
    for target in LINK.findall(text(page)):
        if "://" in target:
            continue
        file, _, anchor = target.partition("#")
        path = (ROOT / page).parent / file if file else ROOT / page
        assert path.exists(), f"{page}: {target}"
        if anchor:
            assert anchor in anchors(path.read_text(encoding="utf-8")), f"{page}: {target}"


def anchors(page: str) -> set[str]:
    """The anchors that headings of a page get."""
    headings = re.findall(r"^#+ (.*)$", page, re.MULTILINE)
    words = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.strip().replace(" ", "-") for heading in words}


def test_no_text_names_a_place_on_a_machine():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    files = [ROOT / line for line in listed.stdout.splitlines()] or sorted(
        path
        for folder in ("sim", "tests", "docs", "scenarios")
        for path in ROOT.glob(f"{folder}/**/*")
    )
    for path in files:
        if path.is_file() and path.suffix in {".py", ".md", ".yaml", ".toml", ".cff", ".html", ""}:
            found = MACHINE.search(path.read_text(encoding="utf-8", errors="replace"))
            assert not found, f"{path.relative_to(ROOT)}: {found and found[0]}"
