"""One world as a film: who sat where, who looked after whom, what was true and what was reported.

Plain data made of the tables of a run, a frame a week; the page plays it.
"""

from sim.present.play.film import Film, film, largest
from sim.present.play.show import show

__all__ = ["Film", "film", "largest", "show"]
