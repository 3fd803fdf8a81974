"""News of the school."""

from typing import Self

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from hms_site.publishing import Publishable, PublishedQuerySet


class NewsItemQuerySet(PublishedQuerySet):
    def listed(self) -> Self:
        """Without the texts, which lists do not show."""
        return self.defer("body")


class NewsItem(Publishable):
    title = models.CharField(max_length=200)
    slug = models.SlugField(
        max_length=100,
        unique=True,
        help_text="The last part of its address, after /news/. Keep it once published.",
    )
    summary = models.CharField(
        max_length=300, help_text="One or two sentences for lists and search engines."
    )
    body = models.TextField(help_text="An empty line starts a new paragraph.")

    objects = NewsItemQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Publishable.Meta):
        ordering = ["-publish_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("news:detail", args=[self.slug])
