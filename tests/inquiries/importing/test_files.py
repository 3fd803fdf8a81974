"""Files of every kind: read as they are meant, or refused with a sentence that says what to do."""

import io
import zipfile

import pytest
from django.utils import timezone
from openpyxl import Workbook

from inquiries.importing import table
from inquiries.models import ImportRow, ImportRun

from .files import HEADINGS, csv_file, lately, only_line, read, row, text, xlsx_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("school_of_one")]
UMLAUTS = "Zoë Müller"


def refused(content):
    run = read(content)
    assert run.state == ImportRun.State.REFUSED
    assert not run.lines.exists()
    return run.problem


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("utf-8", "utf-8-sig"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
    ],
)
def test_csv_in_any_usual_encoding_keeps_its_letters(written, found):
    run = read(text(row(first_name=UMLAUTS)).encode(written))

    assert run.read_as["encoding"] == found
    assert only_line(run).first_name == UMLAUTS


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_with_any_usual_separator(separator):
    run = read(csv_file(row(employer="A, B; C"), separator=separator))

    assert run.read_as["separator"] == separator
    assert only_line(run).employer == "A, B; C"


def test_first_line_in_which_excel_names_the_separator():
    run = read(b"sep=;\r\n" + csv_file(row(), separator=";"))

    assert only_line(run).fate == ImportRow.Fate.NEW


def test_xlsx_with_real_dates():
    day = lately().replace(hour=16, minute=5, second=0, microsecond=0, tzinfo=None)

    line = only_line(read(xlsx_file(row(received=day))))

    assert f"{timezone.localtime(line.received):%Y-%m-%d %H:%M}" == f"{day:%Y-%m-%d} 16:05"
    assert line.cells[-1] == f"{day:%Y-%m-%d} 16:05:00"


def test_xlsx_with_a_formula_has_that_row_refused():
    line = only_line(read(xlsx_file(row(first_name='=CONCATENATE("A","da")'))))

    assert line.why == "“First name” is calculated by a formula. Put its value in its place."


def test_csv_cell_that_looks_like_a_formula_is_taken_as_its_text():
    assert only_line(read(csv_file(row(employer="=1+1")))).employer == "=1+1"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "The file is empty."),
        (b"\r\n \r\n", "The file is empty."),
        (b"\xef\xbb\xbf,,\r\n", "The file is empty: it has neither headings nor rows."),
        (csv_file(), "The file has headings and no rows below them."),
        (b"\xd0\xcf\x11\xe0 old", "This is a file of the old Excel (.xls)"),
        (b"%PDF-1.7", "This is a PDF."),
        (b"PK\x03\x04 cut short", "The file is damaged, or no workbook of Excel."),
        (csv_file(row(employer="x" * 1_000_000)), "Row 2 cannot be read"),
        (b'a,b\r\n"never closed\r\n1,2\r\n', "Row 2 cannot be read"),
        (csv_file(headings=list(map(str, range(61)))), "The file has more than 60 columns."),
    ],
)
def test_file_is_refused_with_a_clear_sentence(content, problem):
    assert refused(content).startswith(problem)


def test_file_of_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr(table, "MOST_ROWS", 2)

    problem = refused(csv_file(row(), row(), row()))

    assert problem == "The file has more than 2 rows. Divide it into several."


def zipped(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(f"xl/{name}.xml", content)
    return file.getvalue()


def test_zip_bomb_is_refused_unopened():
    problem = refused(zipped(workbook="<x/>", bomb=b"0" * 300_000_000))

    assert problem.startswith("The file unpacks to far more than a list of inquiries holds")


def test_bomb_that_says_it_is_small_is_refused():
    content = zipped(workbook="<x/>", bomb=b"0" * 5_000_000)
    size = (5_000_000).to_bytes(4, "little")
    assert content.count(size) == 2

    assert refused(content.replace(size, (9).to_bytes(4, "little"))).startswith("The file is dama")


def test_workbook_that_defines_entities_is_refused():
    assert refused(zipped(workbook='<!DOCTYPE x [<!ENTITY a "b">]><x/>')).startswith("The file is")


def test_sheet_of_libreoffice_is_named():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("content.xml", "<x/>")

    assert refused(file.getvalue()) == "This is a sheet of LibreOffice. Save it as .xlsx or CSV."


def test_cells_far_to_the_right_cost_nothing():
    book = Workbook()
    for cells in (HEADINGS, row()):
        book.active.append(cells)
    book.active.cell(row=3, column=16_384, value="far away")
    file = io.BytesIO()
    book.save(file)

    assert read(file.getvalue()).state == ImportRun.State.READY


def asks(content):
    run = read(content)
    assert run.state == ImportRun.State.ASKS
    assert not run.lines.exists()
    return run.problem


def test_wrong_heading_is_named_with_what_was_found():
    run = read(csv_file(row(), headings=["Email", "Colour", *HEADINGS[4:], "x", "y"]))

    assert run.problem.startswith("The file has no column for “First name”.")
    assert run.upload.headings[:2] == ["Email", "Colour"]


def test_all_missing_columns_are_named_at_once():
    assert asks(csv_file(["a", "b"], headings=["Email", "Colour"])).startswith(
        "The file has no column for “First name”, “Programs” and “Date”."
    )


def test_two_columns_of_one_kind_are_asked_about():
    assert asks(csv_file([*row(), "b@example.org"], headings=[*HEADINGS, "E-Mail"])).startswith(
        "Several columns could be “E-mail address”."
    )


def test_headings_are_known_by_what_they_are_often_called():
    headings = ["Title", "Given name*", "Surname (required)", "E-mail", "Nation", "Organisation",
                "Programmes", "Occupation", "Date submitted"]  # fmt: skip

    assert only_line(read(csv_file(row(), headings=headings))).fate == ImportRow.Fate.NEW


def test_date_that_fits_both_orders_is_asked_about():
    day = lately(40).replace(day=3)

    assert asks(csv_file(row(received=f"{day:%d/%m/%Y}"))).startswith(
        "Every date in this file could have the day or the month first."
    )


def test_file_with_both_orders_is_asked_about():
    assert asks(csv_file(row(received="25/12/2025"), row(received="12/25/2025"))).startswith(
        "Some dates in this file have the day first, others the month."
    )


def test_one_date_decides_for_the_file():
    days = [lately(40).replace(day=3), lately(70).replace(day=25)]

    run = read(csv_file(*(row(received=f"{day:%d.%m.%Y}") for day in days)))

    assert run.read_as["found_order"] == "day"
    assert run.lines.first().received.date() == days[0].date()


def test_said_order_is_followed_and_what_does_not_fit_is_refused():
    day = lately(40).replace(day=25)

    run = read(csv_file(row(received=f"{day:%d/%m/%Y}")), read_as={"order": "month"})

    assert "is no date here: write it as 2025-12-31 or 12/31/2025." in only_line(run).why


def test_dates_that_begin_with_the_year_have_no_order_to_be_shown():
    assert read(csv_file(row())).read_as["found_order"] == ""
