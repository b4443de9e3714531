"""The simulated organisation: accounts, people, work, roles, hiring, and the world they make."""

from sim.organisation.leadership import RoleView, Visible, decide
from sim.organisation.simulate import simulate

__all__ = ["RoleView", "Visible", "decide", "simulate"]
