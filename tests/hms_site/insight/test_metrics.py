"""Parts of the numbers; from real processes they are read in tests/journeys/test_insight.py."""

import socket

import pytest
from django.db import connection

from hms_site.insight import bounded, collectors, measured, metrics
from hms_site.page_cache.figures import counted
from inquiries.models import Prospect


@pytest.mark.django_db
def test_slow_query_is_logged_without_its_values(monkeypatch, caplog):
    monkeypatch.setattr(measured, "SLOW", 0)
    queries = measured.Queries()

    with connection.execute_wrapper(queries):
        Prospect.objects.filter(email="ada@example.org").exists()

    assert queries.number == 1
    assert "A query took 0.0 seconds: SELECT" in caplog.text
    assert "ada@" not in caplog.text


def test_site_goes_on_where_no_port_is_free(monkeypatch, settings, caplog):
    monkeypatch.setattr(metrics, "PORTS", 1)
    settings.METRICS_ADDRESS = "127.0.0.1"
    with socket.create_server(("127.0.0.1", 0)) as others:
        settings.METRICS_PORT = others.getsockname()[1]

        metrics.start("web")

    assert "No port is free for metrics" in caplog.text


def test_outbox_of_a_database_that_is_away_is_not_shown(monkeypatch):
    def lost():
        raise TimeoutError

    outbox = collectors.Outbox()
    monkeypatch.setattr(outbox, "look", bounded.Bounded(lost, seconds=1, fresh=0))

    [up] = outbox.collect()

    assert [(sample.name, sample.value) for sample in up.samples] == [("hms_database_up", 0)]


def test_page_cache_is_among_the_numbers(monkeypatch):
    monkeypatch.setattr(counted, "hits", 7)
    monkeypatch.setattr(counted, "bytes", 70)

    shown = [sample for family in collectors.PageCache().collect() for sample in family.samples]

    numbers = {(one.name, *one.labels.values()): one.value for one in shown}
    assert numbers["hms_page_cache_total", "hits"] == 7
    assert numbers[("hms_page_cache_sent_bytes_total",)] == 70
    assert ("hms_page_cache_held_bytes",) in numbers
