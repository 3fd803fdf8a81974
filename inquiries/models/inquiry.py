"""An inquiry as it was sent, the person behind it, and what staff wrote about it."""

import re
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django_countries.fields import CountryField

from programs.models import Program

from ..references import new_reference, thanks_token
from .form_option import FormOption

# an address, or more words than a name has
LOOKS_LIKE_A_MESSAGE = re.compile(r"[/:@!?]|www\.|\w\.\w{2}|(\S+\s+){8}")


class Prospect(models.Model):
    """A person, known by one address. A public form creates one, and never changes one."""

    email = models.EmailField(unique=True, help_text="Normalized, in lower case.")
    verified_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.email


class Inquiry(models.Model):
    class State(models.TextChoices):
        NEW = "new", "New"
        IN_PROGRESS = "in_progress", "In progress"
        ANSWERED = "answered", "Answered"
        CLOSED = "closed", "Closed"
        SPAM = "spam", "Spam"

    class Captcha(models.TextChoices):
        PASSED = "passed", "Passed"
        UNVERIFIED = "unverified", "Unverified"
        OFF = "off", "Switched off"

    reference = models.CharField(max_length=8, unique=True, default=new_reference)
    submission_key = models.CharField(max_length=64, unique=True, editable=False)
    prospect = models.ForeignKey(Prospect, on_delete=models.PROTECT, related_name="inquiries")
    created_at = models.DateTimeField("received", default=timezone.now, db_index=True)

    salutation = models.CharField(max_length=100, blank=True)
    first_name = models.CharField(max_length=200)
    last_name = models.CharField(max_length=200, blank=True)
    email = models.EmailField("e-mail address", max_length=254)
    country = CountryField(blank=True)
    employer = models.CharField("current employer", max_length=200, blank=True)
    wants_mail = models.BooleanField(
        "further mail", default=False, help_text="Asked for news beyond the brochure."
    )
    consent_version = models.CharField(
        max_length=20, help_text="Which wording of the privacy note they saw."
    )
    captcha = models.CharField(
        "check for robots",
        max_length=10,
        choices=Captcha,
        help_text="Unverified: the check could not be done, because its script was blocked, "
        "JavaScript was off or the provider did not answer. Most are real people: answer as usual.",
    )

    state = models.CharField(max_length=12, choices=State, default=State.NEW)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_inquiries",
        limit_choices_to={"is_staff": True},
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answered_inquiries",
    )

    class Meta:
        verbose_name_plural = "inquiries"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="answered_at_and_by_together",
                violation_error_message="Say both when it was answered and by whom.",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    def thanks_url(self) -> str:
        """The confirmation page, by a signed link that expires."""
        return reverse("inquiries:thanks", args=[thanks_token(self.pk)])

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def greeting_name(self) -> str:
        """Whom a mail greets; empty when the name is none that we should send to an address.

        Anybody can write any address into the form: what is sent there in our name must not be
        theirs to choose.
        """
        if self.captcha != self.Captcha.PASSED or LOOKS_LIKE_A_MESSAGE.search(self.full_name):
            return ""
        if self.salutation and self.last_name:
            return f"{self.salutation} {self.last_name}"
        return self.full_name

    def mark_answered(self, *, by: User, now: datetime | None = None) -> None:
        """Who answered first stays."""
        self.state = self.State.ANSWERED
        if self.answered_at is None:
            self.answered_at, self.answered_by = now or timezone.now(), by
        self.save(update_fields=["state", "answered_at", "answered_by"])

    def reopen(self) -> None:
        """It waits for an answer again, whoever gave the last one."""
        self.answered_at = self.answered_by = None
        self.save(update_fields=["answered_at", "answered_by"])


class InquiryProgram(models.Model):
    """A program that was asked for, with the name it had that day."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="programs")
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="inquiries")
    name = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "program"], name="program_once_per_inquiry")
        ]

    def __str__(self) -> str:
        return self.name


class InquiryInterest(models.Model):
    """A work or interest that was ticked, with the label it had that day."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="interests")
    option = models.ForeignKey(
        FormOption,
        on_delete=models.PROTECT,
        related_name="inquiries",
        verbose_name="work or interest",
    )
    label = models.CharField(max_length=100)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "option"], name="interest_once_per_inquiry")
        ]

    def __str__(self) -> str:
        return self.label


class Note(models.Model):
    """What a member of staff wrote about an inquiry. Never shown to the public."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="inquiry_notes"
    )
    text = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.author}, {timezone.localtime(self.created_at):%B %d, %Y}"
