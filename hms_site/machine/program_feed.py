"""The key dates of all programs as an Atom feed, at /programs/feed/: an entry is new when it is
announced, and changes when its date passes."""

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.syndication.views import Feed
from django.db.models import Max
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.http import condition, require_safe

from content.controls import without_controls
from content.links import absolute
from content.stamp import per_stamp
from events.calendars import NEVER
from news.feed import etag, tag
from pages import frame
from programs import catalog
from programs.models import KeyDate, Program

ENTRIES = 50


class Entry(NamedTuple):
    program: Program
    date: KeyDate
    changed: datetime


@per_stamp
def entries() -> list[Entry]:
    """The dates of public programs, what changed last first."""
    saved = KeyDate.history.order_by().values("id").annotate(last=Max("history_date"))
    edited = {row["id"]: row["last"] for row in saved}
    public = (program for program in catalog.by_slug().values() if not program.is_retired)
    found = [
        Entry(program, date, changed(date, edited.get(date.pk, NEVER)))
        for program in public
        for date in program.key_dates.all()
    ]
    return sorted(found, key=lambda entry: (entry.changed, entry.date.pk), reverse=True)[:ENTRIES]


def changed(date: KeyDate, edited: datetime) -> datetime:
    return max(edited, date.over_at) if date.is_over() else edited


class ProgramFeed(Feed):
    feed_type = Atom1Feed

    def title(self) -> str:
        return without_controls(f"{frame.facts().name}: key dates of the programs")

    def link(self) -> str:
        return absolute(reverse("programs:list"))

    def feed_url(self) -> str:
        return absolute(reverse("program_feed"))

    def feed_guid(self) -> str:
        return tag("programs")

    def author_name(self) -> str:
        return without_controls(frame.facts().name)

    def items(self) -> list[Entry]:
        return entries()

    def item_title(self, item: Any) -> str:
        program, date, _changed = item
        over = " (over)" if date.is_over() else ""
        return without_controls(f"{program.short_name}: {date.label}{over}")

    def item_description(self, item: Any) -> str:
        program, date, _changed = item
        applications = program.applications()
        parts = [date.in_words, date.note]
        if date.closes_applications:
            parts.append(applications.in_words)
            parts.append(f"Apply: {absolute(applications.url)}" if applications.url else "")
        return escape(without_controls(" · ".join(part for part in parts if part)))

    def item_link(self, item: Any) -> str:
        return absolute(item.program.get_absolute_url())

    def item_guid(self, item: Entry) -> str:
        return tag(f"key-date/{item.date.pk}")

    def item_updateddate(self, item: Entry) -> datetime:
        return item.changed


program_feed = require_safe(condition(etag_func=etag)(ProgramFeed()))
