"""The questions: a row each, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sim.base.units import money_words, share_words
from sim.scenario.asking import reading
from sim.scenario.asking.reading import SEGMENTS, by_name, field
from sim.scenario.asking.sizes import band
from sim.scenario.listing import usual_words

Known = Mapping[str, Any]
"""What has been answered so far: question -> value."""
ROLE_COST = "team.roles.csm.loaded_cost"


@dataclass(frozen=True)
class Question:
    """One question to a leader.

    name: of the option (`--non-cs` is non_cs). prompt: what is asked. help: what is meant, and the
    plausible range. read: text to value, raises UnitError. usual: the answer of who does not know,
    given what is known so far; None: the question may stay without one. source: of that answer.
    """

    name: str
    prompt: str
    help: str
    read: Callable[[str], Any]
    usual: Callable[[Known], str] | None
    source: str = ""

    @property
    def option(self) -> str:
        """`--non-cs`."""
        return f"--{self.name.replace('_', '-')}"


def _standard(path: str) -> Callable[[Known], str]:
    return lambda known: usual_words(path)


def _always(text: str) -> Callable[[Known], str]:
    return lambda known: text


def _customers(known: Known) -> str:
    """So many that the mix of the company's size comes out at the usual ACV."""
    numbers = {
        name: max(1, round(known["arr"] * share / acv(name)))
        for name, share in band(known["arr"]).mix.items()
    }
    return ", ".join(f"{name}={number}" for name, number in numbers.items())


def acv(segment: str) -> float:
    """The usual contract value in a segment: that of `standard`."""
    value: float = field(f"book.segments.{segment}.acv")(
        usual_words(f"book.segments.{segment}.acv")
    )
    return value


def _growth(known: Known) -> str:
    return share_words(band(known["arr"]).growth)


def _people(known: Known) -> str:
    return f"csm={max(1, round(known['arr'] / band(known['arr']).arr_per_head))}"


def _term(known: Known) -> str:
    terms = {
        name: usual_words(f"book.segments.{name}.term") for name in known["customers"].by_segment
    }
    return ", ".join(f"{name}={term}" for name, term in terms.items())


def _cost(known: Known) -> str:
    return money_words(field(ROLE_COST)(usual_words(ROLE_COST)))


QUESTIONS = (
    Question(
        "arr",
        "ARR today",
        "Annual recurring revenue of all customers, such as 8M. Plausible: 2M to 200M.",
        field("book.arr"),
        _always("10M"),
        "G: as in `standard`",
    ),
    Question(
        "customers",
        "Customers by segment",
        "How many pay, such as 'enterprise=20, mid_market=90, smb=150', or what one pays a year: "
        "'enterprise=120k, smb=9k'. Enterprise is from 100k, mid_market from 25k, smb below; leave "
        "out what there is none of.",
        reading.customers,
        _customers,
        "G: usual mix at this size",
    ),
    Question(
        "growth",
        "Growth by new customers, a year",
        "ARR of customers who sign in a year, as a share of ARR; not expansion. Plausible: 0 to "
        "100 %.",
        field("book.growth"),
        _growth,
        "E: SaaS Capital by ARR band, total growth",
    ),
    Question(
        "people",
        "People by role",
        "Heads on the payroll, vacancies included, such as '7' (all CSMs) or 'csm=6, "
        "onboarding_specialist=1, renewals_manager=1, operations=1'.",
        reading.people,
        _people,
        "C: ARR per CSM by company size, $0.5M to $2.5M",
    ),
    Question(
        "grr",
        "Gross retention (GRR) last year",
        "ARR kept of last year's customers, expansion left out. Plausible: 80 to 95 %.",
        reading.retention,
        _always("92 %"),
        "E: SaaS Capital 2023 medians, 90 to 93 %",
    ),
    Question(
        "nrr",
        "Net retention (NRR) last year",
        "The same with expansion. At least GRR. Plausible: 90 to 115 %.",
        reading.net_retention,
        _always("102 %"),
        "E: SaaS Capital 2023 medians, 100 to 110 %",
    ),
    Question(
        "exits",
        "Who quit last year",
        "Customer Success people who left by their own decision: a number such as 2, or a share of "
        "the team such as '20 %'. Plausible: 12 to 35 % of the team.",
        reading.exits,
        _always("20 %"),
        "C: X1, neighbouring jobs; no figure for CSMs was found",
    ),
    Question(
        "non_cs",
        "Time on work that other teams owe",
        "Share of client time that goes into support, services, product or billing work. "
        "Plausible: 20 to 45 %.",
        field("work.scope_creep"),
        _standard("work.scope_creep"),
        "E: Q29",
    ),
    Question(
        "term",
        "Contract term",
        "monthly, annual or multi_year for all, or by segment: 'enterprise=multi_year, "
        "smb=annual'.",
        by_name(field("book.segments.smb.term"), SEGMENTS, SEGMENTS),
        _term,
        "G: as in `standard`",
    ),
    Question(
        "cost",
        "Loaded cost of a head, a year",
        "Pay, benefits and overhead: '145k' for all, or by role: 'csm=145k, operations=130k'. "
        "Plausible: 100k to 250k.",
        by_name(field(ROLE_COST), reading.roles(), reading.roles()),
        _cost,
        "E: OTE $110K, loaded $145K",
    ),
    Question(
        "fill",
        "Time to fill a vacancy",
        "From the requisition to the first day. Plausible: 6 to 16 weeks.",
        field("people.hiring.fill"),
        _standard("people.hiring.fill"),
        "E: 36-44 days plus 2-4 weeks",
    ),
    Question(
        "ramp",
        "Time to ramp",
        "Until a newcomer works at 80 % of full speed. Plausible: 13 to 40 weeks.",
        field("people.ramp"),
        _standard("people.ramp"),
        "E: S3",
    ),
    Question(
        "burned_out",
        "Optional: share of the team that is burned out",
        "From a survey, if you have one; '-' if not. Published: 47 % of CSMs.",
        reading.inner_share,
        None,
    ),
    Question(
        "evenings",
        "Optional: share who work evenings or weekends in a usual week",
        "'-' if you do not know. Published: about 59 %.",
        reading.inner_share,
        None,
    ),
    Question(
        "influenceable",
        "Optional: share of churn that Customer Success can influence",
        "The rest goes out of business or is bought; '-' for the usual 70 % (guess). Plausible: 40 "
        "to 90 %.",
        field("customers.influenceable_churn"),
        None,
    ),
    Question(
        "onboarding",
        "Optional: hours to onboard a customer",
        "Hours of work in all: '12 hours' for all, or 'enterprise=30 hours, smb=4 hours'; '-' for "
        "the usual. Plausible: 4 to 60 hours.",
        by_name(field("work.kinds.onboarding.hours.smb"), SEGMENTS, SEGMENTS),
        None,
    ),
)
"""The ten numbers (GRR and NRR are one, and so are the weeks to fill and to ramp), and what is
optional."""
BY_NAME = {question.name: question for question in QUESTIONS}
