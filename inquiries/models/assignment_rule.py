"""Who gets which inquiry."""

from collections.abc import Iterable
from typing import Self, cast

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django_countries.fields import Country, CountryField
from simple_history.models import HistoricalRecords

from programs.models import Program

from ..regions import Region
from .form_option import FormOption
from .team import Team


class AssignmentRuleQuerySet(models.QuerySet["AssignmentRule"]):
    def defaults(self) -> Self:
        """Those without a condition: they fit every inquiry."""
        return self.filter(countries="", region="", programs=None, interests=None)


class AssignmentRule(models.Model):
    CONDITIONS = ("programs", "countries", "region", "interests")

    position = models.PositiveSmallIntegerField(
        default=0, help_text="Lowest first. The first rule that fits decides."
    )
    programs = models.ManyToManyField(
        Program,
        blank=True,
        related_name="+",
        help_text="Fits when one of these was asked for. None chosen: any program.",
    )
    countries = CountryField(
        multiple=True,
        blank=True,
        help_text="Fits when the inquiry comes from one of these.",
    )
    region = models.CharField(
        max_length=10,
        choices=Region,
        blank=True,
        help_text="Fits when the inquiry comes from a country of this region. With countries "
        "chosen as well: from one of them, or from the region.",
    )
    interests = models.ManyToManyField(
        FormOption,
        blank=True,
        related_name="+",
        limit_choices_to={"kind": FormOption.Kind.INTEREST},
        verbose_name="work or interest",
        help_text="Fits when one of these was ticked.",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="While this person is away, the next rule that fits is tried.",
    )
    team = models.ForeignKey(
        Team,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rules",
        help_text="Its members take turns; who is away is passed over.",
    )

    objects = AssignmentRuleQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[programs, interests])

    class Meta:
        verbose_name = "rule of ownership"
        verbose_name_plural = "rules of ownership"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None, team__isnull=False) | Q(person__isnull=False, team=None),
                name="rule_gives_to_one",
                violation_error_message="Choose either a person or a team, and not both.",
            )
        ]

    def __str__(self) -> str:
        return f"Rule at position {self.position}, to {self.goes_to}"

    @property
    def chosen_countries(self) -> list[Country]:
        return list(cast(Iterable[Country], self.countries))

    @property
    def goes_to(self) -> Team | User:
        """The one of the two that is set."""
        return self.team or cast(User, self.person)
