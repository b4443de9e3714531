"""The method in words, under the name that it had when only the page used it."""

from sim.present.method import READING, READING_OF_ONE, method

__all__ = ["READING", "READING_OF_ONE", "method"]
