"""A file of inquiries on its way in: the run, the file itself, and what each of its rows will be.

What a person said stands in ImportUpload and ImportRow alone, and both are gone once the import is
done, or after a day (importing/forgetting.py). The run stays, with numbers.
"""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format

from .inquiry import Inquiry

LEASE = timedelta(minutes=3)  # longer than a batch of rows or the writing of all of them takes


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def waiting(self, now: datetime | None = None) -> Self:
        """Those that a worker has to do something about; its lease has run out if one has begun."""
        free = Q(lease_until=None) | Q(lease_until__lte=now or timezone.now())
        return self.filter(free, state__in=ImportRun.WORK).order_by("pk")

    def take(self, now: datetime | None = None) -> "ImportRun | None":
        """The first that waits, for LEASE; one UPDATE, so that two workers never both get it."""
        now = now or timezone.now()
        for pk in list(self.waiting(now).values_list("pk", flat=True)[:1]):
            mine = self.filter(pk=pk).waiting(now).order_by()
            turn = {"turn": F("turn") + 1, "tries": F("tries") + 1}
            if mine.update(lease_until=now + LEASE, **turn):
                return self.get(pk=pk)
        return None


class ImportRun(models.Model):
    class State(models.TextChoices):
        UPLOADED = "uploaded", "Waits to be read"
        ASKS = "asks", "Needs an answer of yours"
        REFUSED = "refused", "Could not be read"
        READY = "ready", "Read, waits for your decision"
        CONFIRMED = "confirmed", "Is being imported"
        DONE = "done", "Imported"
        DROPPED = "dropped", "Not imported"

    WORK = (State.UPLOADED, State.CONFIRMED)
    UNREAD = (State.UPLOADED, State.ASKS, State.REFUSED)
    OPEN = (*UNREAD, State.READY)  # a person may still change their mind

    class Opened(models.TextChoices):
        """What imported inquiries are; whoever answered them did so in the old system."""

        CLOSED = Inquiry.State.CLOSED.value, "Closed: they were dealt with before"
        NEW = Inquiry.State.NEW.value, "New: they wait for an answer of ours"

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="who"
    )
    at = models.DateTimeField("uploaded", default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    problem = models.TextField(blank=True, help_text="In words, without a value of the file.")
    read_as = models.JSONField(
        default=dict, help_text="Kind of file, encoding, separator, order of dates, columns."
    )
    done = models.PositiveIntegerField(default=0, help_text="Rows that have been read.")
    rows = models.PositiveIntegerField(default=0)
    imported = models.PositiveIntegerField(default=0)
    new_people = models.PositiveIntegerField(default=0)
    there = models.PositiveIntegerField("already there", default=0)
    bad = models.PositiveIntegerField("refused rows", default=0)
    opened_as = models.CharField(
        "imported as", max_length=10, choices=Opened, default=Opened.CLOSED
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    finished_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True, help_text="When file and rows were deleted.")
    lease_until = models.DateTimeField(null=True)
    turn = models.PositiveIntegerField(default=0, help_text="Whose lease it is: each has its own.")
    tries = models.PositiveSmallIntegerField(default=0, help_text="Of the step that is due.")

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = "import"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Import of {date_format(timezone.localtime(self.at), 'F j, Y, H:i')}"

    @property
    def is_at_work(self) -> bool:
        return self.state in self.WORK


class ImportUpload(models.Model):
    """The file as it came. In the database: the worker may run on another machine."""

    run = models.OneToOneField(ImportRun, on_delete=models.CASCADE, related_name="upload")
    name = models.CharField(max_length=100)
    content = models.BinaryField()
    headings = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"File of {self.run}"


class ImportRow(models.Model):
    """One row, as it will be imported or with the reason why it will not."""

    class Fate(models.TextChoices):
        NEW = "new", "New people"
        KNOWN = "known", "People we know, with a new inquiry"
        THERE = "there", "Already there"
        BAD = "bad", "Refused"

    COMES_IN = (Fate.NEW, Fate.KNOWN)

    run = models.ForeignKey(
        ImportRun,
        on_delete=models.CASCADE,
        db_index=False,  # the indexes below begin with it
        related_name="lines",
    )
    number = models.PositiveIntegerField(help_text="As a spreadsheet counts: the headings are 1.")
    fate = models.CharField(max_length=5, choices=Fate)
    why = models.TextField(blank=True)
    is_plain = models.BooleanField(default=True, help_text="Holds no letter beyond ASCII.")
    cells = models.JSONField(default=list, help_text="As they stood in the file.")

    submission_key = models.CharField(max_length=64, blank=True)
    reference = models.CharField(max_length=8, blank=True)
    received = models.DateTimeField(null=True)
    salutation = models.CharField(max_length=100, blank=True)
    first_name = models.CharField(max_length=200, blank=True)
    last_name = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    country = models.CharField(max_length=2, blank=True)
    employer = models.CharField(max_length=200, blank=True)
    programs = models.TextField(blank=True, help_text="Numbers of the rows, each between blanks.")
    interests = models.TextField(blank=True, help_text="As programs.")
    search_text = models.TextField(blank=True)
    person_key = models.CharField(max_length=254, blank=True)
    mailbox_key = models.CharField(max_length=254, blank=True)
    remark = models.CharField(
        max_length=200, blank=True, help_text="What stays with the inquiry about how it came in."
    )

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["run", "fate", "number"], name="import_rows_by_fate")]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="one_import_row_per_number")
        ]

    def __str__(self) -> str:
        return f"Row {self.number}"
