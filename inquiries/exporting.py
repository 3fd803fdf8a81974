"""Inquiries as CSV and XLSX: which columns there are, and how a file of any length is written.

django-import-export says what a column is and how it is read off an inquiry. Its own export holds
all rows in memory, and its pages ask for no permission and need inline scripts, so rows go from
here straight into a file on disk, and admin/exports.py has the page.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from import_export.fields import Field
from import_export.resources import Resource
from import_export.widgets import Widget

from content.links import absolute

from .cells import harmless
from .consent import Purpose
from .models import Consent, Inquiry

BATCH = 2000
IN_MEMORY = 5_000_000  # bytes; longer files go to the disk, without a name there

Cell = str | int | datetime | None
Row = list[Cell]


class AsItIs(Widget):
    """The value itself: the file's format decides how a date is written, not the column."""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return value


def column(heading: str, attribute: str = "") -> Field:
    return Field(attribute=attribute or None, column_name=heading, widget=AsItIs())


class InquiryResource(Resource):
    reference = column("Reference", "reference")
    received = column("Received", "created_at")
    state = column("State", "get_state_display")
    owner = column("Owner", "owner__username")
    due = column("Answer due", "due_at")
    answered = column("Answered", "answered_at")
    salutation = column("Salutation", "salutation")
    first_name = column("First name", "first_name")
    last_name = column("Last name", "last_name")
    email = column("E-mail address", "email")
    confirmed = column("Address confirmed", "confirmed_at")
    country = column("Country", "country__name")
    code = column("Country code", "country__code")
    employer = column("Current employer", "employer")
    programs = column("Programs")
    interests = column("Work or interest")
    begin = column("Would like to begin", "entry_years")
    plan = column("Plan of study")
    further_mail = column("Further mail")
    source = column("Source", "source")
    medium = column("Medium", "medium")
    campaign = column("Campaign", "campaign")
    opened = column("Brochure opened", "brochure_opened_at")
    robots = column("Check for robots", "get_captcha_display")
    erased = column("Erased", "erased_at")

    def dehydrate_programs(self, inquiry: Inquiry) -> str:
        return "; ".join(asked.name for asked in inquiry.exported_programs)  # type: ignore[attr-defined]

    def dehydrate_interests(self, inquiry: Inquiry) -> str:
        return "; ".join(asked.label for asked in inquiry.exported_interests)  # type: ignore[attr-defined]

    def dehydrate_plan(self, inquiry: Inquiry) -> str:
        return f"{inquiry.plan_in_words}: {absolute(inquiry.plan)}" if inquiry.plan else ""

    def dehydrate_further_mail(self, inquiry: Inquiry) -> str:
        return "Yes" if inquiry.exported_consents else "No"  # type: ignore[attr-defined]

    def export_field(self, field: Field, instance: Inquiry, **kwargs: Any) -> Cell:
        """No cell is a formula, whoever filled in the form."""
        value = super().export_field(field, instance, **kwargs)
        return harmless(str(value)) if isinstance(value, str) else value

    def get_export_headers(self, selected_fields: Any = None) -> list[str]:
        return [harmless(heading) for heading in super().get_export_headers(selected_fields)]


# as the page shows them, and in the order of the file
GROUPS = {
    "The inquiry": ["reference", "received", "state", "owner", "due", "answered"],
    "The person": [
        "salutation", "first_name", "last_name", "email", "confirmed", "country", "code",
        "employer",
    ],
    "What they asked": ["programs", "interests", "begin", "plan", "further_mail"],
    "Where they came from": ["source", "medium", "campaign", "opened", "robots", "erased"],
}  # fmt: skip
USUAL = [
    "reference", "received", "state", "owner", "salutation", "first_name", "last_name", "email",
    "country", "employer", "programs", "interests", "begin", "further_mail",
]  # fmt: skip
# lists instead of managers: half the time of a row went into those
NEEDED = {
    "programs": Prefetch("programs", to_attr="exported_programs"),
    "interests": Prefetch("interests", to_attr="exported_interests"),
    "further_mail": Prefetch(
        "consents",
        Consent.objects.filter(purpose=Purpose.MAIL, withdrawn_at=None),
        to_attr="exported_consents",
    ),
}
HEADINGS = {name: str(field.column_name) for name, field in InquiryResource().fields.items()}


def rows(inquiries: QuerySet[Inquiry], columns: list[str]) -> Iterator[Row]:
    """The headings, then a row for each inquiry; a few thousand of them in memory at once."""
    resource = InquiryResource()
    yield list(resource.get_export_headers(columns))
    fields = resource.get_export_fields(columns)
    needed = [NEEDED[name] for name in columns if name in NEEDED]
    plain = inquiries.select_related("owner").prefetch_related(None).prefetch_related(*needed)
    for inquiry in plain.defer("search_text").iterator(chunk_size=BATCH):
        yield [resource.export_field(field, inquiry) for field in fields]


@contextmanager
def text_of(file: IO[bytes]) -> Iterator[io.TextIOWrapper]:
    """`file` to be written as text; left open afterwards, for whoever sends it."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    yield text
    text.detach()


def write_csv(file: IO[bytes], rows: Iterable[Row]) -> None:
    """UTF-8 with the mark by which Excel knows it; dates with their offset, in Boston time."""
    with text_of(file) as text:
        text.write("\N{BYTE ORDER MARK}")
        # every cell quoted: what a program that expects another separator sees stays in its cell
        writer = csv.writer(text, quoting=csv.QUOTE_ALL)
        writer.writerows([as_text(cell) for cell in row] for row in rows)


def as_text(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return timezone.localtime(cell).isoformat(timespec="seconds")
    return "" if cell is None else str(cell)


def write_xlsx(file: IO[bytes], rows: Iterable[Row]) -> None:
    from .export_sheet import write  # openpyxl takes 10 MB, in few processes

    write(file, rows)


WRITERS: dict[str, Callable[[IO[bytes], Iterable[Row]], None]] = {
    "csv": write_csv,
    "xlsx": write_xlsx,
}
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def written(kind: str, rows: Iterable[Row]) -> IO[bytes]:
    """The whole file, to be read from its beginning.

    Whole before any of it is sent: an error is then a page and not half a file, and a slow reader
    does not keep the database waiting.
    """
    with ExitStack() as on_failure:
        file = on_failure.enter_context(SpooledTemporaryFile(IN_MEMORY))
        WRITERS[kind](file, rows)
        file.seek(0)
        on_failure.pop_all()  # from now on the response closes it
    return file
