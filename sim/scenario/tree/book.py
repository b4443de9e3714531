"""The book of business: segments, accounts and how fast new logos arrive."""

from __future__ import annotations

from typing import Any, Literal

from sim.scenario.fields import Count, Flag, Money, Number, Rate, Share, Tree, parameter

Term = Literal["monthly", "annual", "multi_year"]


class AccountRow(Tree):
    """One account of the opening book, as read from a book file or drawn from the segments."""

    account: str
    """Identifier, unique in the book."""
    segment: str
    """Name of the segment it belongs to."""
    arr: Money
    """Annual recurring revenue at the opening."""
    term: Term = "annual"
    """Length of the contract."""
    start: float = 0.0
    """Day the first contract began, in days from the start date (negative: before it)."""
    renewal: float | None = None
    """Next contract date in days from the start date; None: drawn from the contract's start."""
    auto_renew: bool = True
    """Renews by itself unless the customer acts."""
    attributes: dict[str, str] = {}
    """Further columns of the book file, by name."""


class Segment(Tree):
    """A part of the book that is served alike. Further keys are attributes of the user's own."""

    model_config = {**Tree.model_config, "extra": "allow"}

    arr_share: Share | None = parameter(None, opening=True, mark="", source="yours")
    """Share of the opening ARR, where accounts are drawn and not read from a file."""
    min_arr: Money | None = parameter(
        None, ge=0, opening=True, mark="", source="yours; `reorg import`: S3"
    )
    """Smallest ARR of an account in this segment, where accounts are read from a file."""
    acv: Money = parameter(
        28_000,
        low=5_000,
        high=250_000,
        gt=0,
        mark="E",
        source="KBCM 2019: $28K at $8.7M ARR",
        opening=True,
    )
    """Mean annual contract value of an account; new logos are drawn around it."""
    acv_spread: Number = parameter(
        0.35, low=0.0, high=1.0, ge=0, le=2, source="guess", opening=True
    )
    """Standard deviation of the logarithm of contract value among accounts of the segment."""
    term: Term = parameter("annual", opening=True, mark="", source="yours; the presets: guess")
    """Contract length of accounts that do not state their own."""
    auto_renew: Flag = parameter(True, opening=True, source="guess")
    """Whether contracts renew by themselves; if not, the renewal task matters more."""

    @property
    def attributes(self) -> dict[str, Any]:
        """The user's own attributes of the segment."""
        return dict(self.model_extra or {})


class Book(Tree):
    """Who the customers are on the opening day, and how many new ones sign."""

    currency: str = parameter("USD", opening=True, mark="", source="yours")
    """Currency of every amount of money; a label, nothing is converted."""
    arr: Money = parameter(
        10_000_000, low=2e6, high=200e6, gt=0, mark="E", source="what a leader knows", opening=True
    )
    """Opening ARR, where no file gives the accounts."""
    growth: Rate = parameter(
        0.30,
        low=0.0,
        high=1.0,
        ge=0,
        le=3,
        mark="E",
        source="SaaS Capital by ARR band: 33-45 %",
        opening=True,
    )
    """ARR of new logos a year as a share of the opening ARR, growing by the same rate.
    Exogenous: the same new logos sign in every world."""
    file: str | None = parameter(None, opening=True, mark="", source="yours")
    """A CSV file of accounts (account, segment, arr, term, start, renewal, auto_renew)."""
    segments: dict[str, Segment] = parameter(..., opening=True)
    """The segments by name."""
    accounts: tuple[AccountRow, ...] = parameter(
        (), opening=True, mark="", source="read from `book.file`"
    )
    """The accounts read from `file`; filled by the loader, not written by hand."""
    products: Count = parameter(1, low=1, high=6, ge=1, le=100, opening=True, source="M36")
    """Products that an account has; each beyond the first has to be coordinated."""
