"""Blocks: parts of a page that are made from the code, between two comments.

    <!-- made by `make docs`: parameters people.ramp people.notice -->
    ...
    <!-- end -->

The first word names the maker in `MAKERS`, the others are handed to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from docs.refresh import calibration, first_result, house, scenario

BLOCK = re.compile(
    r"(<!-- made by `make docs`: (?P<call>[^>]+?) -->\n).*?(<!-- end -->)", re.DOTALL
)

MAKERS: dict[str, Callable[..., str]] = {
    "floors": house.floors,
    "constants": house.constants,
    "parameters": scenario.parameters,
    "structures": scenario.structures,
    "first-result": first_result.block,
    "calibrated-targets": calibration.targets,
    "calibrated-parameters": calibration.fitted,
    "calibrated-counts": calibration.counts,
}
"""What makes a block, by its first word."""


def filled(text: str) -> str:
    """The page with every block made anew. Raises KeyError for a maker that is not known."""
    return BLOCK.sub(_made, text)


def _made(found: re.Match[str]) -> str:
    maker, *arguments = found["call"].split()
    return f"{found[1]}{MAKERS[maker](*arguments)}\n{found[3]}"
