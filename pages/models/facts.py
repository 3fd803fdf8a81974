"""Facts of the school that stand on many pages, each in one place."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from content.academic_year import academic_year, span
from content.links import LinkField, can_be_dialed, is_outside, telephone


def is_a_likely_year(year: int) -> None:
    if not 1900 <= year <= 2200:
        raise ValidationError("Write the year with four digits, such as 2026.")


class SiteFacts(models.Model):
    """One row: address, telephone, mail, as the footer and every page show them."""

    name = models.CharField(max_length=100, default="Harvard Medical School")
    street = models.CharField(max_length=100)
    city = models.CharField(max_length=100)
    state = models.CharField(max_length=50)
    zip = models.CharField("ZIP code", max_length=20)
    phone = models.CharField(
        max_length=30,
        validators=[can_be_dialed],
        help_text="With area code, such as 617-432-1000.",
    )
    inquiries_email = models.EmailField(
        "address for inquiries",
        blank=True,
        help_text="On every page and in every mail. Left empty: the one in the site's settings.",
    )
    copyright_holder = models.CharField(max_length=150)
    founded = models.PositiveSmallIntegerField("year of foundation")

    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "site facts"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1),
                name="site_facts_are_one_row",
                violation_error_message="The site's facts stand in one row: change that one.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def phone_link(self) -> str:
        return telephone(self.phone)

    @property
    def inquiries_address(self) -> str:
        """Where inquiries may be sent by mail: as staff wrote it, else as the settings say."""
        return self.inquiries_email or settings.INQUIRIES_EMAIL


def inquiries_email() -> str:
    """Where inquiries may be sent by mail: as staff wrote it, else as the settings say."""
    stored = SiteFacts.objects.values_list("inquiries_email", flat=True).first()
    return stored or settings.INQUIRIES_EMAIL


class SchoolFigure(models.Model):
    """A number that the school is known by, the same wherever it is shown."""

    number = models.CharField(max_length=20, help_text="As it is shown, such as 11,000+.")
    counted = models.CharField("what it counts", max_length=100)
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.number} {self.counted}"


class SocialLink(models.Model):
    name = models.CharField(max_length=50, unique=True)
    url = LinkField("address")
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class ResourceLink(models.Model):
    """An entry of “Additional resources” in the master's section."""

    label = models.CharField(max_length=150, unique=True)
    url = LinkField("link")
    academic_year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[is_a_likely_year],
        help_text="The year in which its academic year begins: 2026 for 2026–2027. Empty: it "
        "holds for every year.",
    )
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def is_outside(self) -> bool:
        return is_outside(self.url)

    @property
    def years(self) -> str:
        """The academic year in words, as 2026–2027; empty without one."""  # noqa: RUF002
        return span(self.academic_year) if self.academic_year else ""

    def has_passed(self, day: date | None = None) -> bool:
        """Whether the academic year it is for was over on `day` (default: today)."""
        this_year = academic_year(day or timezone.localdate())
        return self.academic_year is not None and self.academic_year < this_year
