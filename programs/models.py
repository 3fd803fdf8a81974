"""What can be studied: degree types with their credit rules, and the programs that lead to them."""

from datetime import date
from itertools import accumulate, groupby
from operator import attrgetter
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from content.academic_year import academic_year
from content.richtext import RichTextField

from . import credits


class DegreeType(models.Model):
    name = models.CharField(max_length=100, unique=True)
    abbreviation = models.CharField(max_length=20, blank=True, help_text="For example MMSc.")
    slug = models.SlugField(unique=True)
    summary = models.TextField(
        blank=True,
        help_text="One or two sentences above the list of its programs. Leave credits out: "
        "the page adds them from the rule.",
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Order on the programs page, lowest first."
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    def current_rule(self, day: date | None = None) -> "CreditRule | None":
        """The rule in force on `day` (default: today): the newest one already valid."""
        year = academic_year(day or timezone.localdate())
        valid = [rule for rule in self.rules.all() if rule.valid_from_year <= year]
        return max(valid, key=lambda rule: rule.valid_from_year, default=None)


class CreditRule(models.Model):
    degree_type = models.ForeignKey(DegreeType, on_delete=models.PROTECT, related_name="rules")
    name = models.CharField(max_length=100, help_text="For staff: what this rule is about.")
    total_credits = models.PositiveSmallIntegerField(
        validators=[
            MinValueValidator(1, "A degree needs at least 1 credit."),
            MaxValueValidator(500, "No degree has more than 500 credits."),
        ],
        help_text="What the degree asks for in all. The components below must add up to it; "
        "every public page shows these numbers.",
    )
    valid_from_year = models.PositiveSmallIntegerField(
        "valid from academic year",
        validators=[
            MinValueValidator(1900, "Write the year with four digits, such as 2026."),
            MaxValueValidator(2200, "Write the year with four digits, such as 2026."),
        ],
        help_text="The year in which it begins: 2026 for 2026–2027. The newest valid rule counts.",
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["degree_type_id", "-valid_from_year"]  # by the number: no join
        constraints = [
            models.UniqueConstraint(
                fields=["degree_type", "valid_from_year"],
                name="one_rule_per_degree_type_and_year",
                violation_error_message="This degree type already has a rule from that year on.",
            ),
            models.CheckConstraint(
                condition=Q(total_credits__gt=0),
                name="rule_total_is_positive",
                violation_error_message="A degree needs at least 1 credit.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.degree_type}: {credits.count(self.total_credits)}"

    def parts(self) -> list[credits.Part]:
        return [credits.Part(part.name, part.minimum_credits) for part in self.components.all()]

    def problems(self) -> list[str]:
        return credits.problems(self.total_credits, self.parts())

    def in_words(self) -> str:
        return credits.in_words(self.parts())

    def segments(self) -> list[dict[str, object]]:
        """The bar: each component, and the credits drawn before it."""
        parts = self.components.all()
        ends = accumulate(part.minimum_credits for part in parts)
        return [
            {"component": part, "offset": end - part.minimum_credits}
            for part, end in zip(parts, ends, strict=True)
        ]


class CreditComponent(models.Model):
    class Kind(models.TextChoices):
        CAPSTONE = "capstone", "Capstone project"
        RESEARCH = "research", "Mentored research"
        OTHER = "other", "Other didactic and scholarly work"

    rule = models.ForeignKey(CreditRule, on_delete=models.CASCADE, related_name="components")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(
        max_length=100, help_text="As visitors read it, after “4 credits of …”."
    )
    minimum_credits = models.PositiveSmallIntegerField(
        "credits", validators=[MinValueValidator(1, "A component needs at least 1 credit.")]
    )
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "kind"],
                name="one_component_of_a_kind_per_rule",
                violation_error_message="This rule already has a component of that kind.",
            ),
            models.CheckConstraint(
                condition=Q(minimum_credits__gt=0),
                name="component_credits_are_positive",
                violation_error_message="A component needs at least 1 credit.",
            ),
        ]

    def __str__(self) -> str:
        return f"{credits.count(self.minimum_credits)} of {self.name}"


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

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def is_retired(self) -> bool:
        return self.status == self.Status.RETIRED


class KeyDate(models.Model):
    """A day that whoever applies must know, such as a deadline."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="key_dates")
    label = models.CharField(max_length=100, help_text="Such as: Applications open.")
    day = models.DateField()
    note = models.CharField(max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return f"{self.label}: {self.day}"


class Contact(models.Model):
    """A person or an office to ask about a program."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=100, help_text="A person or an office.")
    role = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Question(models.Model):
    """A question that is often asked, with its answer."""

    program = models.ForeignKey(
        Program,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="questions",
        help_text="Left empty: it stands on the page of every program.",
    )
    question = models.CharField(max_length=200)
    answer = RichTextField()
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.question
