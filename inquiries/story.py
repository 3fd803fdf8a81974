"""What one inquiry asks for, agreed to, and what was done about it since: one query.

Five small tables go through the database as one UNION, since the page of an inquiry needs them all.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db.models import DateTimeField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from .models import Change, Consent, Inquiry, InquiryInterest, InquiryProgram, Move
from .timeline.rows import text

# with their types: in a UNION of more than two, PostgreSQL takes a bare NULL for text
NEVER, NOBODY = Cast(Value(None), DateTimeField()), Cast(Value(None), IntegerField())
TEXTS = ("said", "further", "because", "first", "last", "login")
BY = {"first": "by__first_name", "last": "by__last_name", "login": "by__username"}


class Row(NamedTuple):
    """One row of any of the tables, as the database gives it."""

    part: int
    number: int
    begun: Any  # a moment, or nothing
    ended: datetime | None
    account: int | None  # whoever did it
    said: str
    further: str
    because: str
    first: str
    last: str
    login: str

    @property
    def by(self) -> User | None:
        """Good for a name, and for comparing."""
        names = {"first_name": self.first, "last_name": self.last, "username": self.login}
        return User(pk=self.account, **names) if self.account else None


@dataclass(frozen=True)
class Story:
    """Rows as their models have them, in the order in which they were stored."""

    programs: list[InquiryProgram] = field(default_factory=list)
    interests: list[InquiryInterest] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def take(self, row: Row) -> None:
        pk, at = row.number, row.begun
        match row.part:
            case 0:
                self.programs.append(InquiryProgram(pk=pk, name=row.said))
            case 1:
                self.interests.append(InquiryInterest(pk=pk, label=row.said))
            case 2:
                agreed = {"purpose": row.said, "version": row.further}
                self.consents.append(Consent(pk=pk, given_at=at, withdrawn_at=row.ended, **agreed))
            case 3:
                went = {"before": row.said, "after": row.further, "reason": row.because}
                self.moves.append(Move(pk=pk, at=at, by=row.by, **went))
            case 4:
                self.changes.append(
                    Change(pk=pk, at=at, by=row.by, what=row.said, reason=row.because)
                )


def story_of(inquiry: Inquiry) -> Story:
    """Read once for this object: what a page says of it stays as it was when it was opened."""
    kept: Any = inquiry.__dict__
    if "story" not in kept:
        kept["story"] = read(inquiry)
    story: Story = kept["story"]
    return story


def read(inquiry: Inquiry) -> Story:
    first, *others = (
        rows(InquiryProgram, inquiry, 0, said="name"),
        rows(InquiryInterest, inquiry, 1, said="label"),
        rows(
            Consent,
            inquiry,
            2,
            begun="given_at",
            ended="withdrawn_at",
            said="purpose",
            further="version",
        ),
        rows(Move, inquiry, 3, begun="at", said="before", further="after", because="reason", **BY),
        rows(Change, inquiry, 4, begun="at", said="what", because="reason", **BY),
    )
    story = Story()
    for row in first.union(*others, all=True).order_by("part", "begun", "number"):
        story.take(Row(*row))
    return story


def rows(model: Any, inquiry: Inquiry, part: int, **columns: str) -> QuerySet[Any]:
    """Those of the inquiry in the columns of a Row, from the model's columns of these names."""
    found: QuerySet[Any] = model.objects.filter(inquiry=inquiry).order_by()
    shaped: QuerySet[Any] = found.annotate(
        part=Value(part, IntegerField()),
        number=F("pk"),
        begun=F(columns["begun"]) if "begun" in columns else NEVER,
        ended=F(columns["ended"]) if "ended" in columns else NEVER,
        account=F("by") if "login" in columns else NOBODY,
        **{name: text(columns.get(name)) for name in TEXTS},
    ).values_list(*Row._fields)
    return shaped
