"""Upstream teams: the work that others owe, where it goes, and what their leaders see of it.

`teams` wires them, `queue` is a team's work, `tally` counts a week, `leaders` see and `deciding` is
what they do.
"""
