"""The key dates of a program as a calendar, at /programs/<slug>/dates.ics."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse

from content import stamp
from content.links import absolute
from events.calendars import NEVER, empty, line
from programs.models import KeyDate, Program

from .of_program import of_program

if TYPE_CHECKING:
    import icalendar


@of_program
def program_dates(request: HttpRequest, program: Program) -> HttpResponse:
    if program.is_retired:
        raise Http404("The school does not offer this program any more.")
    response = HttpResponse(calendar(program), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{program.slug}-dates.ics"'
    return response


@stamp.per_stamp
def calendar(program: Program) -> bytes:
    from events.timezones import vtimezone  # with icalendar, 4 MB

    result = empty(f"{program.official_name}: key dates")
    dates = list(program.key_dates.all())
    for zone in {date.zone for date in dates if date.until and date.time_zone != "UTC"}:
        there = [date.over_at for date in dates if date.zone == zone]
        result.add_component(vtimezone(zone, min(there), max(there)))
    edits = edits_of(program)
    for date in dates:
        result.add_component(entry(program, date, *edits.get(date.pk, (NEVER, 0))))
    body: bytes = result.to_ical()
    return body


def edits_of(program: Program) -> dict[int, tuple[datetime, int]]:
    """Of each date, when it was last saved, and how often: a calendar that holds an entry changes
    it when it meets a higher number."""
    history = KeyDate.history.filter(program=program).order_by().values("id")
    saved = history.annotate(last=Max("history_date"), times=Count("pk"))
    return {row["id"]: (row["last"], row["times"]) for row in saved}


def entry(program: Program, date: KeyDate, edited: datetime, times: int) -> "icalendar.Event":
    import icalendar

    result = icalendar.Event()
    result.add("uid", f"date-{date.pk}@{urlsplit(settings.SITE_URL).hostname}")
    # its passing is a change like an edit
    changed = max(edited, date.over_at) if date.is_over() else edited
    result.add("dtstamp", changed.astimezone(UTC))
    result.add("last-modified", changed.astimezone(UTC))
    result.add("sequence", times + date.is_over())
    result.add("summary", line(f"{program.short_name}: {date.label}"))
    if date.until:
        result.add("dtstart", datetime.combine(date.day, date.until, date.zone))
    else:
        result.add("dtstart", date.day)
        result.add("dtend", date.day + timedelta(days=1))
    result.add("transp", "TRANSPARENT")  # nobody is busy all day because of a deadline
    if said := description(program, date):
        result.add("description", said)
    result.add("url", absolute(program.get_absolute_url()))
    return result


def description(program: Program, date: KeyDate) -> str:
    applications = program.applications()
    parts = [date.note, date.in_words if date.hour else ""]
    if date.closes_applications:
        parts.append(applications.in_words)
        parts.append(f"Apply: {absolute(applications.url)}" if applications.url else "")
    return "\n\n".join(line(part) for part in parts if part)
