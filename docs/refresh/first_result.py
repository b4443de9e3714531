"""The first result of the README: kept as data, shown as a block.

`keep` takes from the JSON document of `reorg compare --json` what the block shows: the verdict, the
headline measures and what made them. The block is written from that alone.
"""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import Any

from docs.refresh.markdown import table
from sim.present.labels import full_label, in_order
from sim.present.reading import headline, readings

FILE = Path(__file__).parents[1] / "first_result.json"
NUMBERS = (
    "base", "candidate", "difference", "lo", "hi", "p_better", "n", "unit", "better", "headline",
)  # fmt: skip


def keep(document: dict[str, Any]) -> None:
    """Take over the first result from a document that `reorg compare --json` printed."""
    found = kept(document)
    FILE.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def kept(document: dict[str, Any]) -> dict[str, Any]:
    """What the block needs of a comparison of one candidate."""
    [candidate] = document["candidates"]
    return {
        "base": {key: document["base"][key] for key in ("name", "digest")},
        "candidate": {key: candidate[key] for key in ("name", "digest", "verdict")},
        "measures": {
            name: {key: entry[key] for key in NUMBERS}
            for name, entry in candidate["measures"].items()
            if entry["headline"]
        },
        "versions": {key: document["provenance"][key] for key in ("reorg", "model")},
    }


def block() -> str:
    """Verdict and headline measures, as Markdown."""
    found = json.loads(FILE.read_text(encoding="utf-8"))
    return shown(found)


def shown(found: dict[str, Any]) -> str:
    """The block of a result that `kept` gave."""
    by_name = {r.measure: r for r in headline(readings(found["measures"], "USD"))}
    rows = []
    for name in in_order(list(by_name)):
        r = by_name[name]
        span = f"{r.changes.signed(r.difference)} ({r.changes.span(r.lo, r.hi)})"
        rows.append((
            full_label(name), r.values.plain(r.base), r.values.plain(r.candidate), span, r.won_words
        ))  # fmt: skip
    titles = ("", found["base"]["name"], found["candidate"]["name"], "difference (95 % interval)")
    versions = found["versions"]
    quote = textwrap.indent(textwrap.fill(found["candidate"]["verdict"], 112), "> ")
    made = f"Reorg {versions['reorg']}, model {versions['model']}."
    return "\n".join([quote, "", table((*titles, "better in"), rows), "", made])
