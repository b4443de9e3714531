"""Leading: what leaders do beside headcount, on what they can see: books and tiers.

`rebalancing` evens out the books, `tiers` moves accounts that outgrew theirs. Each has a pure
function that decides, and a step that carries it out; both are off unless a scenario asks.
"""
