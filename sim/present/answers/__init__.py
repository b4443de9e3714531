"""Answers about assumptions in words: one sentence and one table each, from the `--json` document.

`TEXTS` in `sim.present.answers.table` has a row for each kind of answer.
"""
