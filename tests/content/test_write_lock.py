"""Whoever stores a form on SQLite waits for those before, in the same process and in others."""

import fcntl
import os
import subprocess
import sys
import threading

import pytest
from django.db import OperationalError, connection, transaction

from content import write_lock as module
from content.write_lock import write_lock

pytestmark = pytest.mark.django_db(transaction=True)  # in a transaction nobody waits
HOLD = """
import fcntl, sys
file = open(sys.argv[1], "w")
fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def on_sqlite():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL lets many write at once")


@pytest.fixture
def stranger():
    """Another process, which holds the lock until its input ends."""
    file = f"{connection.settings_dict['NAME']}-write-lock"
    command = [sys.executable, "-c", HOLD, file]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


@pytest.fixture
def later():
    """Begins a thread that takes the lock, and says so by the event."""
    threads = []

    def later():
        done = threading.Event()

        def wait():
            with write_lock():
                done.set()

        threads.append(threading.Thread(target=wait))
        threads[-1].start()
        return done

    yield later
    for thread in threads:
        thread.join()


def test_thread_waits_for_another(later):
    with write_lock():
        done = later()
        assert not done.wait(0.2)
    assert done.wait(5)


def test_process_waits_for_another(stranger, later):
    done = later()

    assert not done.wait(0.2)
    stranger.stdin.close()
    assert done.wait(5)


def test_lock_of_a_killed_process_is_free(stranger, later):
    done = later()
    assert not done.wait(0.2)

    stranger.kill()

    assert done.wait(5)


def test_whoever_is_in_a_transaction_does_not_wait(stranger):
    with transaction.atomic(), write_lock():
        assert stranger.poll() is None


def test_error_frees_it(later):
    with pytest.raises(ZeroDivisionError), write_lock():
        raise ZeroDivisionError

    assert later().wait(5)


def test_nobody_waits_for_ever(later, monkeypatch):
    monkeypatch.setattr(module, "LONGEST", 0.1)
    with write_lock():
        failed = threading.Event()

        def wait():
            with pytest.raises(OperationalError), write_lock():
                pass
            failed.set()

        thread = threading.Thread(target=wait)
        thread.start()
        assert failed.wait(5)
        thread.join()


def test_without_a_place_for_its_file_it_is_of_this_process_alone(monkeypatch, tmp_path, later):
    monkeypatch.setitem(connection.settings_dict, "NAME", tmp_path / "none" / "db.sqlite3")

    with write_lock():
        assert not later().wait(0.2)


def test_file_that_cannot_be_locked_is_closed(monkeypatch):
    def refuse(*_):
        raise OSError

    monkeypatch.setattr(fcntl, "flock", refuse)
    before = len(os.listdir("/proc/self/fd"))

    for _ in range(5):
        with write_lock():
            pass

    assert len(os.listdir("/proc/self/fd")) == before
