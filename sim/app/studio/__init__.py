"""What the studio asks for: plans written as scenario files, and worlds lived one at a time."""
