"""Degree types, with the credits that each asks for."""

from datetime import date
from itertools import accumulate

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from content.academic_year import academic_year
from programs import credits

from .fact import Fact, FactQuerySet


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

    def current_rule(self, day: date | None = None, variant: str = "") -> "CreditRule | None":
        """The rule in force on `day` (default: today): the newest one already valid."""
        year = academic_year(day or timezone.localdate())
        valid = [
            rule
            for rule in self.rules.all()
            if rule.valid_from_year <= year and rule.variant == variant
        ]
        return max(valid, key=lambda rule: rule.valid_from_year, default=None)


class CreditRule(Fact):
    class Variant(models.TextChoices):
        STANDARD = "", "the degree by itself"
        WITH_MD = "md", "together with the MD"

    degree_type = models.ForeignKey(DegreeType, on_delete=models.PROTECT, related_name="rules")
    variant = models.CharField(
        max_length=10,
        choices=Variant,
        blank=True,
        default=Variant.STANDARD,
        help_text="Public pages show the degree by itself; plans name the rule that they follow.",
    )
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
    asks_for_thesis = models.BooleanField(
        default=False, help_text="Whether a course that ends in a thesis must be taken."
    )

    objects = FactQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["degree_type_id", "-valid_from_year"]  # by the number: no join
        constraints = [
            models.UniqueConstraint(
                fields=["degree_type", "variant", "valid_from_year"],
                name="one_rule_per_degree_type_variant_and_year",
                violation_error_message="This degree type has such a rule from that year on.",
            ),
            models.CheckConstraint(
                condition=Q(total_credits__gt=0),
                name="rule_total_is_positive",
                violation_error_message="A degree needs at least 1 credit.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.called()}: {credits.count(self.total_credits)}"

    def called(self) -> str:
        """Its degree, and the variant when it is one."""
        variant = f", {self.get_variant_display()}" if self.variant else ""
        return f"{self.degree_type}{variant}"

    def parts(self) -> list[credits.Part]:
        return [credits.Part(part.name, part.minimum_credits) for part in self.components.all()]

    def problems(self) -> list[str]:
        return credits.problems(self.total_credits, self.parts())

    def in_words(self) -> str:
        return credits.in_words(self.parts())

    def own_components(self) -> "list[CreditComponent]":
        """What sets the degree apart: its components but the other work."""
        return [part for part in self.components.all() if not part.is_other_work]

    def remaining_credits(self) -> int:
        """What is left when the degree's own components are done."""
        return self.total_credits - sum(part.minimum_credits for part in self.own_components())

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

        @property
        def meaning(self) -> str:
            """In a sentence, for who meets the word for the first time."""
            return {
                "capstone": "A project of your own that draws on what you have learned.",
                "research": "Research of your own, guided by someone who knows the field.",
            }.get(self.value, "")

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

    @property
    def meaning(self) -> str:
        return self.Kind(self.kind).meaning

    @property
    def is_other_work(self) -> bool:
        return self.kind == self.Kind.OTHER
