"""What LibreOffice and the schema of Office say of a file; and made-up results in four cases."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from sim.present.charts.data import Data, Series
from sim.present.subject import CANDIDATES, Subject, subject
from tests.present import worlds

CASES = {"one": (), "two": (1.0,), "four": (1.0, -0.7, 0.15), "same": (0.0,)}
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
SERIES = "idx order tx spPr"
LABELS = (
    "idx delete layout tx numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName "
    "showPercent showBubbleSize separator showLeaderLines leaderLines"
)
AXIS = (
    "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark "
    "minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt"
)
ORDER = {
    "chartSpace": "date1904 lang roundedCorners style clrMapOvr pivotSource protection chart spPr "
    "txPr externalData printSettings userShapes extLst",
    "chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend "
    "plotVisOnly dispBlanksAs",
    "plotArea": "layout areaChart lineChart barChart scatterChart catAx dateAx valAx dTable spPr",
    "areaChart": "grouping varyColors ser dLbls dropLines axId",
    "lineChart": "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
    "scatterChart": "scatterStyle varyColors ser dLbls axId",
    "areaChart/ser": f"{SERIES} pictureOptions dPt dLbls trendline errBars cat val",
    "lineChart/ser": f"{SERIES} marker dPt dLbls trendline errBars cat val smooth",
    "barChart/ser": f"{SERIES} invertIfNegative pictureOptions dPt dLbls trendline errBars cat val "
    "shape",
    "scatterChart/ser": f"{SERIES} marker dPt dLbls trendline errBars xVal yVal smooth",
    "dLbls": f"dLbl {LABELS.removeprefix('idx ')}",
    "dLbl": LABELS,
    "errBars": "errDir errBarType errValType noEndCap plus minus val spPr",
    "catAx": f"{AXIS} auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl",
    "dateAx": f"{AXIS} auto lblOffset baseTimeUnit majorUnit majorTimeUnit minorUnit minorTimeUnit",
    "valAx": f"{AXIS} crossBetween majorUnit minorUnit dispUnits",
    "scaling": "logBase orientation max min",
    "legend": "legendPos legendEntry layout overlay spPr txPr",
    "marker": "symbol size spPr",
    "title": "tx layout overlay spPr txPr",
}
"""Children of the elements of a chart in the order of ISO/IEC 29500: PowerPoint insists on it."""
SEVERAL = {"valAx", "catAx", "dateAx"}
"""They may come in any order among themselves."""


def about(case: str) -> Subject:
    effects = CASES[case]
    found = worlds.comparison(effects) if effects else worlds.comparison().base
    return subject(found, worlds.summary(found))


def every_form() -> list[Data]:
    """A plot of every form, with and without intervals, over names, months and other numbers."""
    months = tuple(0.92 * k for k in range(1, 27))
    named, heads = ("Support", "Services", "Own, unlogged"), (2.0, 5.0, 12.0)
    found = []
    for form in ("lines", "columns", "bars", "stack", "points"):
        for axis, categories in (("Month", months), ("Team", named), ("Heads", heads)):
            for around in ("", "95 % interval"):
                series = tuple(
                    Series(
                        f"Side {k}",
                        CANDIDATES[k],
                        tuple(1e5 * (k - 0.5) * (i + 1) for i in range(len(categories))),
                        *([_off(k, len(categories), s) for s in (-1, 1)] if around else []),
                    )
                    for k in range(2)
                )
                title = f"{form} {axis} {around}".strip()
                found.append(Data(form, title, "money", axis, categories, series, around))
    return found


def _off(k, count, sign):
    ends = [1e5 * (k - 0.5) * (i + 1) + sign * 4e4 for i in range(count)]
    return (None, *ends[1:])


def faults(xml: bytes) -> list[str]:
    """Children that stand where the schema does not have them."""
    found = []
    for element in etree.fromstring(xml).iter():
        if not isinstance(element.tag, str) or not element.tag.startswith(C):
            continue
        name, above = element.tag[len(C) :], element.getparent()
        inside = f"{above.tag[len(C) :]}/{name}" if above is not None else name
        order = (ORDER.get(inside) or ORDER.get(name) or "").split()
        children = [child.tag[len(C) :] for child in element if child.tag.startswith(C)]
        if not order or (name == "marker" and not children):
            continue
        if unknown := set(children) - set(order):
            found.append(f"{inside}: {unknown} unknown")
            continue
        places = [
            order.index("catAx" if c in SEVERAL and name == "plotArea" else c) for c in children
        ]
        if places != sorted(places):
            found.append(f"{inside}: {children}")
    return found


def charts_in(path: Path) -> dict[str, bytes]:
    """The XML of every chart of a file."""
    with zipfile.ZipFile(path) as file:
        names = [n for n in file.namelist() if re.search(r"/charts/chart\d+\.xml$", n)]
        return {name: file.read(name) for name in names}


RECALCULATE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items '
    'xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" '
    'oor:op="fuse"><value>0</value></prop></item></oor:items>'
)


def converted(paths: list[Path], ending: str, folder: Path) -> list[Path]:
    """The files as LibreOffice writes them, formulas computed anew; skips where it is absent."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice is not installed (apt install libreoffice-impress libreoffice-calc)")
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE)
    out = folder / "converted"
    subprocess.run(
        [
            office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to",
            ending, "--outdir", str(out), *map(str, paths),
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return [out / f"{path.stem}.{ending}" for path in paths]


def pages(pdf: Path) -> int:
    """Pages of a PDF."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf.read_bytes()))
