"""What staff write to people: the templates they begin with, and each reply as it was sent."""

from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from programs.models import Program

from ..cleaning import one_line
from ..reply_text import check, check_subject, in_words
from .delivery import Delivery
from .inquiry import Inquiry

LONGEST = 20_000  # letters of a reply; a mail of more is a document


def is_one_line(text: str) -> None:
    if one_line(text) != text:
        raise ValidationError("Use one line of plain text.")


class ReplyTemplateQuerySet(models.QuerySet["ReplyTemplate"]):
    def offered(self) -> Self:
        """In the order of choosing: what is written for one program fits it better."""
        of_programs_first = models.F("program__listing_position").asc(nulls_last=True)
        return self.filter(is_active=True).order_by(of_programs_first, "position", "name")

    def fitting(self, inquiry: Inquiry) -> Self:
        """Of those offered, the ones for a program that was asked for, and those for all."""
        asked = inquiry.programs.values("program")
        return self.offered().filter(models.Q(program=None) | models.Q(program__in=asked))


class ReplyTemplate(models.Model):
    name = models.CharField(
        max_length=100, unique=True, help_text="For staff alone: what it is used for."
    )
    program = models.ForeignKey(
        Program,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="reply_templates",
        help_text="Offered for inquiries about this program alone. Left empty: for all.",
    )
    subject = models.CharField(
        max_length=150,
        validators=[is_one_line, check_subject],
        help_text="The reference is added at its end by itself.",
    )
    body = models.TextField(
        "text",
        max_length=LONGEST,
        validators=[check, MaxLengthValidator(LONGEST)],
        help_text="Plain text. An empty line begins a paragraph, a line that begins with - is an "
        "item of a list, and web addresses become links.",
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Order of choosing, lowest first. The first one is proposed."
    )
    is_active = models.BooleanField(
        "offered", default=True, help_text="Untick to offer it no longer; what was sent stays."
    )

    objects = ReplyTemplateQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "template of a reply"
        verbose_name_plural = "templates of replies"
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Reply(models.Model):
    """A mail by a member of staff, with the words that were sent. Erased with the inquiry.

    The text names links of the person's own as fields: they are made as the mail goes out.
    """

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="replies")
    delivery = models.OneToOneField(Delivery, on_delete=models.CASCADE, related_name="reply")
    template = models.ForeignKey(
        ReplyTemplate,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="replies",
        help_text="What it was begun with.",
    )
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField("text", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="replies"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "replies"
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.subject

    @property
    def said(self) -> str:
        """The text as it may be shown, without the person's links."""
        return in_words(self.body)
