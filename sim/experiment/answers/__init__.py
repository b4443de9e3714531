"""Answers about assumptions: what drives a difference, where it flips, what meets the targets.

Everything here asks for points through `Evaluate` and reads `Samples`; nothing knows of scenarios,
stores or workers. Each answer is a frozen object with a `document()`, the plain data of `--json`.
"""
