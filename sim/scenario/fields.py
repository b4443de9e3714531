"""The building blocks of the parameter tree: frozen branches, and fields that know their unit.

A field is written `time_up: Weeks = parameter(26, low=13, high=78, mark="G", source="E5")`. What a
person writes ('6 months') is read by `base.units` and stored as a float in the unit of its type;
what is dumped in mode 'json' ('26 weeks') reads back to the same value. Defaults are canonical
numbers and are not checked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, TypeVar, Union, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainSerializer,
    Tag,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)
from pydantic.fields import FieldInfo

from sim.base import terms, units

ONE, EACH = "<one>", "<each>"
DEFAULT = "default"


@dataclass(frozen=True)
class Quantity:
    """Marks an annotated type: what sort of quantity it is and the unit it is stored in."""

    sort: str
    unit: str


@dataclass(frozen=True)
class Facts:
    """What a field's declaration says of it.

    `ge`, `gt` and `le` are what is allowed; `low` and `high` the plausible range; `mark` is E
    (evidence), C (calibrated) or G (guess).
    """

    sort: str
    unit: str
    low: float | None
    high: float | None
    mark: str
    source: str
    opening: bool
    ge: float | None
    gt: float | None
    le: float | None

    def words(self, value: float) -> str:
        """`value` of this field with its unit, for the eye."""
        if self.sort == "share" or self.sort == "rate":
            return units.share_words(value)
        if self.sort in ("duration", "length"):
            return units.duration_words(value, self.unit)
        if self.sort == "money":
            return units.money_words(value)
        return units.number_words(value)


class BoundError(ValueError):
    """A number is outside what its field allows; `segment` where the field has a value for each."""

    def __init__(self, value: float, segment: str | None) -> None:
        super().__init__(f"{value} is not allowed")
        self.value, self.segment = value, segment


READERS: dict[str, Callable[[object], object]] = {
    "number": units.read_number,
    "count": units.read_count,
    "share": units.read_share,
    "rate": units.read_rate,
    "money": units.read_money,
    "length": units.read_years,
    "flag": terms.read_flag,
    "date": terms.read_date,
    "when": terms.read_when,
}


def _number(sort: str, unit: str, schema: dict[str, Any]) -> tuple[Any, ...]:
    return (
        Quantity(sort, unit),
        BeforeValidator(READERS[sort]),
        WithJsonSchema(schema),
    )


def _duration(unit: str) -> tuple[Any, ...]:
    words = "|".join(
        word
        for word, name in units.UNIT_OF_WORD.items()
        if (name in units.HOURS) == (unit in units.HOURS)
    )
    schema = {"type": "string", "pattern": rf"^\s*[0-9.,]+([eE][+-]?[0-9]+)?\s*({words})\.?\s*$"}
    return (
        Quantity("duration", unit),
        BeforeValidator(partial(units.read_duration, unit=unit)),
        PlainSerializer(partial(units.duration_text, unit=unit), str, when_used="json"),
        WithJsonSchema({"anyOf": [schema, {"const": 0}]}),
    )


_NUMERIC: dict[str, Any] = {"type": ["number", "string"]}

Money = Annotated[float, *_number("money", "money", _NUMERIC)]
Share = Annotated[float, *_number("share", "share", _NUMERIC)]
Rate = Annotated[float, *_number("rate", "rate", _NUMERIC)]
Number = Annotated[float, *_number("number", "", {"type": "number"})]
Count = Annotated[int, *_number("count", "", {"type": "integer", "minimum": 0})]
Minutes = Annotated[float, *_duration("minutes")]
Hours = Annotated[float, *_duration("hours")]
Days = Annotated[float, *_duration("days")]
Weeks = Annotated[float, *_duration("weeks")]
Months = Annotated[float, *_duration("months")]
Years = Annotated[float, *_duration("years")]
RunYears = Annotated[float, *_number("length", "years", _NUMERIC)]
"""Years of a run, which may be written bare: `years: 3`."""
Flag = Annotated[
    bool, *_number("flag", "", {"enum": [True, False, "on", "off", "true", "false", "yes", "no"]})
]
DateText = Annotated[str, *_number("date", "", {"type": "string", "format": "date"})]
When = Annotated[str, *_number("when", "", {"type": "string"})]

T = TypeVar("T")


def _which(value: object) -> str:
    return EACH if isinstance(value, Mapping) else ONE


BySegment = Annotated[
    Union[Annotated[T, Tag(ONE)], Annotated[dict[str, T], Tag(EACH)]],  # noqa: UP007 - T is free
    Discriminator(_which),
]
"""One value for all, or a mapping from segment to value in which `default` stands for the rest."""


def parameter(
    default: Any,
    *,
    low: float | None = None,
    high: float | None = None,
    mark: str = "G",
    source: str = "",
    opening: bool = False,
    ge: float | None = None,
    gt: float | None = None,
    le: float | None = None,
    unit: str = "",
    alias: str | None = None,
) -> Any:
    """A field with its default (in the canonical unit), plausible range, mark and source.

    `opening` fields are read once, at the start, and are refused in a timeline. `ge`, `gt` and
    `le` are what is allowed (of each value, where a field has one for each segment). `unit` names
    what a `Count` or `Number` counts ('people'); other types know their unit. `alias` is the key
    in the file where it is no name for a Python attribute.
    """
    facts = {
        "unit": unit,
        "range": [low, high],
        "mark": mark,
        "source": source,
        "opening": opening,
        "ge": ge,
        "gt": gt,
        "le": le,
    }
    make: Callable[..., Any] = Field
    return make(default, alias=alias, json_schema_extra=facts)


def quantity(annotation: object) -> Quantity | None:
    """The `Quantity` an annotation is marked with, also inside a union or a mapping's values."""
    for part in getattr(annotation, "__metadata__", ()):
        if isinstance(part, Quantity):
            return part
    for inner in get_args(annotation):
        if (found := quantity(inner)) is not None:
            return found
    return None


