from datetime import datetime
from typing import Any, Self

from content_editor.models import Region
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q
from django.urls import get_resolver, reverse
from django.utils import timezone
from feincms3.pages import AbstractPage, AbstractPageQuerySet
from feincms3.utils import validation_error
from simple_history.models import HistoricalRecords
from tree_queries.fields import TreeNodeForeignKey

from content.links import LinkField, own_path
from hms_site.publishing import Publishable, PublishedQuerySet

MOST_STEPS = 10  # from one entry that leads on to the next
LONGEST_PATH = 500  # as old addresses, which must be able to hold it
# who answers below the first part of an address, as staff call them
OWNERS = {
    "": "the home page",
    "accounts": "the sign-in of staff",
    "admin": "the staff pages",
    "anymail": "what mail providers report",
    "brochure": "the brochure form",
    "events": "the events",
    "healthz": "the watch over the server",
    "media": "the pictures that were uploaded",
    "news": "the news",
    "programs": "the programs",
    "search": "the search",
    "static": "the site's own files",
    "styleguide": "the staff pages",
}


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
        """Whether the page can stand where it is to stand, beside the field that says where.

        The tree's own checks speak of paths, which no form shows, and know nothing of new pages.
        """
        if self.is_below_itself():
            message = "A page cannot stand below itself. Choose another parent."
            raise validation_error(message, field="parent", exclude=exclude)
        self.path = f"{self.parent.path if self.parent else '/'}{self.slug}/"
        if self.has_a_slug() and (message := self.problem_of_path()):
            raise validation_error(message, field="slug", exclude=exclude)
        super().clean_fields(exclude)

    def has_a_slug(self) -> bool:
        """Whether there is an address to speak of; the field itself says what is wrong with it."""
        try:
            Page.slug.field.clean(self.slug, self)
        except ValidationError:
            return False
        return True

    def is_below_itself(self) -> bool:
        above = self.parent
        while self.pk and above and above.pk != self.pk:
            above = above.parent
        return bool(self.pk and above)

    def problem_of_path(self) -> str:
        """What is wrong with its address, or with one of a page below it; empty when nothing is."""
        if taken_by := clash(self.path):
            return f"{self.path} belongs to {taken_by}. Choose another slug."
        taken = Page._base_manager.filter(path=self.path).exclude(pk=self.pk).first()
        if taken:
            return f"{self.path} is the address of “{taken}” already. Choose another slug."
        below = self.descendants() if self.pk else []
        before = Page._base_manager.filter(pk=self.pk).values_list("path", flat=True).first() or ""
        longest = max((len(page.path) - len(before) for page in below), default=0)
        if len(self.path) + longest > LONGEST_PATH:
            return "Its address would be too long. Choose a shorter slug, or a place further up."
        return ""

    def clean(self) -> None:
        """Without the tree's own check, which would say once more what stands beside the parent."""
        here = own_path(self.path)
        if self.leads_to_address and own_path(self.leads_to_address) == here:
            raise ValidationError({"leads_to_address": "This page would lead to itself."})
        if self.comes_back():
            field = "leads_to_page" if self.leads_to_page else "leads_to_address"
            raise ValidationError({field: "That page leads back to this one."})

    def comes_back(self) -> bool:
        """Whether following entries that lead on, by page or by address, would end in a circle."""
        passed = {self.pk, own_path(self.path)} - {None}
        onward = self.leads_on_to()
        for _ in range(MOST_STEPS):
            if onward is None or {onward.pk, own_path(onward.path)} & passed:
                break
            passed |= {onward.pk, own_path(onward.path)}
            onward = onward.leads_on_to()
        return onward is not None

    def leads_on_to(self) -> "Page | None":
        """The page that this entry opens; None when it has a text of its own or leads elsewhere."""
        path = own_path(self.leads_to_address)
        if self.leads_to_page or not self.leads_to_address or not path:
            return self.leads_to_page
        return Page._base_manager.filter(path=f"{path.rstrip('/')}/").first()


def clash(path: str) -> str:
    """What the site itself answers at `path` or below it, in words; empty when it is a page's."""
    first = path.split("/")[1]
    own = {str(entry.pattern).split("/")[0] for entry in get_resolver().url_patterns}
    if first in own or first in OWNERS:
        return OWNERS.get(first, "another part of the site")
    return ""
