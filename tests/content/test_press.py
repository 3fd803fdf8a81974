"""Documents are set in a process of its own, which may end at any moment."""

import os
import signal
import time

import pytest

from content.press import NotSet, Press

pytestmark = pytest.mark.once
AS_PDF = {"format": "pdf", "timestamp": 0}


@pytest.fixture(scope="module")
def press(tmp_path_factory):
    press = Press(tmp_path_factory.mktemp("designs"))
    yield press
    press.end()


def test_document_is_set(press):
    assert press.set(b"Hello", **AS_PDF).startswith(b"%PDF-")


def test_next_one_is_set_by_the_same_process(press):
    press.set(b"Hello", **AS_PDF)
    before = press.process.pid

    press.set(b"Hello again", **AS_PDF)

    assert press.process.pid == before


def test_what_typst_refuses_is_said_and_the_next_one_is_set(press):
    with pytest.raises(NotSet, match="unknown variable"):
        press.set(b"#nonsense", **AS_PDF)

    assert press.set(b"Hello", **AS_PDF)


def test_large_documents_pass_both_ways(press):
    lines = b"\n\n".join(b"%d and more" % n for n in range(20_000))

    assert len(press.set(lines, **AS_PDF)) > 200_000


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_process_that_was_killed_is_replaced(press, how):
    press.set(b"Hello", **AS_PDF)
    os.kill(press.process.pid, how)

    assert press.set(b"Hello", **AS_PDF)


def test_document_that_takes_too_long_is_given_up(press, monkeypatch):
    monkeypatch.setattr("content.press.LONGEST", 0.3)
    start = time.monotonic()

    with pytest.raises(NotSet, match="took longer"):
        press.set(b"#for a in range(99999) { for b in range(99999) { let c = a } }", **AS_PDF)

    assert time.monotonic() - start < 10


def test_process_ends_with_the_one_that_asked(press):
    press.set(b"Hello", **AS_PDF)
    process = press.process
    process.stdin.close()

    assert process.wait(10) == 0
