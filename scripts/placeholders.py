"""Rows for the pictures of the editors' manual: made up, and plainly so. Run by screenshots.py."""

from datetime import datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Group, User
from django.db import models
from django.utils import timezone

from events.models import Event, Series
from news.models import NewsItem
from pages.models import Alert, Page
from programs.models import CreditRule
from search.models import Query

Row = TypeVar("Row", bound=models.Model)
USERNAME, PASSWORD = "ada", "only-for-the-pictures"
BODY = (
    "<p>From the spring on, students of all programs work side by side in one room.</p>"
    '<p>See <a href="/programs/">what you can study</a>, or <a href="/open-house/">come to our '
    "open house</a>.</p>"
)


def make() -> dict[str, int]:
    """The ids of what is photographed, by a name."""
    editor = User.objects.create_user(USERNAME, "ada@example.org", PASSWORD, is_staff=True)
    editor.groups.add(Group.objects.get(name="Content editors"))
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    made = {**news(editor, noon), **events(editor, noon), **pages(editor, noon)}
    for words, times in (("parking permit", 4), ("tuition waiver", 2)):
        Query.objects.create(day=noon.date(), words=words, times=times, found=0)
    return made


def saved(editor: User, row: Row, **values: Any) -> Row:
    """The row with these values, as the editor's own change."""
    for name, value in values.items():
        setattr(row, name, value)
    row._history_user = editor  # type: ignore[attr-defined]
    row.save()
    return row


def news(editor: User, noon: datetime) -> dict[str, int]:
    draft = saved(
        editor,
        NewsItem(slug="teaching-labs", summary="One room for the students of all programs."),
        title="A room for the teaching labs",
        body=BODY,
    )
    saved(editor, draft, title="A new room for the teaching labs")
    public = NewsItem(title="How a class keeps a garden", slug="garden", summary="It began small.")
    saved(editor, public, body=BODY, state="published", publish_at=noon - timedelta(days=3))
    later = NewsItem(title="What a first year asks for", slug="first-year", summary="A look back.")
    saved(editor, later, body=BODY, state="published", publish_at=noon + timedelta(days=2))
    return {"draft": draft.pk, "public": public.pk}


def events(editor: User, noon: datetime) -> dict[str, int]:
    series = saved(editor, Series(name="Talks at noon", slug="talks-at-noon"))
    talk = Event(title="How memories settle", slug="memories", series=series)
    tokyo = noon.replace(tzinfo=ZoneInfo("Asia/Tokyo")) + timedelta(days=20)
    abroad = Event(title="Meet us in Tokyo", slug="tokyo", time_zone="Asia/Tokyo")
    for event, start in ((talk, noon + timedelta(days=9)), (abroad, tokyo)):
        event.summary, event.state = "What it is about, in a sentence.", Event.State.PUBLISHED
        saved(editor, event, starts_at=start, ends_at=start + timedelta(hours=1))
    saved(editor, talk, is_cancelled=True)
    return {"event": abroad.pk}


def pages(editor: User, noon: datetime) -> dict[str, int]:
    alert = Alert(title="The library closes at noon on Wednesday", level="warning")
    alert.text = "It opens again on Thursday at eight."
    times = {"publish_at": noon + timedelta(days=1), "unpublish_at": noon + timedelta(days=3)}
    saved(editor, alert, state="published", **times)
    saved(editor, Page(title="Student housing", slug="student-housing", state="draft"))
    filled = Page.objects.without_tree_fields().filter(pages_block_set__isnull=False)
    return {
        "alert": alert.pk,
        "page": filled.exclude(parent=None).order_by("pk")[0].pk,
        "rule": CreditRule.objects.order_by("pk")[0].pk,
    }
