"""Every rule between fields, in the order in which they are checked."""

from __future__ import annotations

from sim.scenario.rules_book import BOOK
from sim.scenario.rules_culture import CULTURE
from sim.scenario.rules_names import NAMES
from sim.scenario.rules_roster import ROSTER
from sim.scenario.rules_team import TEAM

RULES = (*NAMES, *BOOK, *TEAM, *ROSTER, *CULTURE)
