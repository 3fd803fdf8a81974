"""A database that hangs behind an open line, and one that is away: nobody waits long."""

import socket
import time
from threading import Thread

import psycopg2
import pytest
from django.db import connection
from psycopg2.extensions import set_wait_callback

from content import patience

on_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="its driver waits")


@pytest.fixture
def silent(monkeypatch):
    """The address of a server that takes every connection and says nothing."""
    monkeypatch.setattr(patience, "_hangs", False)
    monkeypatch.setattr(patience, "_everybodys", 20)
    set_wait_callback(patience.wait)
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"postgres://127.0.0.1:{server.getsockname()[1]}/x?sslmode=disable"
    set_wait_callback(None)


def seconds_until_given_up(address, at_most):
    began = time.monotonic()
    with patience.at_most(at_most), pytest.raises(psycopg2.OperationalError, match="No answer"):
        psycopg2.connect(address)
    return time.monotonic() - began


def test_database_that_hangs_is_given_up(silent):
    assert 0.2 <= seconds_until_given_up(silent, 0.2) < 2


def test_whoever_comes_after_a_hang_waits_less(silent, monkeypatch):
    monkeypatch.setattr(patience, "AFTER_A_HANG", 0.1)
    seconds_until_given_up(silent, 0.2)

    assert seconds_until_given_up(silent, 60) < 2


def test_others_leave_at_once_while_one_finds_out(silent):
    seconds_until_given_up(silent, 0.1)
    scout = Thread(target=seconds_until_given_up, args=[silent, 60])
    scout.start()
    time.sleep(0.2)

    assert seconds_until_given_up(silent, 60) < 0.5
    assert scout.is_alive()
    scout.join()


@on_postgres
def test_answer_ends_the_short_patience(silent, monkeypatch, db):
    monkeypatch.setattr(patience, "AFTER_A_HANG", 0.1)
    seconds_until_given_up(silent, 0.2)

    ask("SELECT 1")

    assert seconds_until_given_up(silent, 0.5) >= 0.5


@on_postgres
def test_server_is_told_how_long_anybody_waits(monkeypatch, db):
    monkeypatch.setattr(patience, "_everybodys", 7)

    patience.tell_the_server(connection)

    assert ask("SHOW statement_timeout") == "7s"


def ask(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]
