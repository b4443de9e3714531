"""Surveys: what customers and people would say if they were asked, and who answers.

One mapping serves them all: somebody of state x (0-1) is at 0.4 + 0.6 x of the scale, for people
rarely use the low end of one. It is a guess, made so that a healthy account (0.78) is on the edge
of a promoter; the spread of single answers makes loyalty and answers correlate as published (.54,
NPS against retention, grade C). Compare scenarios by it, not with other companies.
"""

from __future__ import annotations

from math import erf, sqrt

import numpy as np

from sim.measures.ratios import ratio
from sim.measures.rows import Rows
from sim.measures.view import View

LOWEST = 0.4
"""Part of the scale at which somebody of state 0 answers."""
SILENT, TRUSTING = 0.1, 0.5
"""Share of customers of trust 0 and of trust 1 who answer."""
PROMOTER, DETRACTOR = 8.5, 6.5
"""Borders on the scale of 0-10: promoters say 9 or 10, detractors 6 or less."""
ANSWER_SPREAD = 1.1
"""Standard deviation of a single answer on that scale."""
WEARY = 0.5
"""Share of answers lost by somebody of burnout 1."""
WORKDAYS = 5
STEPS = 200
"""Steps of health in which the expected answer is tabulated: there are many rows."""


def csat(view: View) -> float:
    """Satisfaction of customers with the service, as those who answer would give it (1-5).

    1 + 4 x (0.4 + 0.6 x), x the mean of true health and served share of an account; weighted by
    who answers, 10 % of customers who trust nobody and 50 % of those who trust fully; mean over
    the ends of the weeks in the view. The mapping is a guess.
    """
    rows = view.rows("weekly_accounts")
    content = 0.5 * (rows["health"].astype(float) + rows["served"])
    return _mean(_of_five(content), _answering(rows))


def nps(view: View) -> float:
    """Net promoter score, as those who answer would give it (-100..100).

    Would you recommend us, 0-10: a mean of 10 x (0.4 + 0.6 H) and a normal spread of 1.1 a
    customer; 100 x (share of 9 and 10 - share of 0 to 6), weighted by who answers as in `csat`;
    mean over the ends of the weeks in the view. The mapping is a guess.
    """
    rows = view.rows("weekly_accounts")
    grid = 10.0 * (LOWEST + (1.0 - LOWEST) * np.linspace(0.0, 1.0, STEPS + 1))
    net = 1.0 - _normal((PROMOTER - grid) / ANSWER_SPREAD)
    net -= _normal((DETRACTOR - grid) / ANSWER_SPREAD)
    place = np.rint(STEPS * rows["health"]).astype(int)
    return _mean(100.0 * net[place], _answering(rows))


def esat(view: View) -> float:
    """Satisfaction of people with their work, as those who answer would give it (1-5).

    1 + 4 x (0.4 + 0.6 (1 - B)), B burnout; who is burned out answers less (weight 1 - 0.5 B), who
    is on leave all week does not; mean over the person-weeks in the view. The mapping is a guess.
    """
    rows = view.rows("weekly_people")
    burnout = rows["burnout"].astype(float)
    answers = np.where(rows["away"] < WORKDAYS, 1.0 - WEARY * burnout, 0.0)
    return _mean(_of_five(1.0 - burnout), answers)


def _of_five(state: np.ndarray) -> np.ndarray:
    return np.asarray(1.0 + 4.0 * (LOWEST + (1.0 - LOWEST) * state))


def _answering(rows: Rows) -> np.ndarray:
    """Share of each row's customers who answer."""
    trust = np.maximum(np.where(rows["lead"] >= 0, rows["trust"], 0.0), rows["firm"])
    return np.asarray(SILENT + (TRUSTING - SILENT) * trust)


def _normal(z: np.ndarray) -> np.ndarray:
    """Distribution function of the standard normal."""
    return np.array([0.5 * (1.0 + erf(x / sqrt(2.0))) for x in z.tolist()])


def _mean(values: np.ndarray, weights: np.ndarray) -> float:
    return ratio((values * weights).sum(), weights.sum())
