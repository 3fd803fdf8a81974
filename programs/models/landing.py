from django.db import models
from simple_history.models import HistoricalRecords

from content.richtext import RichTextField


class Landing(models.Model):
    """One row: what stands on the programs page above the programs."""

    heading = models.CharField(
        max_length=100, help_text="The largest words on the page, and its title in search engines."
    )
    tagline = models.CharField(
        max_length=200, blank=True, help_text="One sentence right below. Left empty: not shown."
    )
    introduction = RichTextField(
        blank=True,
        help_text="What is offered, and for whom. Leave credits out: the page adds them from the "
        "rules.",
    )
    about_credits = models.TextField(
        blank=True, help_text="Beside the comparison of degrees: what a credit is."
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "text of the programs page"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1),
                name="landing_is_one_row",
                violation_error_message="This text stands in one row: change that one.",
            )
        ]

    def __str__(self) -> str:
        return self.heading
