"""News of the school: articles, films and interviews, by topic."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from content.images import Illustrated
from content.links import LinkField
from content.richtext import RichTextField
from hms_site.publishing import Publishable, PublishedQuerySet


class Topic(models.Model):
    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(unique=True, help_text="The part after ?topic= in addresses.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Order, lowest first.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class NewsItemQuerySet(PublishedQuerySet):
    def listed(self) -> Self:
        """Without the texts, which lists do not show."""
        return self.defer("body")

    def pinned_first(self) -> Self:
        return self.order_by("-is_pinned", "-publish_at", "-pk")


class NewsItem(Publishable, Illustrated):
    class Kind(models.TextChoices):
        ARTICLE = "article", "Article"
        FILM = "film", "Film"
        INTERVIEW = "interview", "Interview"

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ARTICLE)
    title = models.CharField(max_length=200)
    slug = models.SlugField(
        max_length=100,
        unique=True,
        help_text="The last part of its address, after /news/. After a change the old address "
        "leads to the new one.",
    )
    summary = models.CharField(
        max_length=300, help_text="One or two sentences for lists and search engines."
    )
    body = RichTextField()
    authors = models.CharField(
        max_length=200, blank=True, help_text="As they are to be read: Ada Example and Bo Example."
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="items")
    programs = models.ManyToManyField(
        "programs.Program",
        blank=True,
        related_name="news",
        help_text="The programs on whose pages it is listed.",
    )
    link_label = models.CharField(
        max_length=100, blank=True, help_text="For what is elsewhere, such as: Watch the film."
    )
    link_url = LinkField("link", blank=True)
    is_pinned = models.BooleanField(
        "pinned", default=False, help_text="Stands first on the home page and in the list."
    )
    updated_at = models.DateTimeField("last change", auto_now=True)

    objects = NewsItemQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[topics, programs])

    class Meta(Publishable.Meta):
        ordering = ["-publish_at", "-pk"]
        constraints = [
            *Publishable.Meta.constraints,
            *Illustrated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(link_url="") | ~Q(link_label=""),
                name="news_link_has_a_label",
                violation_error_message="Say what the link leads to.",
            ),
        ]
        indexes = [models.Index(fields=["-publish_at", "-id"], name="news_newest_first")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("news:detail", args=[self.slug])
