"""The inputs behind a result, under the name that they had when only the page used them."""

from sim.present.inputs import (
    MARKS,
    Parameter,
    book_text,
    by_branch,
    differing,
    parameters,
    scenario_text,
)

__all__ = [
    "MARKS",
    "Parameter",
    "book_text",
    "by_branch",
    "differing",
    "parameters",
    "scenario_text",
]
