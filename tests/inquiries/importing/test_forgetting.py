"""What a file holds of people is gone: after a day, and with the person who is erased."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from inquiries.erasure import erase
from inquiries.importing.work import work_next
from inquiries.models import ImportRow, ImportRun, ImportUpload
from tests.factories import InquiryFactory
from tests.inquiries.dump import dump

from .files import confirmed, csv_file, imported, read, row, uploaded, xlsx_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("school_of_one")]
WORD = "Adalbertine"


def a_day_later():
    return time_machine.travel(timezone.now() + timedelta(hours=25))


def person_of(email="ada@example.org"):
    return InquiryFactory(prospect__email=email)


@pytest.mark.parametrize("state", ["uploaded", "asks", "refused", "ready"])
def test_file_that_nobody_decides_about_is_gone_after_a_day(state):
    run = read(csv_file(row(first_name=WORD)))
    ImportRun.objects.update(state=state)

    with a_day_later():
        work_next()

    run.refresh_from_db()
    assert (run.state, run.forgotten_at is None) == ("dropped", False)
    assert WORD not in dump()


def test_file_of_today_stays():
    read(csv_file(row()))

    work_next()

    assert ImportUpload.objects.get().content
    assert ImportRow.objects.exists()


def test_nothing_of_a_file_is_left_after_its_import_but_the_inquiry():
    imported(csv_file(row(first_name=WORD)))

    assert dump().count(WORD) == 1


def test_file_that_a_killed_worker_left_behind_goes_at_the_next_look():
    run = read(csv_file(row()))
    ImportRun.objects.update(state="done", finished_at=timezone.now())

    work_next()

    assert bytes(ImportUpload.objects.get(run=run).content) == b""
    assert not ImportRow.objects.exists()


@pytest.mark.parametrize("file", [csv_file, xlsx_file])
def test_erased_person_is_gone_from_files_that_wait(file):
    run = read(file(row(first_name=WORD), row(email="other@example.org")))

    erase(person_of())

    assert WORD not in dump()
    assert [line.email for line in run.lines.all()] == ["other@example.org"]
    assert bytes(ImportUpload.objects.get().content) == b""


def test_import_goes_on_without_the_erased_person():
    run = read(csv_file(row(first_name=WORD), row(email="other@example.org")))
    erase(person_of())

    confirmed(run)

    assert (run.imported, WORD in dump()) == (1, False)


def test_erased_person_is_gone_from_refused_rows():
    imported(csv_file(row(first_name=WORD, programs="Alchemy")))

    erase(person_of())

    assert WORD not in dump()


def test_address_beyond_ascii_is_found_in_a_refused_row():
    read(csv_file(row(first_name=WORD, email="ada@exämple.org", programs="Alchemy")))

    erase(person_of("ada@exämple.org"))

    assert WORD not in dump()


def test_file_that_nobody_has_read_goes_when_anybody_is_erased():
    run = uploaded(csv_file(row(first_name=WORD)))

    erase(person_of("somebody@example.org"))

    run.refresh_from_db()
    assert run.state == ImportRun.State.DROPPED
    assert not ImportUpload.objects.exists()


def test_file_without_headings_goes_with_the_person_in_their_place():
    run = read(csv_file(row(), headings=row(first_name=WORD)))
    assert run.state == ImportRun.State.ASKS

    erase(person_of())

    assert WORD not in dump()


def test_other_files_stay_as_they_are():
    run = read(csv_file(row()))

    erase(person_of("nobody-in-it@example.org"))

    assert run.lines.count() == 1
    assert bytes(ImportUpload.objects.get().content)
