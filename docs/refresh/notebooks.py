"""Notebooks: run from top to bottom, with their outputs written back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
SECONDS = 600
"""A cell that takes longer has failed."""


def executed(path: Path) -> Any:
    """The notebook with the outputs of a run in its own folder. Raises what a cell raises."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook,
        timeout=SECONDS,
        resources={"metadata": {"path": str(path.parent)}},
        record_timing=False,
    ).execute()
    notebook.metadata.pop("language_info", None)
    for cell in notebook.cells:
        talk = [o for o in cell.get("outputs", ()) if o.get("name") == "stderr"]
        for output in talk:  # progress, which is another one each time
            cell.outputs.remove(output)
    return notebook


def refresh() -> None:
    """Write the outputs of all notebooks anew."""
    import nbformat

    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        nbformat.write(executed(path), path)


if __name__ == "__main__":
    refresh()
