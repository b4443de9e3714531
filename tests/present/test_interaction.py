"""A 2 x 2 in words, as a table and as a picture."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.experiment.interaction import interaction
from sim.present.charts.interaction import interaction as chart
from sim.present.charts.picture import body_of
from sim.present.interaction import interaction_words, squares
from sim.present.interaction_table import interaction_text
from sim.present.report.page import html
from sim.present.subject import subject
from sim.tables.results import Key
from tests.present import worlds
from tests.present.drawn import texts


def crossed(beyond=0.0, count=30):
    """Three candidates; the third does what the first two do, and so much more of contribution."""
    found = worlds.comparison((1.0, 1.0, 1.0), worlds=count)
    base, first, second, both = found.base, *found.candidates
    luck = np.random.default_rng(5).normal(size=count)
    values = {key: first.values[key] + second.values[key] - base.values[key] for key in both.values}
    values[Key("contribution")] = values[Key("contribution")] + beyond * (1 + 0.3 * luck)
    return replace(found, candidates=(first, second, replace(both, values=values)))


def test_words_say_what_both_do_beyond_the_sum():
    said = interaction_words(interaction(crossed(200_000.0)))
    assert said.startswith("Contribution: Specialised +$")
    assert "beyond the sum of the two +$" in said
    assert "better than the sum of their parts in contribution ($" in said
    assert "add up as far as can be told in GRR" in said


def test_words_of_a_loss_and_of_a_plain_sum():
    worse = interaction_words(interaction(crossed(-200_000.0)))
    assert "worse than the sum of their parts in contribution" in worse
    assert "better" not in worse
    plain = interaction_words(interaction(crossed()))
    assert "on no headline measure is there more" in plain
    assert "than the sum of their parts" not in plain


def test_one_world_tells_nothing():
    assert "One world cannot tell" in interaction_words(interaction(crossed(2e5, count=1)))


def test_a_square_has_the_sum_where_both_would_be():
    row = next(r for r in squares(interaction(crossed(200_000.0))) if r.beyond.unit == "money")
    base, first, second, both = row.cells
    assert row.beyond.base == pytest.approx(first + second - base)
    assert row.beyond.difference == pytest.approx(both - first - second + base)
    assert row.parts == pytest.approx((first - base, second - base, both - base))


def test_the_table_fits_a_narrow_terminal():
    found = interaction(crossed(200_000.0))
    text = interaction_text(found, "Generalist", colour=False, width=80)
    assert max(map(len, text.splitlines())) <= 80
    assert "Beyond the" in text
    assert "unclear" in text or "sum" in text


@pytest.mark.parametrize("width", [4.2, 8.0])
def test_the_picture_has_a_panel_for_each_measure_and_a_key(width):
    found = crossed(200_000.0)
    document = {**worlds.summary(found), "interaction": interaction(found)}
    picture = chart(subject(found, document))
    assert "better than the sum of their parts on 1 of 8" in picture.title
    boxes, _ = texts(body_of(picture, width))
    said = [text for text, _ in boxes]
    assert sum("Contribution" in text for text in said) == 1
    assert any("if the two only added up" in text for text in said)
    assert len(picture.rows) == 8
    assert "Beyond the sum" in html(subject(found, document))


def test_without_a_2_x_2_there_is_no_picture():
    found = crossed()
    assert chart(subject(found, worlds.summary(found))) is None
