"""Every published claim as an experiment with a verdict.

One table of claims, one of frozen targets, few forms of experiment, and rows that use them.
"""
