"""Pictures in a client's words: every text of them, and every text that they draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from matplotlib.text import Text

from sim.present.charts.data import Data
from sim.present.charts.picture import Canvas, Picture
from sim.present.theme import Theme

Said = Callable[[str], str]


def said(picture: Picture, theme: Theme) -> Picture:
    """The picture with every phrase as `theme` has it; its numbers stay."""
    if not theme.words:
        return picture
    words = theme.said
    return replace(
        picture,
        title=words(picture.title),
        subtitle=words(picture.subtitle),
        alt=words(picture.alt),
        columns=tuple(map(words, picture.columns)),
        rows=tuple(tuple(map(words, row)) for row in picture.rows),
        draw=partial(_draw, picture=picture, words=words),
        data=tuple(_data(data, words) for data in picture.data),
    )


def _draw(canvas: Canvas, *, picture: Picture, words: Said) -> None:
    picture.draw(canvas)
    for found in canvas.figure.findobj(Text):
        assert isinstance(found, Text)
        found.set_text(words(found.get_text()))


def _data(data: Data, words: Said) -> Data:
    named = (words(each) if isinstance(each, str) else each for each in data.categories)
    return replace(
        data,
        title=words(data.title),
        axis=words(data.axis),
        around=words(data.around),
        categories=tuple(named),
        series=tuple(row._replace(name=words(row.name)) for row in data.series),
    )
