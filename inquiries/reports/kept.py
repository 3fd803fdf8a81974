"""The figures of days, kept: counted once, and anew when an inquiry of that day has changed.

A report adds kept days, and counts by itself those that have changed since. So it is true at every
moment, and the worker only has to follow; the longer it does not, the slower reports become.
"""

import time
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from programs.models import Program

from ..models import ChangedDay, DayFigures
from .counting import Figures, Of, add, by_day, counted, facts, midnight

MOST_DAYS = 14  # counted at once
AT_ONCE = 10_000
SECONDS = 5  # that the worker counts at a time, so that it stops when told to


def figures_by_day(
    first: date, last: date, of: Of, degrees: Mapping[int, int]
) -> dict[date, Figures]:
    """Of each day from `first` to `last` on which somebody asked. At most four queries."""
    changed = changed_days(first, last)  # read before the days: what changes now is of neither
    kept = DayFigures.objects.filter(of=of.key, day__range=(first, last)).exclude(day__in=changed)
    days: dict[date, Figures] = dict(kept.values_list("day", "figures"))
    return days | by_day(facts(changed, of), degrees)


def changed_days(first: date, last: date) -> set[date]:
    changes = ChangedDay.objects.filter(**between(first, last)).order_by()
    moments = changes.values_list("at", flat=True).distinct()
    return {timezone.localdate(at) for at in moments}


def between(first: date, last: date) -> dict[str, datetime]:
    return {"at__gte": midnight(first), "at__lt": midnight(last + timedelta(days=1))}


def count_changed_days(seconds: float = SECONDS) -> int:
    """Counts days that have changed, for at most about so many seconds; how many it was."""
    until, number = time.monotonic() + seconds, 0
    while counted_now := count_some():
        number += counted_now
        if time.monotonic() > until:
            break
    return number


def count_some() -> int:
    """What has changed in the first MOST_DAYS of which anything has; how many days it was.

    Counted outside of a transaction, so that no form waits for it. The entries that were read must
    then still be there: else another worker was faster, perhaps with newer numbers, and ours go.
    """
    earliest = ChangedDay.objects.aggregate(at=Min("at"))["at"]
    if earliest is None:
        return 0
    first = timezone.localdate(earliest)
    changes = ChangedDay.objects.filter(**between(first, first + timedelta(days=MOST_DAYS - 1)))
    entries = dict(changes.values_list("pk", "at"))
    days = {timezone.localdate(at) for at in entries.values()}
    rows = counted_rows(days)
    with transaction.atomic():
        if forget(list(entries)) < len(entries):
            transaction.set_rollback(True)
            return 0
        DayFigures.objects.filter(day__in=days).delete()
        DayFigures.objects.bulk_create(rows, batch_size=500)
    return len(days)


def forget(entries: list[int]) -> int:
    """A statement takes only so many numbers on SQLite."""
    parts = [entries[start : start + AT_ONCE] for start in range(0, len(entries), AT_ONCE)]
    return sum(ChangedDay.objects.filter(pk__in=part).delete()[0] for part in parts)


def counted_rows(days: set[date]) -> list[DayFigures]:
    """Of all inquiries, of each program, each country and both, as far as there are any."""
    degrees = dict(Program.objects.order_by().values_list("pk", "degree_type_id"))
    kept: dict[tuple[str, date], Figures] = defaultdict(dict)
    for fact in facts(days, Of()):
        day, figures = timezone.localdate(fact.row.created_at), counted(fact, degrees)
        for program in (None, *fact.programs):
            for country in (None, fact.row.country):
                add(kept[Of(program, country).key, day], figures)
    return [DayFigures(of=of, day=day, figures=figures) for (of, day), figures in kept.items()]
