"""The page of results of the claims ledger, from a run that is kept as data.

`keep` takes from what `reorg claims --json` printed what the page shows, so that the page can be
made again. While no run is kept there is no page.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from docs.refresh.markdown import table
from sim.base.version import MODEL_VERSION, VERSION
from sim.present.charts.claims import claims_foot, claims_pictures
from sim.present.charts.write import svg
from sim.present.claims import ROLE, expected_words, found_words, status_word

FILE = Path(__file__).parents[1] / "claims_results.json"
NAME = "docs/claims-results.md"
IMAGES = "docs/images"
KEPT = (
    "id", "claim", "source", "role", "expected", "got", "lo", "hi", "status", "why", "replications",
)  # fmt: skip
WORDS = ("reproduced", "partly", "NOT reproduced", "not run", "untestable", "input")

HEAD = """# Results of the claims ledger

Every published claim with what was expected of it and what was found, made by `make claims` from a
run of `reorg claims` (reorg {reorg}, model {model}). What roles and verdicts mean, and how to read
an interval, stands in [the claims ledger](claims.md). What fails is here, too, with a sentence on
why.
"""


def keep(rows: Sequence[Mapping[str, Any]]) -> None:
    """Take over a run from what `reorg claims --json` printed."""
    versions = {"reorg": VERSION, "model": MODEL_VERSION}
    kept = {"versions": versions, "rows": [{key: row[key] for key in KEPT} for row in rows]}
    FILE.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def page() -> str:
    """The page of the run that is kept."""
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    rows = kept["rows"]
    shown = [f"![{p.alt}](images/{p.name}.svg)\n" for p in claims_pictures(rows)]
    head = HEAD.format(**kept["versions"])
    return "\n".join([head, *shown, _counts(rows), "", _all(rows), ""])


def images() -> Iterator[tuple[str, str]]:
    """Name and text of every picture on the page."""
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    foot = claims_foot(**kept["versions"])
    for picture in claims_pictures(kept["rows"]):
        yield f"{IMAGES}/{picture.name}.svg", svg(picture, foot).decode()


def _counts(rows: Sequence[Mapping[str, Any]]) -> str:
    """How many rows of each role have each verdict."""
    counts = Counter((row["role"], status_word(row)) for row in rows)
    words = [word for word in WORDS if any(counts[role, word] for role in ROLE)]
    lines = [
        [f"{role} ({name})", *(str(counts[role, word] or "") for word in words)]
        for role, name in ROLE.items()
        if any(counts[role, word] for word in words)
    ]
    return table(["Role", *words], lines)


def _all(rows: Sequence[Mapping[str, Any]]) -> str:
    lines = [
        [
            f"`{row['id']}`",
            row["claim"] + (f": {row['expected']['quantity']}" if row["expected"] else ""),
            row["role"],
            expected_words(row) if row["expected"] else "",
            f"{found_words(row)}, n = {row['replications']}" if row["replications"] else "",
            status_word(row),
            row["why"],
        ]
        for row in rows
    ]
    return table(["Row", "Claim: quantity", "Role", "Expected", "Got", "Verdict", "Why"], lines)
