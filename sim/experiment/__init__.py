"""Many worlds: replications, paired comparisons, what runs them and where results are kept.

Nothing is imported here, so that a worker process loads only what a world needs.
"""
