"""The notebooks run from top to bottom, and their stored outputs are of a run without faults."""

from __future__ import annotations

import pytest

from docs.refresh.notebooks import NOTEBOOKS, executed

PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))


def outputs(notebook):
    return [
        [output.output_type for output in cell.outputs]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


@pytest.mark.parametrize("path", PATHS, ids=[path.stem for path in PATHS])
def test_it_runs_and_gives_what_is_stored(path):
    import nbformat

    fresh = executed(path)
    stored = nbformat.read(path, as_version=4)
    assert [cell.source for cell in fresh.cells] == [cell.source for cell in stored.cells]
    assert outputs(fresh) == outputs(stored), "run `make notebooks`"
    assert not any("error" in kinds for kinds in outputs(fresh))
    assert any("execute_result" in kinds or "display_data" in kinds for kinds in outputs(fresh))


def test_there_are_three():
    assert len(PATHS) == 3
