"""`reorg claims`: every published claim as an experiment, with a verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.app.answer import Answer, plain
from sim.app.worlds import workers_in_words
from sim.claims.book import chosen
from sim.claims.ledger import Entry, Ledger, Row, without_running
from sim.claims.own import OWN
from sim.experiment.executors import executor_for
from sim.experiment.replications import Worlds
from sim.experiment.worlds import Engine, Side, the_model
from sim.present.claims import listing, result_line, summary_text
from sim.tables.results import Result

Say = Callable[[str], None]


@dataclass(frozen=True)
class Claimed:
    """The answer, and whether a claim that defaults are calibrated to was missed."""

    answer: Answer
    missed: bool = False


def list_claims(names: Sequence[str] = (), roles: Sequence[str] = ()) -> Answer:
    """All rows with role and experiment in words; nothing runs. Raises InputError."""
    measures = the_model(OWN).measures
    rows = [_listed(row, measures) for row in chosen(names, roles)]
    return Answer(listing(rows), rows)


def run_claims(
    names: Sequence[str] = (),
    roles: Sequence[str] = (),
    *,
    quick: bool = False,
    replications: int | None = None,
    out: str | Path,
    workers: int | None = None,
    cluster: str | None = None,
    say: Say | None = None,
    engine: Engine | None = None,
    pictures: bool = False,
) -> Claimed:
    """The chosen rows (none: all), run in the folder `out`, which computes nothing twice.

    quick: a first answer with few replications. replications: of every row, instead. say: is told
    each row as it is done. pictures: `charts/` in the folder shows the verdicts, too. Raises
    InputError, and Interrupted with the worlds kept.
    """
    rows, model = chosen(names, roles), engine or the_model(OWN)

    def tell(entry: Entry) -> None:
        if say is not None and entry.replications:
            say(result_line(plain(entry.document())))

    with workers_in_words(), executor_for(workers, cluster) as executor:

        def live(sides: Sequence[Side], n: int, first: int = 0) -> Sequence[Result]:
            worlds = Worlds(sides, engine=model, store=out, keep="values", first=first)
            worlds.fill(n, lambda _: True, executor=executor)
            return worlds.results()

        ledger = Ledger(live, model.measures, replications=replications, quick=quick)
        documents: list[dict[str, Any]] = [plain(e.document()) for e in ledger.run(rows, tell)]
    remarks = [f"Worlds: {out}", *(_drawn(documents, Path(out)) if pictures else ())]
    answer = Answer(summary_text(documents), documents, tuple(remarks))
    return Claimed(answer, any(map(_missed, documents)))


def _drawn(documents: Sequence[dict[str, Any]], out: Path) -> list[str]:
    """Write the pictures of the ledger; says where they are."""
    from sim.present.charts.claims import claims_foot, claims_pictures
    from sim.present.charts.folder import write_pictures

    every = claims_pictures(documents)
    write_pictures(every, claims_foot(), out / "charts")
    return [f"Charts: {out / 'charts'}"] if every else []


def _missed(document: dict[str, Any]) -> bool:
    return bool(document["role"] == "CAL" and document["status"] == "not_reproduced")


def _listed(row: Row, measures: Sequence[str]) -> dict[str, Any]:
    verdict = without_running(row, measures)
    return {
        "id": row.id,
        "source": row.claim.source,
        "role": row.claim.role,
        "claim": row.claim.claim,
        "expected": row.target and row.target.quantity,
        "experiment": row.experiment and row.experiment.words,
        "status": verdict and verdict.status,
        "why": verdict and verdict.why,
    }
