"""The roster: single seats with a name, to ask what hangs on whoever sits there."""

from __future__ import annotations

from sim.scenario.fields import Count, DateText, Days, Flag, Tree, When, parameter


class Absence(Tree):
    """A leave on a date, beside the leave that everybody has."""

    at: When = parameter(..., source="what a leader knows", mark="E")
    """First day: a date, or a month of the run (`month 4`: after three full months)."""
    days: Days = parameter(
        10, low=5, high=60, gt=0, le=400, source="two weeks: the vacation test, M6"
    )
    """Working days away."""


class Named(Tree):
    """One seat. Its holder on the opening day is there on day 0: not vacant, not in notice.

    Names are labels ('the one who knows Acme'), not people: nothing here is a score of anybody.
    """

    role: str | None = parameter(None, source="what a leader knows", mark="E", opening=True)
    """Role of the seat; none: any. Names take the seats of their role in order."""
    place: Count | None = parameter(
        None, source="what a leader knows", mark="E", ge=1, unit="seat", opening=True
    )
    """Which of the role's seats it is, 1 for the first; none: the next that has no name."""
    since: DateText | None = parameter(None, source="what a leader knows", mark="E", opening=True)
    """When the holder began; none: drawn."""
    exit: When | None = parameter(None, source="M20, Q10: the experiment of a forced exit")
    """When the holder resigns, whatever their state; the notice follows. Only before they have
    left by themselves."""
    stays: Flag = parameter(False, source="Q10: the other side of that experiment")
    """The holder on the opening day never resigns by themselves."""
    leave: dict[str, Absence] = parameter({}, source="M6: the vacation test")
    """Leaves on a date, by name."""
