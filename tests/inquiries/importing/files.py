"""Files as the old form's system might have exported them, and what the worker makes of them."""

import csv
import io
from datetime import timedelta

from django.utils import timezone
from openpyxl import Workbook

from inquiries.importing.work import work_next
from inquiries.models import ImportRun, ImportUpload
from tests.factories import StaffFactory

HEADINGS = [
    "Salutation", "First Name", "Last Name", "Email Address", "Country", "Current Employer",
    "Programs", "Interest", "Date",
]  # fmt: skip


def lately(days=10):
    return timezone.localtime() - timedelta(days=days)


def row(**said):
    """One good row, but for what is `said`."""
    usual = {
        "salutation": "Dr.",
        "first_name": "Ada",
        "last_name": "Example",
        "email": "ada@example.org",
        "country": "Burma",
        "employer": "A hospital",
        "programs": "Master of Immunology",
        "interests": "Student",
        "received": f"{lately():%Y-%m-%d} 10:00",
    }
    return list((usual | said).values())


def text(*rows, headings=HEADINGS, separator=","):
    file = io.StringIO()
    csv.writer(file, delimiter=separator).writerows([headings, *rows])
    return file.getvalue()


def csv_file(*rows, **options):
    return text(*rows, **options).encode()


def xlsx_file(*rows, headings=HEADINGS):
    book = Workbook()
    for cells in (headings, *rows):
        book.active.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def uploaded(content, **more):
    run = ImportRun.objects.create(by=StaffFactory(), **more)
    ImportUpload.objects.create(run=run, name="old.csv", content=content)
    return run


def read(content, **more):
    """The run after the worker has read the file."""
    run = uploaded(content, **more)
    work_next()
    run.refresh_from_db()
    return run


def imported(content, opened_as="closed"):
    run = read(content)
    assert run.state == ImportRun.State.READY, run.problem
    return confirmed(run, opened_as)


def confirmed(run, opened_as="closed"):
    same = ImportRun.objects.filter(pk=run.pk)
    same.update(state="confirmed", confirmed_by=StaffFactory(), opened_as=opened_as, tries=0)
    work_next()
    run.refresh_from_db()
    return run


def fates(run):
    return [(line.number, line.fate, line.why) for line in run.lines.all()]


def only_line(run):
    [line] = run.lines.all()
    return line
