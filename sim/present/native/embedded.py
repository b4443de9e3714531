"""A native chart for a slide: its XML, and the small workbook that 'Edit data' opens."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from sim.present.charts.data import Data
from sim.present.formats import DATE
from sim.present.native.block import Block, write_block
from sim.present.native.book import Book
from sim.present.native.chart import Frame, native_chart
from sim.present.native.columns import table
from sim.present.package import same_zip

SHEET = "Numbers"
SHOWN = (
    "c:showLegendKey",
    "c:showVal",
    "c:showCatName",
    "c:showSerName",
    "c:showPercent",
    "c:showBubbleSize",
)
"""What a label can show, in the order of the schema; PowerPoint shows what is not denied."""


class Embedded:
    """What python-pptx asks of the data of a chart: the part's XML and the workbook's bytes."""

    def __init__(self, data: Data, frame: Frame, said: Callable[[str], str]) -> None:
        self.xlsx_blob, self._xml = _made(data, frame, said)

    def xml_bytes(self, chart_type: object) -> bytes:
        """The XML of the chart; its type is settled already."""
        del chart_type
        return self._xml


def _made(data: Data, frame: Frame, said: Callable[[str], str]) -> tuple[bytes, bytes]:
    """(workbook, XML of the chart): the chart is made in a copy of the workbook and taken out."""
    plain, _, _ = _sheet(data, frame, said)
    book, sheet, block = _sheet(data, frame, said)
    sheet.insert_chart(0, 0, native_chart(book, block, data, frame))
    with zipfile.ZipFile(io.BytesIO(book.content())) as file:
        chart = file.read("xl/charts/chart1.xml")
    return same_zip(plain.content()), for_powerpoint(chart, frame.size)


def _sheet(data: Data, frame: Frame, said: Callable[[str], str]) -> tuple[Book, Any, Block]:
    book = Book(frame.start, said, title=data.title)
    sheet = book.file.add_worksheet(SHEET)
    sheet.set_column(0, 200, 14)
    sheet.freeze_panes(1, 0)
    return book, sheet, write_block(book, sheet, table(data, frame.start, frame.currency), 0, 0)


def for_powerpoint(xml: bytes, size: float) -> bytes:
    """A chart of a workbook as PowerPoint wants it: nothing left to its own defaults."""
    space = parse_xml(xml)
    for settings in space.findall(qn("c:printSettings")):
        space.remove(settings)
    _after(space, ("c:date1904", "c:lang"), "c:roundedCorners", "0")
    chart = space.find(qn("c:chart"))
    if chart.find(qn("c:dispBlanksAs")) is None:
        _after(chart, ("c:plotVisOnly",), "c:dispBlanksAs", "gap")
    for bars in space.iter(qn("c:barChart")):
        for series in bars.findall(qn("c:ser")):
            if series.find(qn("c:invertIfNegative")) is None:
                _after(series, ("c:idx", "c:order", "c:tx", "c:spPr"), "c:invertIfNegative", "0")
    for series in space.iter(qn("c:ser")):
        if series.getparent().tag in (qn("c:lineChart"), qn("c:scatterChart")):
            _straight(series)
    if space.find(f".//{qn('c:dateAx')}") is not None:
        for form in space.findall(f".//{qn('c:cat')}//{qn('c:formatCode')}"):
            form.text = DATE
    for labels in [*space.iter(qn("c:dLbls")), *space.iter(qn("c:dLbl"))]:
        _deny(labels)
    places = [each for each in (chart, space.find(qn("c:spPr"))) if each is not None]
    places[-1].addnext(_text(size))
    return serialize_part_xml(space)


def _after(parent: Any, before: tuple[str, ...], name: str, value: str) -> None:
    """A child with a value behind the last of those that come `before` it."""
    behind = [child for child in parent if child.tag in {qn(each) for each in before}]
    new = parent.makeelement(qn(name), {"val": value})
    if behind:
        behind[-1].addnext(new)
    else:
        parent.insert(0, new)


def _straight(series: Any) -> None:
    """A line from point to point: PowerPoint would smooth it, and show what was not measured."""
    if series.find(qn("c:smooth")) is None:
        series.append(series.makeelement(qn("c:smooth"), {"val": "0"}))


def _deny(labels: Any) -> None:
    """Say of everything that a label could show whether it does."""
    if labels.find(qn("c:delete")) is not None:
        return
    shown = {child.tag for child in labels if child.get("val") == "1"}
    for name in SHOWN:
        for child in labels.findall(qn(name)):
            labels.remove(child)
    for name in SHOWN:
        value = "1" if qn(name) in shown else "0"
        labels.append(labels.makeelement(qn(name), {"val": value}))


def _text(size: float) -> Any:
    """The size of whatever text has none of its own: PowerPoint would take 18 points."""
    return parse_xml(
        '<c:txPr xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:bodyPr/><a:lstStyle/>'
        f'<a:p><a:pPr><a:defRPr sz="{round(100 * size)}"/></a:pPr>'
        '<a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    )
