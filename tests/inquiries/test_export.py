"""Inquiries as files: what is in them, what is harmless in them, and how large they may be."""

import csv
import io
import tracemalloc
from datetime import UTC, datetime

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from inquiries import exporting
from inquiries.cells import harmless
from inquiries.models import Inquiry, InquiryInterest
from tests.factories import (
    FormOptionFactory,
    InquiryFactory,
    InquiryProgramFactory,
    StaffFactory,
)

pytestmark = pytest.mark.django_db
ALL = list(exporting.HEADINGS)
HOSTILE = ["=1+1", "@SUM(A1)", "+1", "-1", "|calc", "%x", "\t=1", "＝1", " =1", "a;=1", "\x0b=1"]


def written(kind, columns=ALL):
    rows = exporting.rows(Inquiry.objects.order_by("pk"), columns)
    with exporting.written(kind, rows) as file:
        return file.read()


def csv_rows(columns=ALL):
    text = written("csv", columns).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def sheet(columns=ALL):
    return load_workbook(io.BytesIO(written("xlsx", columns))).active


def asked(**said):
    inquiry = InquiryFactory(created_at=datetime(2026, 7, 1, 16, 5, 6, 789, tzinfo=UTC), **said)
    for name in ("Immunology", "Bioethics"):
        InquiryProgramFactory(inquiry=inquiry, name=name)
    InquiryInterest.objects.create(inquiry=inquiry, option=FormOptionFactory(), label="Student")
    return inquiry


def test_csv_holds_all_that_an_inquiry_says():
    inquiry = asked(
        country="XK", entry_year=2027, wants_mail=True, owner=StaffFactory(username="o")
    )

    headings, row = csv_rows()

    said = dict(zip(headings, row, strict=True))
    assert said["Received"] == "2026-07-01T12:05:06-04:00"
    assert (said["Reference"], said["State"], said["Owner"]) == (inquiry.reference, "New", "o")
    assert (said["Country"], said["Country code"]) == ("Kosovo", "XK")
    assert (said["Programs"], said["Work or interest"]) == ("Immunology; Bioethics", "Student")
    assert (said["Would like to begin"], said["Further mail"]) == ("2027–2028", "Yes")
    assert (said["Answered"], said["Erased"]) == ("", "")


def test_csv_begins_with_the_mark_by_which_excel_knows_utf8():
    asked(first_name="Zoë")

    assert written("csv").startswith(b'\xef\xbb\xbf"Reference",')


def test_xlsx_has_real_dates_in_boston_time():
    at = timezone.localtime(asked().created_at).replace(microsecond=0)

    cell = sheet(["received", "answered"])["A2"]

    assert (cell.value, cell.is_date) == (at.replace(tzinfo=None), True)
    assert cell.number_format == "yyyy-mm-dd hh:mm"


def test_columns_stand_in_the_order_of_the_page():
    assert csv_rows(["employer", "reference"]) == [["Reference", "Current employer"]]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_cell_of_a_csv_is_a_formula(hostile):
    asked(first_name=hostile, last_name=hostile, employer=hostile, salutation=hostile)

    for cell in csv_rows()[1]:
        assert not cell.lstrip().startswith(tuple("=+-@|%＝"))
    assert harmless(hostile) in csv_rows()[1]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_cell_of_a_workbook_is_a_formula(hostile):
    asked(first_name=hostile, employer=hostile, source=hostile)

    cells = [cell for row in sheet().iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n", "d"}
    for cell in cells:
        if str(cell.value).startswith("'"):
            assert cell.quotePrefix


def test_headings_are_harmless_too(monkeypatch):
    monkeypatch.setattr(exporting.InquiryResource.fields["email"], "column_name", "=1+1")

    assert csv_rows(["email"]) == [["'=1+1"]]


def test_letters_that_a_workbook_cannot_hold_are_marked():
    asked(first_name="A\x0bB")

    assert sheet(["first_name"])["A2"].value == "A\N{REPLACEMENT CHARACTER}B"


def test_queries_do_not_grow_with_the_rows(django_assert_num_queries):
    for _ in range(3):
        asked()

    with django_assert_num_queries(4):
        written("csv")


def test_columns_that_need_no_other_table_read_none(django_assert_num_queries):
    asked()

    with django_assert_num_queries(1):
        written("csv", ["reference", "email", "owner"])


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_memory_does_not_grow_with_the_rows(kind, monkeypatch):
    monkeypatch.setattr(exporting, "IN_MEMORY", 50_000)
    row = ["Ada " * 10] * 24

    def most(number):
        tracemalloc.start()
        exporting.written(kind, (list(row) for _ in range(number))).close()
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert most(2_000) < most(200) * 1.5
