"""A story for machines: the document of `reorg story --json`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sim.present.story.choosing import RULE, Choice
from sim.present.story.columns import caveat, headline, remark, until
from sim.present.story.moment import Moment, Source
from sim.present.story.pair import NEVER
from sim.present.story.story import Story
from sim.present.story.world import World

Document = dict[str, Any]


def story_document(story: Story) -> Document:
    """Everything that is told and known of a story; a time is days since the start date."""
    worlds = list(zip(story.pair.worlds, story.choice.rows, strict=True))
    known = story.parted != NEVER
    day = story.pair.worlds[0].date(story.parted).isoformat() if known else None
    return {
        "of": story.choice.kind,
        "name": story.choice.name,
        "called": story.name,
        "world": story.pair.replication,
        "title": headline(story),
        "difference": story.difference.text,
        "caveat": caveat(story),
        "remark": remark(story),
        "alike": {"chosen": story.choice.gap.alike, "everybody": story.nobody},
        "same_until": {"date": day, "text": until(story)},
        "choice": {
            "asked": story.asked,
            "rule": RULE[story.choice.kind],
            **_choice(story.choice),
            "runners_up": [_choice(each) for each in story.runners],
        },
        "worlds": [
            {
                "scenario": world.name,
                "digest": world.side.result.digest,
                "row": row,
                "difference_from": _sources(story.difference.sources[place]),
                "moments": [
                    _moment(world, each, story.cut.keeps(each)) for each in story.moments[place]
                ],
            }
            for place, (world, row) in enumerate(worlds)
        ],
    }


def _choice(choice: Choice) -> Document:
    return {
        "name": choice.name,
        "scenario": choice.pair.worlds[-1].name,
        "world": choice.pair.replication,
        "score": choice.score,
        "parts": choice.parts,
    }


def _moment(world: World, each: Moment, told: bool) -> Document:
    return {
        "date": world.date(each.time).isoformat(),
        "time": each.time,
        "kind": each.kind,
        "text": each.text,
        "cause": each.cause,
        "table": each.table,
        "row": each.row,
        "column": each.column,
        "also": _sources(each.also),
        "level": each.level,
        "told": told,
    }


def _sources(sources: Iterable[Source]) -> list[Document]:
    return [{"table": s.table, "rows": list(s.rows)} for s in sources]
