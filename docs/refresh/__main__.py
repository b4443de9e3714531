"""`python -m docs.refresh [DEMO.json]`: make the generated parts of the documentation again.

With the JSON document of `reorg compare --json` on the demo, the first result of the README is
taken from it and kept in `docs/first_result.json`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from docs.refresh import first_result, write


def main(arguments: list[str]) -> None:
    """Take over a new first result, if one is given; then write what is out of date."""
    if arguments:
        first_result.keep(Path(arguments[0]))
    for name in write() or ["nothing"]:
        sys.stderr.write(f"{name} is new\n")


if __name__ == "__main__":
    main(sys.argv[1:])
