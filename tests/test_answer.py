"""Answers are strict JSON, and loading several files tells all faults of all of them."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from sim.app.answer import Answer


def test_json_has_no_nan_and_no_numpy():
    data = {
        "none": math.nan,
        "more": np.float64(math.inf),
        "whole": np.int64(3),
        "row": np.array([1.5, math.nan]),
        "pair": (1, "€"),
    }
    text = Answer("", data).json()
    assert json.loads(text) == {
        "none": None,
        "more": None,
        "whole": 3,
        "row": [1.5, None],
        "pair": [1, "€"],
    }
    assert "€" in text


def test_what_json_cannot_say_is_an_error():
    with pytest.raises(TypeError):
        Answer("", {"set": {1}}).json()
