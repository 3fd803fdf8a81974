"""What stands on a program's page besides its text: days, costs, people, questions."""

from datetime import date
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from content.academic_year import span
from content.links import LinkField, can_be_dialed, telephone
from content.richtext import RichTextField

from .degree import DegreeType
from .program import Program


class KeyDate(models.Model):
    """A day that whoever applies must know, such as a deadline."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="key_dates")
    label = models.CharField(max_length=100, help_text="Such as: Applications open.")
    day = models.DateField(
        help_text="When it has passed, the page says so. Delete what nobody needs to know any more."
    )
    note = models.CharField(
        max_length=200, blank=True, help_text="In a few words, such as: by 5 p.m. in Boston."
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return f"{self.label}: {self.day}"

    def is_over(self, day: date | None = None) -> bool:
        """Whether it had passed on `day` (default: today)."""
        return self.day < (day or timezone.localdate())


class Cost(models.Model):
    """What one academic year of a program costs, or a part of it, as the school published it."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="costs")
    label = models.CharField(max_length=100, help_text="Such as: Tuition, full-time.")
    amount = models.DecimalField(
        "US dollars",
        max_digits=9,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"), "A cost is more than nothing.")],
    )
    academic_year = models.PositiveSmallIntegerField(
        validators=[
            MinValueValidator(1900, "Write the year with four digits, such as 2026."),
            MaxValueValidator(2200, "Write the year with four digits, such as 2026."),
        ],
        help_text="The year in which it begins: 2026 for 2026–2027.",
    )
    source = LinkField(
        "where it is published",
        help_text="The page that the amount was taken from. It stands beside the amount.",
    )
    review_by = models.DateField(
        help_text="The last day on which the amount is shown. Look at the source before then, and "
        "set a later day; after it, page and brochure leave the amount out."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Order, lowest first.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="cost_is_positive",
                violation_error_message="A cost is more than nothing.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.in_dollars}"

    @property
    def in_dollars(self) -> str:
        """ "$1,250", "$1,250.50"."""
        return f"${self.amount:,.2f}".removesuffix(".00")

    @property
    def years(self) -> str:
        """The academic year in words, as 2026–2027."""  # noqa: RUF002
        return span(self.academic_year)

    def is_in_force(self, day: date | None = None) -> bool:
        """Whether it may be shown on `day` (default: today)."""
        return self.review_by >= (day or timezone.localdate())


class Contact(models.Model):
    """A person or an office to ask about a program."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=100, help_text="A person or an office.")
    role = models.CharField(max_length=100, blank=True, help_text="Such as: program director.")
    email = models.EmailField(blank=True)
    phone = models.CharField(
        max_length=30,
        blank=True,
        validators=[can_be_dialed],
        help_text="With area code, such as 617-432-1000.",
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Order, lowest first.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(email="", phone=""),
                name="contact_can_be_reached",
                violation_error_message="Give an e-mail address or a telephone number.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def phone_link(self) -> str:
        return telephone(self.phone)


class Question(models.Model):
    """A question that is often asked, with its answer."""

    program = models.ForeignKey(
        Program,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="questions",
        help_text="Left empty: it stands on the page of every program, below the program's own, "
        "and on the page of all programs.",
    )
    degree_type = models.ForeignKey(
        DegreeType,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="questions",
        help_text="For a question about one kind of degree: only programs that lead to it have it "
        "on their pages.",
    )
    question = models.CharField(max_length=200, help_text="As a visitor would ask it.")
    answer = RichTextField()
    position = models.PositiveSmallIntegerField(default=0, help_text="Order, lowest first.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(program=None) | Q(degree_type=None),
                name="question_is_of_a_program_or_a_degree",
                violation_error_message="Choose a program or a kind of degree, not both.",
            )
        ]

    def __str__(self) -> str:
        return self.question
