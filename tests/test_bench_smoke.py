"""`make bench` still works on a small company. No times are asserted."""

from __future__ import annotations

from tests.bench.measurements import company, model
from tests.bench.tutorial import replay


def test_the_model_and_its_items_in_a_plain_queue_can_be_timed():
    seconds, created, items = model(company(40, years=1))
    assert seconds > 0
    assert 0 < len(items) <= created
    assert all(service > 0 for _, _, service in items)
    assert items == sorted(items, key=lambda item: item[0])
    assert replay(items) > 0
