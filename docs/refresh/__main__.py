"""`python -m docs.refresh [RUN.json]`: make the generated parts of the documentation again.

With the JSON document of `reorg compare --json` on the demo, the first result of the README is
taken from it and kept in `docs/first_result.json`; with the list of `reorg claims --json`, the
results of the claims ledger, kept in `docs/claims_results.json`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from docs.refresh import claims, first_result, write


def main(arguments: list[str]) -> None:
    """Take over what was run, if that is given; then write what is out of date."""
    if arguments:
        run = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
        (claims if isinstance(run, list) else first_result).keep(run)
    for name in write() or ["nothing"]:
        sys.stderr.write(f"{name} is new\n")


if __name__ == "__main__":
    main(sys.argv[1:])
