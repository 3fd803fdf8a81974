"""Fills a database with 10,000 news items, 2,000 events and 500 pages: python bench/large.py

Reads the site's settings from the environment, so it fills whatever database they name.
"""

import os
import sys
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hms_site.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from content import stamp  # noqa: E402
from events.models import Event  # noqa: E402
from news.models import NewsItem, Topic  # noqa: E402
from pages.models import Page, RichText  # noqa: E402

NEWS, EVENTS, PAGES = 10_000, 2_000, 500
TEXT = "<p>What happened, in a paragraph that is as long as most are in a piece of news.</p>" * 8
SUMMARY = "One or two sentences that say what it is about, as every list shows them."


def main(news: int = NEWS, events: int = EVENTS, pages: int = PAGES) -> None:
    now = timezone.now()
    shown = {"state": NewsItem.State.PUBLISHED, "summary": SUMMARY}
    items = NewsItem.objects.bulk_create(
        NewsItem(
            title=f"What was found, part {n}",
            slug=f"found-{n}",
            body=TEXT,
            publish_at=now - timedelta(hours=n),
            **shown,
        )
        for n in range(news)
    )
    topics = list(Topic.objects.all())
    through = NewsItem.topics.through
    through.objects.bulk_create(
        through(newsitem=item, topic=topics[n % len(topics)])
        for n, item in enumerate(items if topics else [])
    )
    Event.objects.bulk_create(
        Event(
            title=f"Talk {n}",
            slug=f"talk-{n}",
            description=TEXT,
            starts_at=now + timedelta(days=n - events / 2),
            ends_at=now + timedelta(days=n - events / 2, hours=1),
            publish_at=now - timedelta(days=1),
            place="Lecture hall",
            **shown,
        )
        for n in range(events)
    )
    sections = [page("Section", n, None) for n in range(pages // 50)]
    for section in sections:
        for n in range(49):
            RichText.objects.create(
                parent=page("Page", n, section), region="main", ordering=10, text=TEXT
            )
    stamp.move()
    call_command("index_search")


def page(name: str, number: int, parent: Page | None) -> Page:
    made = Page(
        title=f"{name} {number}",
        slug=f"{name.lower()}-{number}",
        parent=parent,
        summary=SUMMARY,
        state=Page.State.PUBLISHED,
        publish_at=timezone.now(),
        menu="" if parent else Page.Menu.MAIN,
    )
    made.save()
    return made


if __name__ == "__main__":
    main()
