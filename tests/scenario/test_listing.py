"""Every parameter names its source; what is listed is what holds."""

from __future__ import annotations

from sim.scenario.listing import MARKS, parameters
from sim.scenario.paths import every

ROWS = {row.path: row for row in parameters()}


def test_every_field_has_a_source_and_a_mark_that_is_known():
    assert [path for path, row in ROWS.items() if not row.source.strip()] == []
    assert [path for path, row in ROWS.items() if row.mark not in MARKS] == []


def test_every_field_is_listed_once():
    fields = [path for path, _ in every() if not path.startswith("book.accounts")]
    assert list(ROWS) == fields


def test_a_default_lies_in_its_plausible_range():
    for path, row in ROWS.items():
        if row.low is None or not isinstance(row.value, (int, float)):
            continue
        # 0 stands for 'none': a switch such as the pay gap, or what presets fill in.
        assert row.value == 0 or row.low <= row.value <= row.high, path


def test_a_row_says_what_holds():
    row = ROWS["people.ramp"]
    assert (row.default, row.plausible, row.mark, row.when) == (
        "26 weeks",
        "13\u201340 weeks",
        "E",
        "live",
    )
    assert ROWS["work.volume"].default == "1"
    assert ROWS["work.volume"].usual == "0.86"
    assert ROWS["team.size"].when == "opening"
    assert ROWS["team.roles.NAME.share"].usual == ""
