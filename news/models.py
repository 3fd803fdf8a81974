"""News of the school: articles, films and interviews, by topic."""

from datetime import date, datetime
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from content.images import Illustrated
from content.links import LinkField, Linking
from content.richtext import RichTextField
from hms_site.publishing import Publishable, PublishedQuerySet


def leaves_the_feed_alone(slug: str) -> None:
    if slug == "feed":
        raise ValidationError("The news feed has this address. Choose another one.")


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

    def chosen(self, topic: str = "", year: str = "", kind: str = "") -> Self:
        """Those of a topic (its slug), a year in Boston and a kind; an empty one means all."""
        rows = self
        if topic:
            # not by a join: counts and pages would pay for it
            tagged = NewsItem.topics.through.objects.filter(topic__slug=topic)
            rows = rows.filter(pk__in=tagged.values("newsitem_id"))
        if year:
            rows = rows.filter(publish_at__year=int(year))
        return rows.filter(kind=kind) if kind else rows

    def about(self, topics: set[int], programs: set[int]) -> Self:
        """Those that share one of these topics or programs, each once."""
        tagged = NewsItem.topics.through.objects.filter(topic__in=topics)
        meant = NewsItem.programs.through.objects.filter(program__in=programs)
        return self.filter(
            Q(pk__in=tagged.values("newsitem_id")) | Q(pk__in=meant.values("newsitem_id"))
        )

    def with_neighbors(self, at: datetime | None = None) -> Self:
        """Each with `earlier` and `later`: slug and title of the public items beside it, or None.

        The first bound says again what the second one means: it lets an index begin there.
        """
        here = {"publish_at": OuterRef("publish_at"), "pk": OuterRef("pk")}
        public = NewsItem.objects.published(at)
        earlier = public.filter(
            Q(publish_at__lt=here["publish_at"]) | Q(pk__lt=here["pk"]),
            publish_at__lte=here["publish_at"],
        )
        later = public.filter(
            Q(publish_at__gt=here["publish_at"]) | Q(pk__gt=here["pk"]),
            publish_at__gte=here["publish_at"],
        ).order_by("publish_at", "pk")
        named = JSONObject(slug="slug", title="title")
        return self.annotate(
            earlier=Subquery(earlier.values(named=named)[:1]),
            later=Subquery(later.values(named=named)[:1]),
        )


class NewsItem(Publishable, Illustrated, Linking):
    class Kind(models.TextChoices):
        ARTICLE = "article", "Article"
        FILM = "film", "Film"
        INTERVIEW = "interview", "Interview"

        @property
        def plural(self) -> str:
            return f"{self.label}s"

    # what visitors read: when it changes, the page says so
    TEXTS = ("title", "summary", "body", "authors")

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ARTICLE)
    title = models.CharField(max_length=200)
    slug = models.SlugField(
        max_length=100,
        unique=True,
        validators=[leaves_the_feed_alone],
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
    is_dated = models.BooleanField(
        "show its date",
        default=True,
        help_text="Untick it when the day is not known: the moment above then only decides its "
        "place in lists, and no page names a day.",
    )
    revised_at = models.DateTimeField("texts last changed", null=True, editable=False)
    updated_at = models.DateTimeField("last change", auto_now=True)

    objects = NewsItemQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[topics, programs])

    class Meta(Publishable.Meta):
        ordering = ["-publish_at", "-pk"]
        constraints = [
            *Publishable.Meta.constraints,
            *Illustrated.Meta.constraints,
            *Linking.Meta.constraints,
        ]
        indexes = [
            models.Index(fields=["-publish_at", "-id"], name="news_newest_first"),
            models.Index(fields=["-is_pinned", "-publish_at", "-id"], name="news_pinned_first"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("news:detail", args=[self.slug])

    @property
    def kind_said(self) -> str:
        """Its kind where lists say it: most news are articles, and that needs no word."""
        return "" if self.kind == self.Kind.ARTICLE else self.get_kind_display()

    @property
    def revised_on(self) -> date | None:
        """The day on which its texts last changed; None when that was the day it appeared."""
        if self.revised_at is None:
            return None
        day = timezone.localdate(self.revised_at)
        return day if day > timezone.localdate(self.publish_at) else None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Notes when texts change that the public could read before."""
        if self.is_read_anew():
            self.revised_at = timezone.now()
            if fields := kwargs.get("update_fields"):
                kwargs["update_fields"] = {*fields, "revised_at"}
        super().save(*args, **kwargs)

    def is_read_anew(self) -> bool:
        before = NewsItem.objects.filter(pk=self.pk).first() if self.pk else None
        if before is None or not before.is_published():
            return False
        return any(getattr(before, name) != getattr(self, name) for name in self.TEXTS)

    def publish_now(self) -> None:
        """Public from this moment on. What has ended is public again, with its own day."""
        now = timezone.now()
        if self.standing(now) in ("Draft", "Scheduled"):
            self.publish_at = now
        if self.unpublish_at and self.unpublish_at <= now:
            self.unpublish_at = None
        self.state = self.State.PUBLISHED
        self.save()

    def take_down(self) -> None:
        self.state = self.State.DRAFT
        self.save()
