"""Studies: what is varied, how, and what is asked."""
