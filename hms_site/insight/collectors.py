"""What is read at the moment when Prometheus asks: the tallies, and how the outbox stands."""

import logging
from collections.abc import Iterable
from datetime import datetime
from itertools import product
from typing import NamedTuple

from django.db import Error
from django.db.models import Count, Min
from django.utils import timezone
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from content.tallies import tallies
from hms_site.page_cache.figures import figures
from inquiries.models import Delivery

from .bounded import Bounded
from .health import oldest_due

logger = logging.getLogger(__name__)

UNSENT = [
    state.value for state in (Delivery.State.PENDING, Delivery.State.LEASED, Delivery.State.DEAD)
]
SECONDS = 5  # less than Prometheus waits for the whole answer


class Tallies(Collector):
    """Whatever the site counts by content.tallies.Tally, such as the captcha's outcomes."""

    def collect(self) -> Iterable[Metric]:
        for tally in tallies:
            family = CounterMetricFamily(f"hms_{tally.name}", tally.what, labels=tally.labels)
            for words, number in tally.read().items():
                family.add_metric(words, number)
            yield family

    def describe(self) -> Iterable[Metric]:
        return []  # else the registry would collect once to learn the names


class PageCache(Collector):
    """What hms_site.page_cache did in this process, and what it holds."""

    def collect(self) -> Iterable[Metric]:
        said = figures()
        answers = CounterMetricFamily(
            "hms_page_cache", "Requests by what the page cache made of them", labels=["answer"]
        )
        for answer in ("hits", "misses", "stale", "bypass"):
            answers.add_metric([answer], said[answer])
        yield answers
        sent = "Bytes of pages answered out of the cache"
        yield CounterMetricFamily("hms_page_cache_sent_bytes", sent, value=said["bytes"])
        yield GaugeMetricFamily("hms_page_cache_pages", "Pages held", value=said["pages"])
        held = "Bytes that they take"
        yield GaugeMetricFamily("hms_page_cache_held_bytes", held, value=said["bytes_held"])

    def describe(self) -> Iterable[Metric]:
        return []


class Unsent(NamedTuple):
    number: int = 0
    since: datetime | None = None


class Standing(NamedTuple):
    now: datetime
    oldest_due_seconds: float
    unsent: dict[tuple[str, str], Unsent]


def read_outbox() -> Standing:
    """Two queries over what is not sent, by the index of what is due."""
    now = timezone.now()
    rows = (
        Delivery.objects.filter(state__in=UNSENT)
        .order_by()
        .values_list("kind", "state")
        .annotate(number=Count("pk"), since=Min("waiting_since"))
    )
    unsent = {(kind, state): Unsent(number, since) for kind, state, number, since in rows}
    return Standing(now, oldest_due(now).total_seconds(), unsent)


class Outbox(Collector):
    """The same from every process, since it is the database's: take the greatest, not the sum."""

    def __init__(self) -> None:
        self.look = Bounded(read_outbox, seconds=SECONDS, fresh=1)

    def collect(self) -> Iterable[Metric]:
        up = GaugeMetricFamily("hms_database_up", "Whether the database answers this process")
        try:
            outbox = self.look()
        except (Error, TimeoutError):  # health has a line about it in the log
            up.add_metric([], 0)
            yield up
            return
        up.add_metric([], 1)
        yield up
        yield GaugeMetricFamily(
            "hms_outbox_oldest_due_seconds",
            "For how long the delivery has been due that should go out first",
            value=outbox.oldest_due_seconds,
        )
        yield from self.by_kind(outbox)

    def by_kind(self, outbox: Standing) -> Iterable[Metric]:
        labels = ["kind", "state"]
        numbers = GaugeMetricFamily(
            "hms_outbox_deliveries", "Deliveries that are not sent", labels=labels
        )
        ages = GaugeMetricFamily(
            "hms_outbox_oldest_seconds", "Since when the oldest of them waits", labels=labels
        )
        for words in product(Delivery.Kind.values, UNSENT):
            number, since = outbox.unsent.get(words, Unsent())
            numbers.add_metric(words, number)
            ages.add_metric(words, (outbox.now - since).total_seconds() if since else 0)
        return numbers, ages

    def describe(self) -> Iterable[Metric]:
        return []
