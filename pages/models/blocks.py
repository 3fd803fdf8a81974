"""A page's content, block by block.

One table, so that a page is read with one query. Each kind is a proxy with the fields it needs, and
the content editor treats the kinds as plugins of their own.
"""

from typing import Any

from content_editor.models import create_plugin_base
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import post_delete, post_save
from simple_history.models import HistoricalRecords

from content.images import Illustrated
from content.links import LinkField, Linking
from content.richtext import RichTextField, plain

from .page import Page

PageBlock = create_plugin_base(Page)
RECORDS = HistoricalRecords()


class BlockManager(models.Manager):
    """The rows of the proxy's own kind; of Block itself, all."""

    def get_queryset(self) -> models.QuerySet:
        blocks = super().get_queryset()
        return blocks.filter(kind=self.model.KIND) if self.model.KIND else blocks


class Block(PageBlock, Illustrated, Linking):  # type: ignore[misc, valid-type]
    class Kind(models.TextChoices):
        RICH_TEXT = "rich_text", "Text"
        LINK_LIST = "link_list", "Link list"
        FIGURES = "figures", "Facts and figures"
        QUOTATION = "quotation", "Quotation"
        PICTURE = "picture", "Picture"
        CALL_TO_ACTION = "call_to_action", "Call to action"
        CONTACT = "contact", "The school’s address"

    KIND: "Block.Kind | None" = None

    kind = models.CharField(max_length=20, choices=Kind, editable=False)
    heading = models.CharField(max_length=150, blank=True)
    text = RichTextField(blank=True)
    byline = models.CharField(
        max_length=200, blank=True, help_text="Who said it, or the caption of the picture."
    )
    figures = models.TextField(
        blank=True,
        help_text="One a line: the figure, a bar, what it counts: 1782 | year of foundation. "
        "Left empty, the school's figures are shown as they stand under “School figures”.",
    )
    link_label = models.CharField("label of the button", max_length=100, blank=True)
    link_url = LinkField("address of the button", blank=True)

    objects = BlockManager()
    history = RECORDS

    class Meta(PageBlock.Meta):  # type: ignore[name-defined]
        constraints = [*Illustrated.Meta.constraints, *Linking.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.parent}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.kind = self.KIND or self.kind
        super().save(*args, **kwargs)

    def figure_rows(self) -> list[tuple[str, str]]:
        """The lines of `figures`, each as the figure and what it counts."""
        lines = (line.partition("|") for line in self.figures.splitlines() if line.strip())
        return [(number.strip(), counted.strip()) for number, _bar, counted in lines]


class RichText(Block):
    KIND = Block.Kind.RICH_TEXT

    class Meta:
        proxy = True
        verbose_name = "text"

    def clean(self) -> None:
        super().clean()
        if not plain(self.text):
            raise ValidationError({"text": "Write the text, or delete this block."})


class LinkList(Block):
    KIND = Block.Kind.LINK_LIST

    class Meta:
        proxy = True


class Figures(Block):
    KIND = Block.Kind.FIGURES

    class Meta:
        proxy = True
        verbose_name = "facts and figures"

    def clean(self) -> None:
        super().clean()
        if not all(number and counted for number, counted in self.figure_rows()):
            message = "Write each line as a figure, a bar and what it counts: 17 | hospitals."
            raise ValidationError({"figures": message})


class Quotation(Block):
    KIND = Block.Kind.QUOTATION

    class Meta:
        proxy = True

    def clean(self) -> None:
        super().clean()
        if not plain(self.text):
            raise ValidationError({"text": "Write the quotation, or delete this block."})


class Picture(Block):
    KIND = Block.Kind.PICTURE

    class Meta:
        proxy = True


class CallToAction(Block):
    KIND = Block.Kind.CALL_TO_ACTION

    class Meta:
        proxy = True
        verbose_name = "call to action"

    def clean(self) -> None:
        super().clean()
        if not self.link_url:
            message = "Give it a button: a label and an address. Or delete this block."
            raise ValidationError({"link_label": message})


class Contact(Block):
    """Address, telephone and mail as the site's facts have them: written once, the same here."""

    KIND = Block.Kind.CONTACT

    class Meta:
        proxy = True
        verbose_name = "the school’s address"
        verbose_name_plural = "the school’s address"


KINDS: list[type[Block]] = [
    RichText,
    LinkList,
    Figures,
    Quotation,
    Picture,
    CallToAction,
    Contact,
]


def record_history_of_kinds() -> None:
    """simple-history listens to Block alone, and a proxy's signals name the proxy."""
    for kind in KINDS:
        post_save.connect(RECORDS.post_save, sender=kind, weak=False)
        post_delete.connect(RECORDS.post_delete, sender=kind, weak=False)
