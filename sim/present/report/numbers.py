"""The tables of measures, under the name that they had when only the page used them."""

from sim.present.numbers import SPLITS, alone, compared, meanings, split

__all__ = ["SPLITS", "alone", "compared", "meanings", "split"]
