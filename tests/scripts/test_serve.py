"""Starts the real script; it needs no content, only a database file and a port."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from hms_site.settings import BASE_DIR
from scripts.serve import is_taken, main


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@pytest.fixture
def start(port, tmp_path):
    processes = []

    def start(**settings):
        environment = {
            "DJANGO_SETTINGS_MODULE": "hms_site.settings",
            "DEBUG": "true",
            "SECRET_KEY": "test",
            "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "scripts.serve", str(port)],
            cwd=BASE_DIR,
            env=os.environ | environment | settings,
            stderr=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.terminate()
        process.communicate(timeout=20)


def test_serve_stops_in_good_order_when_told_to(start, port):
    process = start()
    deadline = time.monotonic() + 30
    while not is_taken(port) and time.monotonic() < deadline:
        time.sleep(0.1)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert (process.returncode, is_taken(port)) == (0, False)


def test_serve_fails_when_one_of_the_two_stops(start):
    process = start(SECRET_KEY="")
    _, said = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "has stopped, so everything stops." in said


def test_serve_names_another_port_when_its_own_is_taken(capsys):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert main(port) == 1
    assert capsys.readouterr().err.endswith(f"make run PORT={port + 1}\n")
