"""manage.py deliver: once, or as the worker that runs until it is told to stop."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from io import StringIO
from urllib.parse import quote

import pytest
from django.conf import settings as site_settings
from django.core.management import call_command
from django.db import OperationalError, connection

from inquiries import worker as working
from inquiries.models import Delivery
from inquiries.outbox import BATCH, Outcome, deliver_next
from tests.factories import DeliveryFactory, InquiryFactory

pytestmark = pytest.mark.django_db
State = Delivery.State


def deliver_once():
    said = StringIO()
    call_command("deliver", "--once", stdout=said)
    return said.getvalue()


def database_url():
    db = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{db['NAME']}"
    account = quote(db["USER"]) + (f":{quote(db['PASSWORD'])}" if db["PASSWORD"] else "")
    return f"postgres://{account}@{db['HOST']}:{db['PORT'] or 5432}/{db['NAME']}"


@contextmanager
def worker(mail_server, *options):
    """`manage.py deliver` as a process of its own, on the database of the tests."""
    ours = {"DATABASE_URL": database_url(), "EMAIL_URL": f"smtp://127.0.0.1:{mail_server.port}"}
    process = subprocess.Popen(
        [sys.executable, "manage.py", "deliver", *options],
        cwd=site_settings.BASE_DIR,
        env=os.environ | ours | {"DJANGO_SETTINGS_MODULE": "hms_site.settings"},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_once_works_off_what_is_due_and_says_what_became_of_it(mail_server):
    for who in ("ada", "eve", "refused", "later"):
        DeliveryFactory(inquiry__email=f"{who}@example.org")

    assert deliver_once() == (
        "waiting: 1, being sent: 0, sent: 2, failed for good: 1, oldest waiting: 0\xa0minutes\n"
    )


def test_once_works_off_more_than_one_round(mail_server):
    DeliveryFactory.create_batch(BATCH + 1, inquiry=InquiryFactory())

    assert f"sent: {BATCH + 1}," in deliver_once()


def test_once_with_nothing_to_do_says_so():
    nothing = "waiting: 0, being sent: 0, sent: 0, failed for good: 0, oldest waiting: none\n"
    assert deliver_once() == nothing


@pytest.mark.django_db(transaction=True)
def test_worker_looks_again_when_the_database_was_away(mail_server, caplog):
    DeliveryFactory()

    def away(*_):
        raise OperationalError("connection refused")

    with connection.execute_wrapper(away):
        assert working.guarded(deliver_next) is None
    assert "The database is away: OperationalError" in caplog.text
    assert working.guarded(deliver_next) is Outcome.SENT


@pytest.mark.django_db(transaction=True)
def test_worker_that_is_told_to_stop_takes_nothing_more(mail_server):
    DeliveryFactory.create_batch(2)
    stop = threading.Event()
    stop.set()

    working.work(2, stop)

    assert set(Delivery.objects.values_list("state", flat=True)) == {State.PENDING}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_worker_sends_and_stops_when_it_is_told_to(mail_server, name):
    DeliveryFactory()

    with worker(mail_server) as process:
        assert mail_server.arrived.wait(30), process.communicate()
        process.send_signal(signal.Signals[name])
        start = time.monotonic()
        _, errors = process.communicate(timeout=10)

    assert time.monotonic() - start < 5
    assert (process.returncode, "Traceback" in errors) == (0, False)
    assert Delivery.objects.get().state == State.SENT


@pytest.mark.django_db(transaction=True)
def test_worker_finishes_its_item_and_leaves_the_rest(mail_server):
    mail_server.pause = 1
    DeliveryFactory.create_batch(4)

    with worker(mail_server, "--threads=1") as process:
        assert mail_server.arrived.wait(30), process.communicate()
        process.terminate()
        process.communicate(timeout=10)

    assert process.returncode == 0
    states = Delivery.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [State.SENT, State.PENDING, State.PENDING, State.PENDING]
