"""The page of charts and themes: what every chart shows, and what a theme file may say."""

from __future__ import annotations

import inspect

from docs.refresh.markdown import table
from sim.present.charts.table import CHARTS
from sim.scenario.paths import keys_of
from sim.scenario.theme import ColourKeys, ThemeKeys, neutral

HEAD = """# Charts and themes

`reorg run` and `reorg compare` draw these charts as PNG and SVG; `reorg report RESULT` draws them
again from stored results, as PDF, too, and puts them into a page, a deck and a workbook. A chart
is left out where the results lack what it shows. `reorg claims` draws two of its own, on verdicts
and on figures that defaults are fitted to.

The language is the same everywhere. The title is the finding, and no surer than its 95 %
interval. Below it stand the measure, its unit, the number of simulated worlds and the interval. A
scenario keeps its colour in every chart; blue and orange mean better and worse and nothing else;
lines and bars are labelled where they are. Scenarios that coincide are said to coincide. Behind
every chart there are its numbers, as a table on the page and as cells in the workbook.
"""
THEME = """## A theme

`reorg report RESULT --theme acme.yaml` shows the same results in a client's colours, with the
client's logo and words:

```yaml
theme: 1
name: Acme
accent: "#0b5fa5"
colours: {base: "#333333", candidates: ["#8fd2f7", "#009e73"]}
logo: acme.png
words: neutral
```
"""
COLOURS = """
A colour is `#` and six hex digits, in quotes, since `#` begins a comment. Forms of it that can be
read as text, on white and on a dark page, are derived. A colour is taken as it is; it is remarked
on stderr where it can hardly be seen on white, or where some readers (also those without red,
green or blue cones) cannot tell it from the blue of better, the orange of worse, or another
scenario's. With more candidates than colours, ours follow that can be told from them.

`words` maps our phrases to the client's, such as `{book: portfolio}`; numbers and dotted paths
stay. The longest phrase that fits is taken, and a capital at its beginning stays one. `words:
neutral` takes a table that names the work and its load, and neither a culprit nor an illness:
"""


def page() -> str:
    """The page as it should be."""
    shown = [(f"`{name}`", _first(chart)) for name, chart in CHARTS.items()]
    keys = [(f"`{key}`", field.description or "") for key, field in keys_of(ThemeKeys).items()]
    keys += [(f"`colours.{k}`", f.description or "") for k, f in keys_of(ColourKeys).items()]
    words = [(ours, theirs) for ours, theirs in neutral().items()]
    parts = [
        HEAD,
        table(("Chart", "What it shows"), shown),
        "",
        THEME,
        table(("Key", "What it is"), keys),
        COLOURS,
        table(("Ours", "Neutral"), words),
        "",
    ]
    return "\n".join(parts)


def _first(chart: object) -> str:
    """The first paragraph of a docstring, in one line."""
    return " ".join((inspect.getdoc(chart) or "").split("\n\n")[0].split())
