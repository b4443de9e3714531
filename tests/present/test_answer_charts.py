"""Charts of answers by their data: where bars, lines and dots are, and what is written."""

from __future__ import annotations

import math
import re
from itertools import combinations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from sim.present.charts.answers.table import CHARTS
from sim.present.charts.picture import body_of, figure_of
from sim.present.charts.write import png, svg
from tests.present import answers

WIDTHS = (9.0, 4.5)


def body(kind, width=8.0, **more):
    return body_of(CHARTS[kind](answers.ALL[kind](**more)), width)


def written(figure):
    texts = [text for axes in figure.axes for text in axes.texts] + list(figure.texts)
    return [text for text in texts if text.get_text().strip()]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", CHARTS)
def test_words_neither_collide_nor_leave_the_picture(kind, width):
    figure = body(kind, width)
    renderer = FigureCanvasAgg(figure).get_renderer()
    boxes = [(t.get_text(), t.get_window_extent(renderer)) for t in written(figure)]
    for text, box in boxes:
        assert box.x0 > -3, text
        assert box.x1 < figure.bbox.width + 3, text
    for (one, first), (two, second) in combinations(boxes, 2):
        assert not first.overlaps(second), (one, two)


@pytest.mark.parametrize("kind", CHARTS)
def test_title_and_subtitle_say_finding_measure_unit_and_worlds(kind):
    picture = CHARTS[kind](answers.ALL[kind]())
    assert len(picture.title) > 30
    assert "Contribution, $" in picture.subtitle
    assert re.search(r"\b(20 (paired )?worlds|32 futures)", picture.subtitle)
    assert picture.rows
    assert all(len(row) == len(picture.columns) for row in picture.rows)


@pytest.mark.parametrize("kind", CHARTS)
def test_the_same_document_gives_the_same_bytes(kind):
    pictures = [CHARTS[kind](answers.ALL[kind]()) for _ in range(2)]
    assert png(pictures[0], "foot") == png(pictures[1], "foot")
    assert svg(pictures[0], "foot") == svg(pictures[1], "foot")
    assert "foot" in [text.get_text() for text in written(figure_of(pictures[0], "foot"))]


def test_tornado_bars_go_from_the_own_value_to_the_ends_that_stand_on_them():
    [axes] = body("tornado").axes
    bars = [(patch.get_x(), patch.get_x() + patch.get_width()) for patch in axes.patches]
    assert bars[0] == pytest.approx((0.5e6, -1.5e6))
    assert bars[1] == pytest.approx((0.5e6, 2.5e6))
    notes = [text.get_text() for text in axes.texts]
    assert notes[:4] == ["$2M: −$1.50M", "$60M: +$2.50M", "5 %: +$1.20M", "40 %: +$0.10M"]
    assert notes[4].startswith("on: ")


def test_morris_points_lie_at_effect_and_spread():
    [axes] = body("morris").axes
    dots = [line for line in axes.lines if line.get_marker() == "o"]
    found = [(line.get_xdata()[0], line.get_ydata()[0]) for line in dots]
    assert found == [(2e6, 3e5), (9e5, 8e5), (1.1e5, 9e4)]
    colours = [line.get_color() for line in dots]
    assert colours[0] == colours[1] != colours[2]


def test_sobol_bars_have_their_shares_and_intervals():
    [axes] = body("sobol").axes
    assert [patch.get_width() for patch in axes.patches] == pytest.approx([0.6, 0.7, 0.01, 0.02])
    assert list(axes.lines[0].get_xdata()) == pytest.approx([0.5, 0.7])


def test_information_ends_with_the_worth_of_all():
    [axes] = body("information").axes
    assert [patch.get_width() for patch in axes.patches] == pytest.approx([6e4, 2e4, 0, 9e4])


def test_the_threshold_is_a_line_in_a_band():
    figure = body("threshold")
    [axes] = figure.axes
    [band] = axes.patches
    span = band.get_extents().transformed(axes.transData.inverted())
    assert (span.x0, span.x1) == pytest.approx((math.log10(11e6), math.log10(14e6)))
    assert any(np.allclose(line.get_xdata(), math.log10(12.5e6)) for line in axes.lines)
    assert "$12.5M (95 % interval $11M to $14M)" in [text.get_text() for text in figure.texts]


def test_an_open_crossing_reaches_the_edge_and_none_has_no_band():
    one = {"estimate": 55e6, "lo": 40e6, "hi": None, "direction": "falls"}
    [axes] = body("threshold", crossings=[one]).axes
    [band] = axes.patches
    span = band.get_extents().transformed(axes.transData.inverted())
    assert span.x1 == pytest.approx(axes.get_xlim()[1])
    [axes] = body("threshold", crossings=[], direction="stays above").axes
    assert not axes.patches


def test_a_heat_map_has_its_means_a_zero_line_and_dots_where_it_is_unclear():
    axes, key = body("heat").axes
    mesh = next(found for found in axes.collections if hasattr(found, "get_coordinates"))
    np.testing.assert_allclose(mesh.get_array(), answers.heat()["mean"])
    assert mesh.get_clim() == (-3e6, 3e6)
    dots = axes.lines[0]
    assert list(dots.get_xdata()) == pytest.approx([math.log10(8e6)])
    assert list(dots.get_ydata()) == [0]
    [line] = [found for found in axes.collections if found is not mesh]
    crossings = np.concatenate([path.vertices for path in line.get_paths()])
    # On the first row 0 lies 1 / 21 of the way from 8M to 32M; on the second 1 / 1.4 from 2M to 8M.
    steps = math.log10(4)
    assert crossings[:, 0].max() == pytest.approx(math.log10(8e6) + steps / 21, abs=1e-6)
    assert crossings[:, 0].min() == pytest.approx(math.log10(2e6) + steps / 1.4, abs=1e-6)
    assert [tick.get_text() for tick in key.get_yticklabels()] == ["−$3M", "$0", "$3M"]


def test_a_heat_map_of_one_sign_has_no_zero_line():
    above = [[1e6, 2e6, 3e6], [2e6, 2e6, 2e6]]
    axes, _ = body("heat", mean=above, lo=above, hi=above).axes
    assert len(axes.collections) == 1
