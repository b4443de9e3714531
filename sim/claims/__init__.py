"""Every published claim as an experiment with a verdict (floor 5): one table of claims, one of frozen targets, few forms of experiment."""
