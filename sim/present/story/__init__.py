"""One customer and one person, followed through two simulated worlds, told from recorded rows.

Nothing is told that no row says: every line names its table and its row.
"""
