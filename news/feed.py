"""The news as an Atom feed (RFC 4287), all of it or that of a topic."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import condition, require_safe

from content import stamp
from content.controls import without_controls
from content.links import absolute
from pages import frame

from . import catalog
from .models import NewsItem, Topic

ITEMS = 20
# A tag stays what it is for ever, so it holds a year in which the host was ours, not the item's.
TAG_YEAR = 2026
OWN_PLACE = re.compile(r"""(href=["'])/(?!/)""")


def tag(what: str) -> str:
    """An identifier by RFC 4151: the same after a renaming, at any address."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{TAG_YEAR}:{what}"


class FeedWithTexts(Atom1Feed):
    """Django's feed ends an entry at its summary; readers want the text too."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


class NewsFeed(Feed):
    feed_type = FeedWithTexts

    def author_name(self) -> str:
        return without_controls(frame.facts().name)

    def get_object(self, request: HttpRequest) -> Topic | None:
        if (slug := request.GET.get("topic")) is None:
            return None
        for topic in catalog.topics().values():
            if topic.slug == slug:
                return topic
        raise Http404("There is no such topic.")

    def title(self, topic: Topic | None) -> str:
        return without_controls(f"{frame.facts().name}: {topic.name if topic else 'News'}")

    def link(self, topic: Topic | None) -> str:
        return absolute(reverse("news:list") + self.query(topic))

    def feed_url(self, topic: Topic | None) -> str:
        return absolute(reverse("news:feed") + self.query(topic))

    def feed_guid(self, topic: Topic | None) -> str:
        return tag(f"news-topic/{topic.pk}" if topic else "news")

    def author_link(self) -> str:
        return absolute("/")

    def query(self, topic: Topic | None) -> str:
        return f"?topic={topic.slug}" if topic else ""

    def items(self, topic: Topic | None) -> Any:
        chosen = NewsItem.objects.published().chosen(topic=topic.slug if topic else "")
        return chosen.prefetch_related("topics")[:ITEMS]

    def item_title(self, item: Any) -> str:
        return without_controls(item.title).strip()

    def item_link(self, item: Any) -> str:
        return absolute(item.get_absolute_url())

    def item_guid(self, item: NewsItem) -> str:
        return tag(f"news/{item.pk}")

    def item_description(self, item: Any) -> str:
        """Declared as HTML, so it is escaped once here and once more as XML."""
        return escape(without_controls(item.summary))

    def item_author_name(self, item: Any) -> str:
        return without_controls(item.authors).strip() or self.author_name()

    def item_pubdate(self, item: NewsItem) -> datetime | None:
        return item.publish_at if item.is_dated else None

    def item_updateddate(self, item: NewsItem) -> datetime:
        """Required by the format: without a known day, the moment it was last saved."""
        if not item.is_dated:
            return item.revised_at or item.updated_at
        return max(item.publish_at, item.revised_at or item.publish_at)

    def item_categories(self, item: NewsItem) -> list[str]:
        return [without_controls(topic.name) for topic in item.topics.all()]

    def item_extra_kwargs(self, item: NewsItem) -> dict[str, str]:
        """A reader shows the text elsewhere, where a link such as /programs/ leads nowhere."""
        return {"content": OWN_PLACE.sub(rf"\1{absolute('/')}", without_controls(item.body))}


def etag(request: HttpRequest) -> str:
    key = stamp.current()
    return f'"{key.value}-{key.since.timestamp():.6f}"'


news_feed = require_safe(condition(etag_func=etag)(NewsFeed()))
