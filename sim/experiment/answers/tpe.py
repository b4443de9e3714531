"""Optuna's tree-structured Parzen estimator as the search over several factors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sim.base.faults import InputError
from sim.experiment.answers.targets import Setting
from sim.scenario.study.factors import Factor

FIRST = 12
"""Trials at random before the estimator has a say, at least 3 a factor."""


def explore(
    factors: Sequence[Factor], tries: Callable[[Sequence[float]], Setting], trials: int, seed: int
) -> None:
    """Tries `trials` settings, ever more of them where it is cheap and the targets are met.

    One trial after the other, so that the answer is the same for any number of workers. Raises
    InputError without Optuna.
    """
    with _optuna() as optuna:
        sampler = optuna.samplers.TPESampler(
            seed=seed,
            n_startup_trials=max(FIRST, 3 * len(factors)),
            constraints_func=lambda trial: trial.user_attrs["gaps"],
        )
        study = optuna.create_study(sampler=sampler)
        for _ in range(trials):
            trial = study.ask()
            found = tries([_suggested(trial, factor) for factor in factors])
            trial.set_user_attr("gaps", [min(gap, 1e300) for gap in found.gaps.values()])
            study.tell(trial, found.cost if found.cost == found.cost else 1e300)


def _suggested(trial: Any, factor: Factor) -> float:
    """A position; the middle of a level for a list."""
    if factor.listed:
        n = len(factor.levels)
        return (float(trial.suggest_categorical(factor.name, list(range(n)))) + 0.5) / n
    return float(trial.suggest_float(factor.name, 0.0, 1.0))


@contextmanager
def _optuna() -> Iterator[Any]:
    """Optuna, quiet; what it logs at is set back afterwards."""
    import warnings

    try:
        import optuna
    except ImportError as error:
        raise InputError(
            "seeking over several factors needs Optuna, which is not installed: "
            "pip install 'reorg[optimize]'; or vary one factor only"
        ) from error
    before = optuna.logging.get_verbosity()
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
            # Version 5 warns of the constraints that version 4 cannot do without.
            warnings.simplefilter("ignore", FutureWarning)
            yield optuna
    finally:
        optuna.logging.set_verbosity(before)
