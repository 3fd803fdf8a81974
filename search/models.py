"""What search reads: one row for everything public, in words that can be compared."""

from django.db import models

from hms_site.publishing import Publishable, PublishedQuerySet


class Document(Publishable):
    """A page of the site as search sees it; made anew by indexing.py when its row is saved."""

    class Kind(models.TextChoices):
        """In the order in which equally good results are listed."""

        ENTRANCE = "entrance", "Page"  # a list or a form: no row of its own, see entrances.py
        PROGRAM = "program", "Program"
        PAGE = "page", "Page"
        EVENT = "event", "Event"
        NEWS = "news", "News"

    kind = models.CharField(max_length=20, choices=Kind)
    object_id = models.PositiveBigIntegerField()
    url = models.CharField(max_length=1000)
    trail = models.CharField(max_length=1000, blank=True, help_text="The titles above it.")
    title = models.CharField(max_length=300)
    folded_title = models.CharField(max_length=300)
    folded_text = models.TextField(help_text="Of title and text.")
    dated = models.DateField(
        null=True, blank=True, help_text="The day of the news, or of the event where it happens."
    )

    note = models.CharField(
        max_length=40, blank=True, help_text="To be known at once, such as: cancelled."
    )

    # last: to compare a column SQLite reads over all that stands before it, in half the time now
    text = models.TextField(help_text="Its parts, one a line.")

    objects = PublishedQuerySet.as_manager()

    class Meta(Publishable.Meta):
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(fields=["kind", "object_id"], name="one_document_per_row"),
        ]
        # the content stamp asks for the next moment at which anything appears: of this index
        # alone, without reading the texts
        indexes = [
            models.Index(fields=["state", "publish_at", "unpublish_at"], name="documents_by_moment")
        ]

    def __str__(self) -> str:
        return self.title


class Query(models.Model):
    """What was searched for on a day, how often, and how much was found; never by whom."""

    day = models.DateField()
    words = models.CharField(max_length=80)
    times = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "search"
        verbose_name_plural = "searches"
        ordering = ["-day", "-times"]
        constraints = [
            models.UniqueConstraint(fields=["day", "words"], name="one_query_per_day_and_words")
        ]

    def __str__(self) -> str:
        return self.words
