"""The deck: native charts and tables that can be edited, on our own slides or on a client's."""

from sim.present.deck.write import write_deck

__all__ = ["write_deck"]
