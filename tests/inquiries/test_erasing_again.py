"""Whoever was erased stays erased when a backup brings them back."""

import stat
from contextlib import contextmanager
from functools import partial

import pytest

from inquiries.erased_list import Erased, listed, note
from inquiries.erasing_again import complete_list, erase_again
from inquiries.erasure import erase, erase_all
from tests.factories import InquiryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def erased_file(settings, tmp_path):
    settings.ERASED_FILE = tmp_path / "erased.txt"
    return settings.ERASED_FILE


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What the block notes for after its commit; SQLite's log cannot be emptied in a test's own."""

    @contextmanager
    def committed():
        with django_capture_on_commit_callbacks() as owed:
            yield
        for call in owed:
            if isinstance(call, partial) and call.func is note:
                call()

    return committed


def test_erasing_notes_the_reference_and_nothing_else(erased_file, committed):
    one, two = InquiryFactory(), InquiryFactory()
    with committed():
        erase(one)
        erase_all([two], is_theirs=False)
    assert listed() == [Erased(one.reference, True), Erased(two.reference, False)]
    assert "@" not in erased_file.read_text()
    assert stat.S_IMODE(erased_file.stat().st_mode) == 0o600


def test_those_on_the_list_are_erased_again_and_nobody_else():
    back, other = InquiryFactory(), InquiryFactory()
    note(Erased(back.reference, True), Erased("AAAAAAAA", True))
    assert erase_again() == 1
    assert erase_again() == 0
    back.refresh_from_db()
    other.refresh_from_db()
    assert back.email == ""
    assert other.email != ""


def test_a_hold_of_that_time_keeps_nobody_back():
    back = InquiryFactory(is_held=True, hold_reason="a dispute")
    note(Erased(back.reference, True))
    assert erase_again() == 1
    back.refresh_from_db()
    assert (back.is_held, back.hold_reason) == (False, "")


def test_lines_that_a_crash_has_cut_are_passed_over(erased_file):
    back = InquiryFactory()
    erased_file.write_text(f"2026-11-25T23:00:00+00:00 ACD\n\0\nx {back.reference} owner\n")
    assert listed() == [Erased(back.reference, True)]


def test_a_list_that_cannot_be_written_stops_no_erasing(settings, tmp_path, caplog, committed):
    settings.ERASED_FILE = tmp_path / "none" / "erased.txt"
    inquiry = InquiryFactory()
    with committed():
        erase(inquiry)
    inquiry.refresh_from_db()
    assert inquiry.email == ""
    assert "the list of erased people was not written" in caplog.text
    assert inquiry.reference not in caplog.text


def test_the_list_is_completed_once(erased_file):
    erase(InquiryFactory(reference="ACDEFGHJ"))
    InquiryFactory()
    complete_list()
    complete_list()
    assert listed() == [Erased("ACDEFGHJ", True)]


def test_where_nobody_was_erased_there_is_an_empty_list(erased_file):
    complete_list()
    assert erased_file.read_text() == ""
