import sqlite3
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from search import log
from search.models import Query
from tests.factories import NewsItemFactory

pytestmark = pytest.mark.django_db


def counted():
    return list(Query.objects.order_by("words").values_list("words", "times", "found"))


def test_searches_of_a_day_are_counted_by_their_words(client):
    NewsItemFactory(title="Café")
    for text in ("Café", "cafe!", "tea"):
        client.get("/search/", {"q": text})

    assert counted() == [("cafe", 2, 1), ("tea", 1, 0)]
    assert Query.objects.first().day == timezone.localdate()


def test_another_day_is_counted_apart(time_machine):
    for day in ("2027-01-04", "2027-01-05"):
        time_machine.move_to(f"{day}T17:00:00Z", tick=False)
        log.count("tea", 0)

    assert counted() == [("tea", 1, 0), ("tea", 1, 0)]


@pytest.mark.parametrize("more", [{"page": 2}, {"kind": "news"}])
def test_looking_further_is_no_new_search(client, more):
    NewsItemFactory.create_batch(21, title="Tea")

    client.get("/search/", {"q": "tea"} | more)

    assert counted() == []


@pytest.mark.parametrize(
    "text",
    ["ada@example.org", "ada＠example.org", "12345", "call 617-432-1000", "(617) 432 1000",
     "078-05-1120", "", "%", "x" * 81],
)  # fmt: skip
def test_what_may_be_personal_is_not_counted(text):
    log.count(text, 0)

    assert counted() == []


def test_years_are_not_personal():
    log.count("2026-2027", 1)

    assert counted() == [("2026 2027", 1, 1)]


def test_nonsense_beyond_the_most_a_day_is_not_counted(monkeypatch):
    monkeypatch.setattr(log, "MOST_A_DAY", 2)
    for text in ("one", "two", "three", "two"):
        log.count(text, 0)

    assert counted() == [("one", 1, 0), ("two", 2, 0)]


@pytest.fixture
def no_table(transactional_db):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE search_query RENAME TO away")
        yield
        cursor.execute("ALTER TABLE away RENAME TO search_query")


@pytest.mark.usefixtures("no_table")
def test_search_that_cannot_be_counted_is_answered(client, caplog):
    NewsItemFactory(title="Tea")

    response = client.get("/search/", {"q": "tea"})

    assert "1 result" in response.content.decode()
    assert "was not counted" in caplog.text


@pytest.mark.skipif(connection.vendor != "sqlite", reason="one writer at a time is SQLite's")
@pytest.mark.django_db(transaction=True)
def test_search_does_not_wait_for_another_writer(client):
    NewsItemFactory(title="Tea")
    other = sqlite3.connect(connection.settings_dict["NAME"])
    other.execute("BEGIN IMMEDIATE")

    began = time.monotonic()
    response = client.get("/search/", {"q": "tea"})
    other.close()

    assert "1 result" in response.content.decode()
    assert time.monotonic() - began < 5
    assert counted() == []
    patience = connection.connection.execute("PRAGMA busy_timeout").fetchone()[0]
    assert patience == 1000 * connection.settings_dict["OPTIONS"]["timeout"]


def test_searches_older_than_a_year_are_forgotten(capsys):
    today = timezone.localdate()
    for days in (365, 366):
        Query.objects.create(day=today - timedelta(days=days), words=str(days), times=1)

    call_command("purge_queries")

    assert counted() == [("365", 1, 0)]
    assert capsys.readouterr().out == "Forgot 1 searches.\n"
