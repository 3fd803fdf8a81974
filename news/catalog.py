"""What can be chosen in the list of news, and how much there is: read once until content changes.

Ten thousand items make these the costly questions, and their answers seldom change.
"""

from django.utils import timezone

from content.stamp import per_stamp

from .models import NewsItem, Topic


@per_stamp
def topics() -> dict[int, Topic]:
    """All topics by number, in their order."""
    return {topic.pk: topic for topic in Topic.objects.all()}


@per_stamp
def topics_in_use() -> list[Topic]:
    """Those of public items."""
    public = NewsItem.objects.published().values("pk")
    tagged = NewsItem.topics.through.objects.filter(newsitem__in=public)
    used = set(tagged.values_list("topic_id", flat=True).distinct())
    return [topic for topic in topics().values() if topic.pk in used]


@per_stamp
def years() -> list[int]:
    """The years in which public items appeared, newest first, by the calendar in Boston."""
    moments = NewsItem.objects.published().order_by().values_list("publish_at", flat=True)
    return sorted({timezone.localdate(moment).year for moment in moments}, reverse=True)


@per_stamp
def kinds() -> list[NewsItem.Kind]:
    used = set(NewsItem.objects.published().order_by().values_list("kind", flat=True).distinct())
    return [kind for kind in NewsItem.Kind if kind in used]


@per_stamp
def count(topic: str, year: str, kind: str) -> int:
    """How many public items a choice has; `NewsFilter` lets only what is offered come here."""
    return NewsItem.objects.published().chosen(topic, year, kind).count()
