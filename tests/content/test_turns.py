"""Whoever stores a form on SQLite waits for those before, in the same process and in others."""

import subprocess
import sys
import threading

import pytest
from django.db import connection

from content.turns import in_turn

pytestmark = pytest.mark.django_db
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
    """Another process, whose turn it is until its input ends."""
    file = f"{connection.settings_dict['NAME']}-turn"
    command = [sys.executable, "-c", HOLD, file]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def later(done):
    """Takes a turn in a thread of its own."""

    def wait():
        with in_turn():
            done.set()

    thread = threading.Thread(target=wait)
    thread.start()
    return thread


def test_thread_waits_for_another():
    done = threading.Event()
    with in_turn():
        thread = later(done)
        assert not done.wait(0.2)
    assert done.wait(5)
    thread.join()


def test_process_waits_for_another(stranger):
    done = threading.Event()
    thread = later(done)

    assert not done.wait(0.2)
    stranger.stdin.close()
    assert done.wait(5)
    thread.join()


def test_turn_of_a_killed_process_is_over(stranger):
    done = threading.Event()
    thread = later(done)

    stranger.kill()

    assert done.wait(5)
    thread.join()


def test_error_gives_the_turn_back():
    with pytest.raises(ZeroDivisionError), in_turn():
        raise ZeroDivisionError
    with in_turn():
        pass


def test_without_a_place_for_its_file_nobody_is_kept(monkeypatch, tmp_path):
    monkeypatch.setitem(connection.settings_dict, "NAME", tmp_path / "none" / "db.sqlite3")

    with in_turn():
        assert not (tmp_path / "none").exists()
