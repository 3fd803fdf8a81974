"""What stands on the home page beside programs, news and events."""

from django.db import models
from simple_history.models import HistoricalRecords

from content.images import Illustrated
from content.links import LinkField, Linking
from content.richtext import RichTextField
from hms_site.publishing import Publishable, PublishedQuerySet


class HomeFeature(Publishable, Illustrated):
    """A large story at the top of the home page."""

    headline = models.CharField(max_length=150)
    teaser = models.CharField(max_length=300, help_text="One or two sentences, or a question.")
    link_label = models.CharField(max_length=100, help_text="Such as: Watch her interview.")
    link_url = LinkField("link")
    position = models.PositiveSmallIntegerField(default=0, help_text="Order, lowest first.")

    objects = PublishedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Publishable.Meta):
        ordering = ["position", "pk"]
        constraints = [*Publishable.Meta.constraints, *Illustrated.Meta.constraints]

    def __str__(self) -> str:
        return self.headline


class HomeBlock(Publishable, Linking):
    class Kind(models.TextChoices):
        NOTICE = "notice", "Notice"
        EDUCATION = "education", "Education"
        COMMUNITY = "community", "Community"
        GIVING = "giving", "Giving"

    kind = models.CharField(
        max_length=10, choices=Kind, help_text="How it looks and where on the page it stands."
    )
    heading = models.CharField(max_length=150)
    subheading = models.CharField(max_length=150, blank=True)
    text = RichTextField(blank=True)
    date = models.DateField(
        null=True, blank=True, help_text="For a notice: the day it is about, shown with it."
    )
    link_label = models.CharField("label of the button", max_length=100, blank=True)
    link_url = LinkField("address of the button", blank=True)
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Order among blocks of its kind, lowest first."
    )

    objects = PublishedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Publishable.Meta):
        ordering = ["position", "pk"]
        constraints = [*Publishable.Meta.constraints, *Linking.Meta.constraints]

    def __str__(self) -> str:
        return self.heading


class HomeLink(models.Model):
    block = models.ForeignKey(HomeBlock, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(max_length=100)
    url = LinkField("link")
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label
