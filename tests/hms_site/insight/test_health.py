"""What balancers are told. On a real socket, with a real outage: tests/journeys/test_insight.py."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from hms_site.insight import health
from hms_site.insight.bounded import Bounded
from inquiries.models import Delivery
from tests.factories import DeliveryFactory

ADDRESSES = ["/healthz/live", "/healthz/ready", "/healthz/ready/"]


@pytest.fixture(autouse=True)
def nothing_known_yet(monkeypatch):
    monkeypatch.setattr(health, "_is_migrated", False)
    monkeypatch.setattr(health, "_why_not", "")
    look = Bounded(health.parts, seconds=health.SECONDS, fresh=0)
    monkeypatch.setattr(health, "look", look)


@pytest.fixture
def migrated(transactional_db):
    """As `migrate` leaves it; the test's database is made without."""
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for app, name in health.migrations():
        recorder.record_applied(app, name)
    yield recorder
    with connection.schema_editor() as editor:
        editor.delete_model(recorder.Migration)


def test_live_asks_no_database(client):
    response = client.get("/healthz/live")  # without the mark, the database refuses

    assert (response.status_code, response.json()) == (200, {"status": "live"})


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.usefixtures("migrated")
def test_balancer_is_answered_by_address_and_plain_http(client, settings, address):
    settings.SECURE_SSL_REDIRECT = True

    response = client.get(address, headers={"host": "192.0.2.7:8000"})

    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


@pytest.mark.parametrize(("method", "status"), [("head", 200), ("post", 405), ("put", 405)])
def test_other_methods(client, method, status):
    response = getattr(client, method)("/healthz/live")

    assert response.status_code == status


@pytest.mark.django_db
def test_other_addresses_below_it_are_unknown(client):
    assert client.get("/healthz/").status_code == 404


@pytest.mark.usefixtures("migrated")
def test_ready_says_how_each_part_is(client):
    assert client.get("/healthz/ready").json() == {
        "status": "ready",
        "database": "ok",
        "migrations": "ok",
        "outbox": "ok",
        "outbox_oldest_due_seconds": 0,
    }


def test_missing_migration_is_not_ready_until_it_is_made(client, migrated, caplog):
    name = ("pages", "0001_initial")
    migrated.record_unapplied(*name)
    response = client.get("/healthz/ready")
    assert response.status_code == 503
    assert response.json() == {"status": "not ready", "database": "ok", "migrations": "missing"}

    migrated.record_applied(*name)
    assert client.get("/healthz/ready").status_code == 200
    assert [record.getMessage() for record in caplog.records if "eady" in record.msg] == [
        "Not ready: migrations are missing.",
        "Ready again.",
    ]


def test_migrations_are_looked_up_once(client, migrated):
    client.get("/healthz/ready")
    migrated.record_unapplied("pages", "0001_initial")

    assert client.get("/healthz/ready").status_code == 200


def test_old_outbox_is_said_and_stays_ready(client, migrated):
    DeliveryFactory(next_at=timezone.now() - timedelta(hours=2))

    response = client.get("/healthz/ready")

    assert response.status_code == 200
    assert response.json()["outbox"] == "late"
    assert 7200 <= response.json()["outbox_oldest_due_seconds"] < 7300


@pytest.mark.django_db
def test_due_counts_from_when_it_could_go_out():
    now, hour = timezone.now(), timedelta(hours=1)
    DeliveryFactory(next_at=now + hour)
    assert health.oldest_due(now) == timedelta()

    leased = Delivery.State.LEASED
    DeliveryFactory(state=leased, next_at=now - 3 * hour, lease_until=now - hour)
    assert health.oldest_due(now) == hour


class Hanging:
    """A database that takes the question and says nothing."""

    def __init__(self):
        self.asked, self.over = 0, threading.Event()

    def __call__(self):
        self.asked += 1
        self.over.wait(20)


def test_database_that_hangs_is_waited_for_once_and_briefly(client, monkeypatch):
    database = Hanging()
    monkeypatch.setattr(health, "look", Bounded(database, seconds=0.3, fresh=0))

    began = time.monotonic()
    answers = [client.get("/healthz/ready") for _ in range(3)]
    took = time.monotonic() - began
    database.over.set()

    assert [answer.status_code for answer in answers] == [503] * 3
    assert answers[0].json() == {"status": "not ready", "database": "away"}
    assert database.asked == 1
    assert took < 2


def test_question_that_hangs_for_long_is_asked_anew(monkeypatch):
    monkeypatch.setattr(Bounded, "ABANDONED", 0.1)
    database = Hanging()
    look = Bounded(database, seconds=0.05, fresh=0)
    with pytest.raises(TimeoutError):
        look()
    time.sleep(0.1)
    database.over.set()

    look()

    assert database.asked == 2


def test_those_who_ask_together_share_an_answer():
    asked = []
    look = Bounded(lambda: asked.append(1), seconds=1, fresh=60)

    for _ in range(5):
        look()

    assert asked == [1]
