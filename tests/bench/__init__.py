"""What the model costs: `make bench`. Not a test: nothing here asserts a time."""
