"""The worker's threads: side by side, through outages of the database, and gone when told so."""

import signal
import socket
import threading
import time
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection, transaction

from inquiries import outbox, worker
from inquiries.models import Delivery
from tests.factories import (
    DeliveryFactory,
    InquiryProgramFactory,
    ProgramRoutingFactory,
)
from tests.inquiries.test_deliver import worker as worker_process
from tests.inquiries.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)
Kind, State = Delivery.Kind, Delivery.State


@pytest.fixture
def running():
    """Four threads that work until the test is over."""
    stop = threading.Event()
    thread = threading.Thread(target=worker.work, args=[4, stop])
    yield thread.start
    stop.set()
    thread.join()


def wait_until(condition):
    until = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < until, "It did not happen in time."
        time.sleep(0.05)


def test_of_workers_that_take_at_once_each_gets_another_row():
    DeliveryFactory.create_batch(6)

    taken = at_once([take_all] * 6)

    numbers = [number for numbers in taken for number in numbers]
    assert sorted(numbers) == sorted(Delivery.objects.values_list("pk", flat=True))
    assert set(Delivery.objects.values_list("state", "attempts")) == {(State.LEASED, 1)}


def take_all():
    """What one worker gets before nothing is left; a row that another is taking does not count."""
    taken = []
    while Delivery.objects.due().exists():
        if delivery := Delivery.objects.take():
            taken.append(delivery.pk)
    return taken


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_row_that_another_worker_is_just_taking_is_passed_over():
    first, second = DeliveryFactory.create_batch(2)
    held, taken = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            Delivery.objects.select_for_update().get(pk=first.pk)
            held.set()
            taken.wait(10)

    def take():
        held.wait(10)
        try:
            return Delivery.objects.take()
        finally:
            taken.set()

    assert at_once([hold, take])[1] == second


def test_mail_server_that_takes_its_time_does_not_hold_up_the_crm(mail_server, crm, running):
    mail_server.pause = 3
    DeliveryFactory.create_batch(3)
    asked = InquiryProgramFactory(program=ProgramRoutingFactory().program)
    DeliveryFactory(inquiry=asked.inquiry, kind=Kind.WEBHOOK)

    running()
    wait_until(lambda: crm.taken)

    assert not Delivery.objects.filter(kind=Kind.BROCHURE, state=State.SENT).exists()
    wait_until(lambda: not Delivery.objects.exclude(state=State.SENT).exists())


def test_failure_pauses_its_thread(mail_server):
    """An outage of the mail server must not keep the database busy with thousands of tries."""
    DeliveryFactory.create_batch(3, inquiry__email="later@example.org")
    stop = threading.Event()
    threading.Timer(1, stop.set).start()

    worker.work_off(stop)

    assert mail_server.asked == ["later@example.org"]


def test_outcome_is_written_once_the_database_is_back(mail_server, monkeypatch):
    DeliveryFactory()
    monkeypatch.setattr(time, "sleep", lambda _: None)
    failures = [OperationalError("terminating connection"), OperationalError("refused")]

    def away(execute, sql, *rest):
        if failures and '"sent_at" =' in sql:
            raise failures.pop()
        return execute(sql, *rest)

    with connection.execute_wrapper(away):
        outbox.deliver_next()

    assert (len(mail_server.taken), Delivery.objects.get().state) == (1, State.SENT)


def test_database_that_stays_away_after_the_send_leaves_the_lease(mail_server, monkeypatch):
    delivery = DeliveryFactory()
    monkeypatch.setattr(time, "sleep", lambda _: None)

    def away(execute, sql, *rest):
        if '"sent_at" =' in sql:
            raise OperationalError("terminating connection")
        return execute(sql, *rest)

    with connection.execute_wrapper(away):
        assert worker.guarded(outbox.deliver_next) is None
    assert Delivery.objects.get().state == State.LEASED

    outbox.deliver(Delivery.objects.get())
    first, second = mail_server.taken
    assert first["Message-ID"] == second["Message-ID"]
    assert delivery.key in first["Message-ID"]


def test_database_that_goes_away_before_the_send_is_not_the_mail_servers_fault(mail_server):
    DeliveryFactory(attempts=3)

    def away(execute, sql, *rest):
        if 'FROM "inquiries_inquiryprogram"' in sql:
            raise OperationalError("terminating connection")
        return execute(sql, *rest)

    with connection.execute_wrapper(away):
        assert worker.guarded(outbox.deliver_next) is None

    left = Delivery.objects.get()
    assert (left.state, left.error, mail_server.taken) == (State.LEASED, "", [])


def test_worker_whose_send_hangs_leaves_it_to_the_lease():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(100)  # a busy machine takes its time to start a process
        DeliveryFactory()
        with worker_process(SimpleNamespace(port=silent.getsockname()[1])) as process:
            call, _ = silent.accept()
            with call:
                process.send_signal(signal.SIGTERM)
                begun = time.monotonic()
                _, errors = process.communicate(timeout=20)

    assert time.monotonic() - begun < worker.SECONDS_TO_FINISH + 10
    assert (process.returncode, "Stopped while sending 1" in errors) == (0, True)
    assert Delivery.objects.get().state == State.LEASED
