"""What this process counts and measures for Prometheus; loaded only where METRICS_PORT is set.

Each process shows its own numbers on a port of its own: Prometheus adds them up (ADR 25).
"""

import logging
import platform

import django
from django.conf import settings
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    start_http_server,
)

from .collectors import Outbox, PageCache, Tallies

logger = logging.getLogger(__name__)

PORTS = 32  # tried from METRICS_PORT on
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

disable_created_metrics()  # type: ignore[no-untyped-call] # a second row beside each of the others, of no use for rates
registry = CollectorRegistry()
registry.register(Tallies())
registry.register(Outbox())
registry.register(PageCache())
ProcessCollector(registry=registry)

REQUESTS = Counter(
    "hms_requests",
    "Answers by view, method and class of status",
    ["view", "method", "status"],
    registry=registry,
)
# neither by method nor by status: each of them would double ten rows of every view
SECONDS = Histogram(
    "hms_request_seconds",
    "From a request's arrival in the site until its answer begins",
    ["view"],
    buckets=BUCKETS,
    registry=registry,
)
QUERIES = Counter(
    "hms_request_queries", "Statements sent to the database", ["view"], registry=registry
)
QUERY_SECONDS = Counter(
    "hms_request_query_seconds", "Time until they were answered", ["view"], registry=registry
)
BUILD = Gauge(
    "hms_build_info",
    "Always 1; the labels say what runs",
    ["process", "release", "django", "python"],
    registry=registry,
)


def start(process: str) -> None:
    """Shows the numbers on the first free port from METRICS_PORT on.

    Is failure fatal? No: a site without numbers is better than none.
    """
    BUILD.labels(process, settings.RELEASE, django.__version__, platform.python_version()).set(1)
    for port in range(settings.METRICS_PORT, settings.METRICS_PORT + PORTS):
        try:
            start_http_server(port, settings.METRICS_ADDRESS, registry)
        except OSError:  # another process of ours has it
            continue
        logger.info("Metrics of this process (%s) are on port %s.", process, port)
        return
    logger.warning("No port is free for metrics, from METRICS_PORT on; this process has none.")


def observe(
    *, view: str, method: str, status: int, seconds: float, queries: int, query_seconds: float
) -> None:
    REQUESTS.labels(view, method, f"{status // 100}xx").inc()
    SECONDS.labels(view).observe(seconds)
    QUERIES.labels(view).inc(queries)
    QUERY_SECONDS.labels(view).inc(query_seconds)
