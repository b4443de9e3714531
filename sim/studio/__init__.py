"""The studio: one local page, and the server behind it. Everything is asked of `sim.app`."""
