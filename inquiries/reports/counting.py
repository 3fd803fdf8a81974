"""What inquiries add up to. All else in reports adds, compares and draws these numbers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import CharField, F, Q, QuerySet, Value
from django.utils import timezone

from ..clock import clock
from ..models import Delivery, Inquiry, InquiryInterest, InquiryProgram

# facet -> value -> how many inquiries; values are texts, as JSON wants them
Figures = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Of:
    """Which inquiries are counted: all, those for a program, of a country, or both."""

    program: int | None = None
    country: str | None = None  # empty: of those who gave none

    @property
    def key(self) -> str:
        """Under which days are kept."""
        program = [] if self.program is None else ["program", str(self.program)]
        country = [] if self.country is None else ["country", self.country]
        return " ".join(program + country) or "all"

    def within(self, days: Iterable[date], prefix: str = "") -> Q:
        """A filter on inquiries, or with `prefix` on what belongs to them."""
        wanted = Q()
        for first, last in spans(days):
            bounds = {f"{prefix}created_at__gte": midnight(first)}
            bounds[f"{prefix}created_at__lt"] = midnight(last + timedelta(days=1))
            wanted |= Q(**bounds)
        if self.program is not None:
            asked = InquiryProgram.objects.filter(program=self.program)
            wanted &= Q(**{f"{prefix}pk__in": asked.values("inquiry")})
        if self.country is not None:
            wanted &= Q(**{f"{prefix}country": self.country})
        return wanted


class Row(NamedTuple):
    """What is read of an inquiry: nothing that says who it is."""

    pk: int
    created_at: datetime
    country: str
    source: str
    medium: str
    campaign: str
    entry_year: int | None
    state: str
    captcha: str
    doubt: str
    confirmed_at: datetime | None
    answered_at: datetime | None
    brochure_opened_at: datetime | None

    @property
    def is_unconfirmed(self) -> bool:
        """As models.inquiry.UNCONFIRMED, but the erased ones stay what they were."""
        is_doubtful = bool(self.doubt) or self.captcha == Inquiry.Captcha.UNVERIFIED
        return is_doubtful and self.confirmed_at is None


@dataclass
class Fact:
    row: Row
    programs: list[int] = field(default_factory=list)
    interests: list[int] = field(default_factory=list)
    is_delivered: bool = False


def facts(days: Iterable[date], of: Of) -> Iterator[Fact]:
    """Two queries, however many inquiries."""
    days = list(days)
    if not days:
        return
    rows = Inquiry.objects.filter(of.within(days)).order_by().values_list(*Row._fields)
    found = {row[0]: Fact(Row(*row)) for row in rows}
    for pk, kind, value in belonging(of.within(days, "inquiry__")):
        if fact := found.get(pk):  # else it came in between the two
            match kind:
                case "program":
                    fact.programs.append(value)
                case "interest":
                    fact.interests.append(value)
                case _:
                    fact.is_delivered = True
    yield from found.values()


def belonging(wanted: Q) -> QuerySet[Any, Any]:
    """Of each inquiry: programs, interests, and whether its brochure left and did not come back."""
    sent = Delivery.objects.filter(
        kind=Delivery.Kind.BROCHURE, state=Delivery.State.SENT, returned_at=None
    )
    parts = [
        rows.filter(wanted)
        .order_by()
        .annotate(kind_of_part=Value(kind, CharField()), value=F(name))
        .values_list("inquiry_id", "kind_of_part", "value")
        for rows, kind, name in (
            (InquiryProgram.objects.all(), "program", "program_id"),
            (InquiryInterest.objects.all(), "interest", "option_id"),
            (sent, "sent", "pk"),
        )
    ]
    return parts[0].union(*parts[1:], all=True)


def counted(fact: Fact, degrees: Mapping[int, int]) -> Figures:
    """One inquiry as numbers. Spam and what nobody confirmed count as that alone."""
    row = fact.row
    if row.state == Inquiry.State.SPAM:
        return {"step": {"spam": 1}}
    if row.is_unconfirmed:
        return {"step": {"asked": 1, "unconfirmed": 1}}
    steps = {"asked": True, "confirmed": True, "delivered": fact.is_delivered}
    steps |= {"opened": row.brochure_opened_at is not None, "answered": row.answered_at is not None}
    figures = {
        "country": {row.country: 1},
        "source": {row.source: 1},
        "medium": {row.medium: 1},
        "campaign": {row.campaign: 1},
        "year": {str(row.entry_year or ""): 1},
        "program": {str(program): 1 for program in fact.programs},
        "degree": {str(degrees[program]): 1 for program in fact.programs},
        "interest": {str(option): 1 for option in fact.interests},
    }
    if row.answered_at:
        took = row.answered_at - row.created_at
        figures["hours"] = {str(max(0, int(took.total_seconds() // 3600))): 1}
        steps["in_time"] = row.answered_at <= clock().due(row.created_at)
    return {"step": {step: 1 for step, is_so in steps.items() if is_so}, **figures}


def by_day(found: Iterable[Fact], degrees: Mapping[int, int]) -> dict[date, Figures]:
    days: dict[date, Figures] = defaultdict(dict)
    for fact in found:
        add(days[timezone.localdate(fact.row.created_at)], counted(fact, degrees))
    return days


def add(total: Figures, more: Figures) -> None:
    for facet, counts in more.items():
        into = total.setdefault(facet, {})
        for value, number in counts.items():
            into[value] = into.get(value, 0) + number


def spans(days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """Days as runs from a first to a last."""
    first = last = None
    for day in sorted(days):
        if first is None or last is None or day - last > timedelta(days=1):
            if first and last:
                yield first, last
            first = day
        last = day
    if first and last:
        yield first, last


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
