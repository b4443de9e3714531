"""The ten numbers a leader knows: asked, filled up by company size, and made into a scenario."""

from sim.scenario.asking.answers import Answers, answers, checked_text
from sim.scenario.asking.drafting import Draft, draft
from sim.scenario.asking.questions import QUESTIONS, Question
from sim.scenario.asking.rows import Row
from sim.scenario.asking.writing import check_target, scenario_text, write_text

__all__ = [
    "QUESTIONS",
    "Answers",
    "Draft",
    "Question",
    "Row",
    "answers",
    "check_target",
    "checked_text",
    "draft",
    "scenario_text",
    "write_text",
]
