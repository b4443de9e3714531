"""What is drawn on a figure: its texts and their places, and whether each can be read."""

from __future__ import annotations

from itertools import combinations

from matplotlib.backends.backend_agg import FigureCanvasAgg

from sim.present.charts.picture import style

SLACK, TOUCH = 3, 2.5
"""Pixels by which a text may leave the sheet, and lie on another."""


def texts(figure):
    """Every text that is drawn, with its box in pixels, and the box of the sheet."""
    canvas = FigureCanvasAgg(figure)
    with style():
        canvas.draw()
        found = list(figure.texts)
        for axes in figure.axes:
            found += [*axes.texts, *axes.get_xticklabels(), *axes.get_yticklabels()]
        boxes = [
            (t.get_text(), t.get_window_extent(canvas.get_renderer()))
            for t in found
            if t.get_text().strip()
        ]
    return boxes, figure.bbox


def uncovered(figure, name):
    """Fails where a text is clipped or lies on another; name: of the picture."""
    boxes, sheet = texts(figure)
    for text, box in boxes:
        assert box.x0 >= sheet.x0 - SLACK, (name, text)
        assert box.x1 <= sheet.x1 + SLACK, (name, text)
        assert box.y0 >= sheet.y0 - SLACK, (name, text)
        assert box.y1 <= sheet.y1 + SLACK, (name, text)
    for (one, a), (two, b) in combinations(boxes, 2):
        deep = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
        assert min(deep) < TOUCH, (name, one, two)
