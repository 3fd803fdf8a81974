from datetime import datetime
from typing import Any, Self

from content_editor.models import Region
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from feincms3.pages import AbstractPage, AbstractPageQuerySet
from simple_history.models import HistoricalRecords
from tree_queries.fields import TreeNodeForeignKey

from content.links import LinkField
from hms_site.publishing import Publishable, PublishedQuerySet

OF_THE_SERVER = ("static", "media")  # answered before any view


class PageQuerySet(AbstractPageQuerySet, PublishedQuerySet):
    def published(self, at: datetime | None = None) -> Self:
        """Pages that are public with all the pages above them: a section goes as a whole."""
        at = at or timezone.now()
        public: models.QuerySet = PublishedQuerySet(Page).published(at).values("pk")
        above = (
            Page._base_manager.exclude(pk__in=public)
            .alias(below=ExpressionWrapper(OuterRef("path"), models.CharField()))
            .filter(below__startswith=models.F("path"))
        )
        return super().published(at).exclude(Exists(above))


class Page(AbstractPage, Publishable):
    """A page of the tree: blocks of content, or an entry that leads elsewhere."""

    class Menu(models.TextChoices):
        NONE = "", "Not in a menu of its own"
        MAIN = "main", "Main menu"
        UTILITY = "utility", "Utility menu, above the main menu"
        FOOTER = "footer", "Footer"

    regions = [Region(key="main", title="Content")]

    menu = models.CharField(
        max_length=10,
        choices=Menu,
        default=Menu.NONE,
        blank=True,
        help_text="For pages at the top level. Pages below them follow: in the main menu down to "
        "the third level, and beside the text of their section.",
    )
    menu_label = models.CharField(
        max_length=100, blank=True, help_text="The name in menus, when the title is too long."
    )
    in_menus = models.BooleanField(
        "listed in menus", default=True, help_text="Off: it has its address, but no menu shows it."
    )
    summary = models.CharField(
        max_length=300,
        blank=True,
        help_text="One or two sentences below the title, in lists and for search engines.",
    )
    leads_to_page = TreeNodeForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="led_to_by",
        help_text="This entry has no text of its own: it opens another page of this site.",
    )
    leads_to_address = LinkField(
        blank=True,
        help_text="This entry has no text of its own: it opens this address, here (/news/) or "
        "elsewhere (https://).",
    )

    objects = PageQuerySet.as_manager(with_tree_fields=True)
    history = HistoricalRecords()

    class Meta(AbstractPage.Meta):
        ordering = ["position"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(leads_to_page=None) | Q(leads_to_address=""),
                name="page_leads_to_one_place",
                violation_error_message="Choose a page or an address to lead to, not both.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("pages:page", args=[self.path.strip("/")])

    @property
    def label(self) -> str:
        return self.menu_label or self.title

    def is_published(self, at: datetime | None = None) -> bool:
        """With all the pages above it."""
        return super().is_published(at) and (self.parent is None or self.parent.is_published(at))

    def clean_fields(self, exclude: Any = None) -> None:
        super().clean_fields(exclude)
        self.path = f"{self.parent.path if self.parent else '/'}{self.slug}/"
        if taken_by := clash(self.path):
            message = f"{self.path} already belongs to {taken_by}. Choose another slug."
            raise ValidationError({"slug": message})

    def clean(self) -> None:
        super().clean()
        if self.leads_to_page_id and self.leads_to_page_id == self.pk:
            raise ValidationError({"leads_to_page": "This page would lead to itself."})


def clash(path: str) -> str:
    """What the site itself answers at `path`, in words; empty when that is left to pages."""
    if path.split("/")[1] in OF_THE_SERVER:
        return "the site's own files"
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    own = match.app_names == ["pages"]
    return "" if own else f"another part of the site ({match.view_name or match.route})"
