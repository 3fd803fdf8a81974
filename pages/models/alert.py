from django.db import models
from simple_history.models import HistoricalRecords

from content.links import LinkField, Linking
from hms_site.publishing import Publishable, PublishedQuerySet


class Alert(Publishable, Linking):
    """A line above every page, for as long as it matters."""

    class Level(models.TextChoices):
        INFORMATION = "information", "Information"
        WARNING = "warning", "Warning"
        EMERGENCY = "emergency", "Emergency"

    level = models.CharField(max_length=15, choices=Level, default=Level.INFORMATION)
    title = models.CharField(max_length=100)
    text = models.CharField(max_length=300, blank=True)
    link_label = models.CharField(max_length=100, blank=True)
    link_url = LinkField("link", blank=True)
    updated_at = models.DateTimeField(
        auto_now=True, help_text="Whoever closed the alert sees it again after a change."
    )

    objects = PublishedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Publishable.Meta):
        ordering = ["-publish_at", "-pk"]
        constraints = [*Publishable.Meta.constraints, *Linking.Meta.constraints]

    def __str__(self) -> str:
        return self.title

    @property
    def version(self) -> str:
        """Another one after every change: what a browser remembers when the alert is closed."""
        return f"{self.pk}-{self.updated_at:%Y%m%d%H%M%S%f}"
