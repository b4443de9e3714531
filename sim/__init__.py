"""Reorg: what would happen if we changed how the Customer Success team is organised?

The public names are listed in `HOMES` and loaded when they are first used, so that `import sim`
costs nothing. Everything else is the inside of the house and may change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.base import version

if TYPE_CHECKING:
    from sim.app.notebook import compare, describe, load, run, simulate, sweep
    from sim.app.notebook_answers import chart, seek, sensitivity, sentence, threshold
    from sim.app.notebook_bridges import answers_at, ema_model, salib_problem
    from sim.base.faults import InputError
    from sim.measures import Measure, View

__all__ = [
    "InputError",
    "Measure",
    "View",
    "__version__",
    "answers_at",
    "chart",
    "compare",
    "describe",
    "ema_model",
    "load",
    "run",
    "salib_problem",
    "seek",
    "sensitivity",
    "sentence",
    "simulate",
    "sweep",
    "threshold",
]

__version__ = version.VERSION

HOMES = {
    **dict.fromkeys(
        ("compare", "describe", "load", "run", "simulate", "sweep"), "sim.app.notebook"
    ),
    **dict.fromkeys(
        ("chart", "seek", "sensitivity", "sentence", "threshold"), "sim.app.notebook_answers"
    ),
    **dict.fromkeys(("answers_at", "ema_model", "salib_problem"), "sim.app.notebook_bridges"),
    "InputError": "sim.base.faults",
    **dict.fromkeys(("Measure", "View"), "sim.measures"),
}
"""Public name -> the module that it is taken from."""


def __getattr__(name: str) -> object:
    """A public name, from its home. Raises AttributeError for any other name."""
    if name not in HOMES:
        raise AttributeError(f"module 'sim' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(HOMES[name]), name)


def __dir__() -> list[str]:
    """The public names, for completion in a notebook."""
    return sorted(__all__)
