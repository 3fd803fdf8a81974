from datetime import datetime
from typing import Any

from content.loading import OUR_MARK, Loader, read
from programs.models import Program

from .models import NewsItem, Topic


def load(loader: Loader) -> None:
    for values in read("news", "topics"):
        loader.load(Topic, {"slug": values.pop("slug")}, values)
    for values in read("news", "news"):
        load_item(loader, values)


def load_item(loader: Loader, values: dict[str, Any]) -> None:
    """An item and what it is filed under are one: brought up together, or kept together."""
    topics, programs = values.pop("topics"), values.pop("programs")
    key = {"slug": values.pop("slug")}
    is_theirs = loader.touched_by_staff(NewsItem, key)
    values["state"] = NewsItem.State.PUBLISHED
    values["publish_at"] = datetime.fromisoformat(values["publish_at"])
    item = loader.load(NewsItem, key, values)
    if is_theirs:
        return
    item._change_reason = OUR_MARK  # simple-history reads it
    # only what is missing: a program that staff renamed is not found by name, and stays
    item.topics.add(*Topic.objects.filter(slug__in=topics).exclude(items=item))
    item.programs.add(*Program.objects.filter(slug__in=programs).exclude(news=item))
