"""Descriptions: what a results folder says of the experiments and studies whose worlds it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sim.experiment.store.files import Turns
from sim.experiment.store.manifest import scenarios_of, short_key, unwritable, update_manifest
from sim.experiment.store.studies import (
    Variant,
    add_variants,
    read_variants,
    settle,
    study_file,
    study_key,
)
from sim.experiment.worlds import Side


class Descriptions:
    """The manifest and the lists of scenarios of a folder. Raises InputError where unwritable.

    turns: whose turn it is to write there.
    """

    def __init__(self, folder: Path, turns: Turns) -> None:
        self.folder, self._turns = folder, turns

    def describe(
        self, experiment: dict[str, Any], sides: Sequence[Side], units: Mapping[str, str]
    ) -> None:
        """Say in the manifest what an experiment is of, its scenarios whole.

        For the few scenarios of a comparison. Two processes may describe at once.
        """
        self._tell(
            experiments={short_key(experiment): experiment},
            scenarios=scenarios_of(sides),
            units=dict(units),
        )

    def describe_study(
        self,
        name: str,
        document: Mapping[str, Any],
        bases: Sequence[Side],
        variants: Iterable[Variant],
        units: Mapping[str, str],
        stamp: str = "",
    ) -> None:
        """Say what a study is of: bases whole, other scenarios as differences from one of them.

        document: the study as JSON data. bases: the base and the candidates, before anything is
        varied. variants: scenarios of points, all at once or more with every call. stamp: whatever
        else the variants depend on, such as a digest of the files that were read. Two processes
        may describe at once, the same study or others; see `settle_study`.
        """
        key = study_key(name, document, bases, stamp)
        entry = {
            "name": name,
            "document": document,
            "bases": [base.address._asdict() for base in bases],
            "stamp": stamp,
        }
        self._tell(studies={key: entry}, scenarios=scenarios_of(bases), units=dict(units))
        with self._turns.alone():
            add_variants(self.folder, key, variants)

    def settle_study(
        self, name: str, document: Mapping[str, Any], bases: Sequence[Side], stamp: str = ""
    ) -> None:
        """Put the scenarios of a study in order, once all are described; the same arguments."""
        with self._turns.alone():
            settle(self.folder, study_key(name, document, bases, stamp))

    def recall_study(
        self, name: str, document: Mapping[str, Any], bases: Sequence[Side], stamp: str = ""
    ) -> list[Variant]:
        """The scenarios of a study that was described with the same arguments, by point and base.

        So it is known where their worlds are before a single one is built. Empty for a study that
        is not known.

        What a scenario file means may change with the version of the software: put it into the
        stamp.
        """
        return list(read_variants(study_file(self.folder, study_key(name, document, bases, stamp))))

    def _tell(self, **sections: dict[str, Any]) -> None:
        """Add to the manifest."""
        try:
            with self._turns.alone():
                update_manifest(self.folder, **sections)
        except OSError as error:
            raise unwritable(self.folder, error) from error
