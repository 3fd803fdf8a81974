"""What search reads: one row for everything public, in words that can be compared."""

from django.db import models

from hms_site.publishing import Publishable, PublishedQuerySet


class Document(Publishable):
    """A page of the site as search sees it; made anew by indexing.py when its row is saved."""

    kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    url = models.CharField(max_length=1000)
    title = models.CharField(max_length=300)
    text = models.TextField()
    folded_title = models.CharField(max_length=300)
    folded_text = models.TextField()

    objects = PublishedQuerySet.as_manager()

    class Meta(Publishable.Meta):
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(fields=["kind", "object_id"], name="one_document_per_row"),
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
        verbose_name_plural = "queries"
        ordering = ["-day", "-times"]
        constraints = [
            models.UniqueConstraint(fields=["day", "words"], name="one_query_per_day_and_words")
        ]

    def __str__(self) -> str:
        return self.words