def facts_of(field: FieldInfo) -> Facts:
    """What the declaration of `field` says: its sort, unit, ranges, mark and source."""
    marked = next((part for part in field.metadata if isinstance(part, Quantity)), None)
    marked = marked or quantity(field.annotation) or Quantity("", "")
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    told: dict[str, Any] = dict(extra)
    low, high = told.get("range", (None, None))
    return Facts(
        sort=marked.sort,
        unit=told.get("unit") or marked.unit,
        low=low,
        high=high,
        mark=told.get("mark", ""),
        source=told.get("source", ""),
        opening=bool(told.get("opening", False)),
        ge=told.get("ge"),
        gt=told.get("gt"),
        le=told.get("le"),
    )


class Tree(BaseModel):
    """A branch of the parameter tree: frozen, strict about keys, documented field by field."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        allow_inf_nan=False,
    )

    @field_validator("*", mode="after")
    @classmethod
    def _within_bounds(cls, value: Any, info: ValidationInfo) -> Any:
        """Refuse a number outside the field's `ge`, `gt` or `le`. Raises `BoundError`."""
        extra = cls.model_fields[info.field_name or ""].json_schema_extra
        bounds: Any = extra if isinstance(extra, dict) else {}
        ge, gt, le = bounds.get("ge"), bounds.get("gt"), bounds.get("le")
        if ge is None and gt is None and le is None:
            return value
        each = value.items() if isinstance(value, Mapping) else ((None, value),)
        for segment, number in each:
            if isinstance(number, (int, float)) and not _fits(number, ge, gt, le):
                raise BoundError(number, segment)
        return value


def _fits(number: float, ge: float | None, gt: float | None, le: float | None) -> bool:
    """Whether a number lies within the bounds that there are."""
    return (
        (ge is None or number >= ge)
        and (gt is None or number > gt)
        and (le is None or number <= le)
    )
