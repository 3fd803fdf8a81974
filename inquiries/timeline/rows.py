"""The shape that all entries of a timeline share, so that one UNION reads them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce

EMPTY = Value("", TextField())
NOTHING = Value(None, BigIntegerField())


class Row(NamedTuple):
    """One entry as the database gives it; `said` and `extra` are what its words are made of."""

    when: datetime
    rank: int  # its place in SOURCES
    number: int
    about: int | None  # the inquiry
    actor: str
    said: str
    extra: str


class Words(NamedTuple):
    who: str
    what: str
    more: str = ""


@dataclass(frozen=True)
class Source:
    kind: str
    permission: str  # without it the entries are left out
    rows: Callable[[list[int]], QuerySet[Any]]
    words: Callable[[Row], Words]


def rows(
    found: QuerySet[Any],
    *,
    at: str | Coalesce,
    by: str = "",
    said: Any = "",
    extra: str = "",
    to: str | None = "inquiry__",
) -> QuerySet[Any]:
    """`found` with the columns of a Row, from its fields of these names; `to` is the way to the
    inquiry, None when there is none."""
    shaped: QuerySet[Any] = found.order_by().annotate(
        when=F(at) if isinstance(at, str) else at,
        number=F("pk"),
        about=NOTHING if to is None else F(f"{to}pk"),
        actor=text(by),
        said=text(said),
        extra=text(extra),
    )
    return shaped


def text(of: Any) -> Any:
    return Coalesce(Cast(of, TextField()), EMPTY) if of else EMPTY
