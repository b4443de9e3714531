"""Studies as experiments: the worlds of every point, kept in a folder, and tidy tables of them."""
