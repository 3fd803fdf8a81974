"""The programs that lead to a degree."""

from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from content.links import LinkField
from content.richtext import RichTextField
from programs.applications import Applications, applications

from .degree import DegreeType

TAKEN = {"compare", "feed"}  # /programs/compare/, /programs/feed/


def validate_slug_is_free(slug: str) -> None:
    if slug in TAKEN:
        raise ValidationError(f"Another page stands at /programs/{slug}/. Choose another word.")


class ProgramQuerySet(models.QuerySet["Program"]):
    def open(self) -> Self:
        """Programs that take inquiries, in the form's order."""
        return self.filter(status=Program.Status.OPEN).order_by("form_position", "pk")

    def public(self) -> Self:
        """Programs with a page: open and paused ones."""
        return self.exclude(status=Program.Status.RETIRED)

    def with_credits(self) -> Self:
        """Each program with its degree type and rules: three queries, however many programs."""
        return self.select_related("degree_type").prefetch_related("degree_type__rules__components")

    def with_page(self) -> Self:
        """Each program with all that stands on its page, in queries that do not grow with them."""
        parts = ["key_dates", "costs", "start_terms", "contacts", "questions"]
        return self.with_credits().prefetch_related(*parts)

    def in_section(self) -> Self:
        """In the order of the menu beside the pages of the section."""
        return self.public().order_by("section_position", "pk")

    def by_degree_type(self) -> list[tuple[DegreeType, list["Program"]]]:
        """Degree types in their order, each with its programs in the listing's order."""
        ordered = self.select_related("degree_type").order_by(
            "degree_type__position", "degree_type_id", "listing_position", "pk"
        )
        listed = groupby(ordered, key=attrgetter("degree_type"))
        groups: dict[DegreeType, list[Program]] = {key: list(programs) for key, programs in listed}
        # once per group: with_credits would hang the rules on the degree of every program
        models.prefetch_related_objects(list(groups), "rules__components")
        return list(groups.items())


class Program(models.Model):
    class Status(models.TextChoices):
        OPEN = "open", "Open"
        PAUSED = "paused", "Paused"
        RETIRED = "retired", "Retired"

    degree_type = models.ForeignKey(DegreeType, on_delete=models.PROTECT, related_name="programs")
    official_name = models.CharField(
        max_length=150,
        unique=True,
        help_text="The full name, on its page, in the form and in mails. Inquiries keep the name "
        "that was asked for, so renaming does not change them.",
    )
    short_name = models.CharField(
        max_length=100,
        help_text="The name in lists under the degree type, such as Immunology. When you rename "
        "a program, change both names.",
    )
    slug = models.SlugField(
        unique=True,
        validators=[validate_slug_is_free],
        help_text="The last part of its address, after /programs/. After a change the old "
        "address leads to the new one.",
    )
    summary = models.CharField(
        max_length=300, blank=True, help_text="One sentence for lists and search engines."
    )
    overview = RichTextField(blank=True, help_text="The text of its page.")
    audience = RichTextField(blank=True, help_text="For whom it is. Left empty: not shown.")
    format = models.CharField(
        max_length=200,
        blank=True,
        help_text="How one studies, such as: full-time, on campus in Boston. Empty: not shown.",
    )
    months = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1, "A program takes at least a month.")],
        help_text="From start to degree, in months. Left empty: not shown.",
    )
    apply_url = LinkField(
        "where to apply",
        blank=True,
        help_text="A page of this site, or an address elsewhere with https://. While the program "
        "is open, “Apply” leads there, until the last of its dates that close applications has "
        "passed. Left empty: no such button anywhere.",
    )
    status = models.CharField(
        max_length=10,
        choices=Status,
        default=Status.OPEN,
        help_text="Open: has a page and can be asked for in the form. Paused: keeps its page, "
        "cannot be asked for. Retired: its page says that it has ended.",
    )
    listing_position = models.PositiveSmallIntegerField(
        default=0, help_text="Order on the programs page, lowest first."
    )
    form_position = models.PositiveSmallIntegerField(
        default=0, help_text="Order in the brochure form, lowest first."
    )
    section_position = models.PositiveSmallIntegerField(
        default=0, help_text="Order in the menu beside the pages of the section, lowest first."
    )

    objects = ProgramQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["listing_position", "pk"]

    def __str__(self) -> str:
        return self.official_name

    def get_absolute_url(self) -> str:
        return reverse("programs:detail", args=[self.slug])

    def applications(self, at: datetime | None = None) -> Applications:
        """Whether one can apply at the moment `at` (default: now)."""
        return applications(self, at)

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def is_retired(self) -> bool:
        return self.status == self.Status.RETIRED
