"""Culture that acts on people: norms, what is praised, the leader, cynicism."""
