"""An inquiry as it was sent, and what has become of it."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django_countries.fields import CountryField

from content.academic_year import span
from content.folding import framed
from programs import plan_address

from ..alike import MOST_OF_KEY, person_key
from ..consent import Purpose
from ..inserting import insert_one
from ..references import (
    THANKS_MAX_AGE,
    address_token,
    brochure_token,
    mine_token,
    new_reference,
    no_mail_token,
    thanks_token,
)
from .edition import Edition
from .prospect import Prospect

if TYPE_CHECKING:
    from .delivery import Delivery

# an address, a number, a sentence, or more words than a name has; titles and initials have dots too
LOOKS_LIKE_A_MESSAGE = re.compile(
    r"[/:@!?。\d]|www\.|\.\w{2}|\s\.|\w{5}\.\s|\w{4}\.\s+[a-z]|(\S+\s+){8}"
)
MOST_WORDS = 5  # in each of the two fields


def looks_like_a_message(*names: str) -> bool:
    """Whether a name may say more than a name does, as a mail program and its reader would see it.

    NFKC makes one dot of all that look like it. Letters of format, such as a space without width,
    and lone marks are hardly seen, but would part a dot from the letters around it.
    """
    if any(len(name.split()) > MOST_WORDS for name in names):
        return True
    shown = unicodedata.normalize("NFKC", without(" ".join(names).strip(), "Cf"))
    return LOOKS_LIKE_A_MESSAGE.search(without(shown, "Mn")) is not None


def without(text: str, category: str) -> str:
    return "".join(letter for letter in text if unicodedata.category(letter) != category)


# what somebody at the desk has still to do
OPEN_STATES = ("new", "in_progress")
OPEN = Q(state__in=[*OPEN_STATES], erased_at=None)
# the list's order: what is due first, then what nobody waits for, newest first
DUE_FIRST = ["due_at", "-created_at", "-id"]


def words_of(row: Any) -> str:
    """What `search_text` holds of an inquiry, or of a row that shall become one."""
    return framed(" ".join(str(getattr(row, name)) for name in sorted(Inquiry.SEARCHED)))


# nobody has confirmed the address yet, so they may come from anybody
UNCONFIRMED = (
    (~Q(doubt="") | Q(captcha="unverified"))
    & ~Q(state="spam")
    & Q(confirmed_at=None, erased_at=None)
)


class InquiryQuerySet(models.QuerySet["Inquiry"]):
    def kept(self) -> Self:
        """All but the erased ones, of which only numbers are left."""
        return self.filter(erased_at=None)

    def unconfirmed(self) -> Self:
        """Those that may come from anybody: nobody has confirmed the address yet."""
        return self.filter(UNCONFIRMED)

    def open(self) -> Self:
        """Those that somebody still has to work on."""
        return self.filter(OPEN)

    def of_mailbox(self, number: int, mailbox: int | None) -> "Inquiry | None":
        """The inquiry of this number while it belongs to the person of that mailbox."""
        return self.filter(pk=number, prospect=mailbox).first()

    def held_back(self) -> Self:
        """Those that have no brochure on its way, and to which a member of staff can give one."""
        spam = self.kept().filter(state=Inquiry.State.SPAM, confirmed_at=None)
        return self.unconfirmed() | spam


class Inquiry(models.Model):
    SEARCHED = frozenset({"reference", "first_name", "last_name", "email", "employer"})
    COMPARED = frozenset({"first_name", "last_name", "country", "employer"})

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
    form_opened_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text="When its browser was given the form: no other sees its thanks page again.",
    )
    prospect = models.ForeignKey(
        Prospect,
        on_delete=models.PROTECT,
        null=True,  # once it is erased
        related_name="inquiries",
    )
    created_at = models.DateTimeField("received", default=timezone.now, db_index=True)

    salutation = models.CharField(max_length=100, blank=True)
    first_name = models.CharField(max_length=200)
    last_name = models.CharField(max_length=200, blank=True)
    email = models.EmailField("e-mail address", max_length=254)
    country = CountryField(blank=True)
    employer = models.CharField("current employer", max_length=200, blank=True)
    entry_year = models.PositiveSmallIntegerField(
        "would like to begin",
        null=True,
        blank=True,
        help_text="The calendar year in which that academic year begins.",
    )
    plan = models.CharField(
        "plan of study",
        max_length=plan_address.LONGEST,
        blank=True,
        editable=False,
        help_text="The address of what they chose on the planner, when they asked about that.",
    )
    captcha = models.CharField(
        "check for robots",
        max_length=10,
        choices=Captcha,
        help_text="Unverified: the check could not be done, because its script was blocked, "
        "JavaScript was off or the provider did not answer. Most are real people: their "
        "brochure goes out once they confirm the address, or once you release it.",
    )
    doubt = models.CharField(
        max_length=100, blank=True, help_text="What else speaks against a person, in words."
    )
    confirmed_at = models.DateTimeField(
        "address confirmed",
        null=True,
        blank=True,
        help_text="By the link in a mail, or by a member of staff who released the inquiry.",
    )
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="released_inquiries",
    )
    edition = models.ForeignKey(
        Edition,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="inquiries",
        help_text="The facts that its brochure was made of.",
    )

    state = models.CharField(max_length=12, choices=State, default=State.NEW)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,  # inquiry_of_owner begins with it
        related_name="owned_inquiries",
        limit_choices_to={"is_staff": True},
    )
    assigned_because = models.CharField(
        "why it is theirs", max_length=200, blank=True, editable=False
    )
    waiting_since = models.DateTimeField(
        null=True,
        editable=False,
        help_text="Since when the answer clock runs, or ran: it was received, its address was "
        "confirmed, or it was opened again.",
    )
    due_at = models.DateTimeField(
        "answer due",
        null=True,
        blank=True,
        editable=False,
        help_text="By our office hours; empty while nobody waits for an answer.",
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answered_inquiries",
    )

    # counted up by each act of staff: who acts on what they saw is told when it is no longer so
    version = models.PositiveIntegerField(default=0, editable=False)

    source = models.CharField(
        max_length=100,
        blank=True,
        editable=False,
        help_text="Where they came from: utm_source of the link, else the host that led here.",
    )
    medium = models.CharField(max_length=100, blank=True, editable=False)
    campaign = models.CharField(max_length=100, blank=True, editable=False)
    brochure_opened_at = models.DateTimeField(null=True, blank=True, editable=False)

    search_text = models.TextField(
        blank=True, editable=False, help_text="What the desk searches: SEARCHED, folded."
    )
    person_key = models.CharField(
        max_length=MOST_OF_KEY,
        blank=True,
        editable=False,
        help_text="Equal where names are worth comparing: of COMPARED, by alike.py.",
    )

    is_held = models.BooleanField(
        "legal hold",
        default=False,
        help_text="Kept past its time, whoever asks for it to be erased, until this is unticked.",
    )
    hold_reason = models.CharField(
        "why it is held",
        max_length=200,
        blank=True,
        help_text="The case or request that it is needed for. Erased with the inquiry.",
    )
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "inquiries"
        ordering = ["-created_at", "-pk"]
        permissions = [
            ("erase_inquiry", "Can erase inquiries"),
            ("export_inquiry", "Can export inquiries"),
        ]
        indexes = [
            # a few among very many, counted at each look at the desk's list
            models.Index(fields=["created_at"], condition=UNCONFIRMED, name="inquiry_unconfirmed"),
            models.Index(
                fields=["person_key"], condition=~Q(person_key=""), name="inquiry_may_be_the_same"
            ),
            models.Index(fields=["owner", "due_at"], condition=OPEN, name="inquiry_open"),
            models.Index(fields=["created_at"], condition=Q(is_held=True), name="inquiry_held"),
            models.Index(
                fields=["created_at"], condition=Q(erased_at__isnull=False), name="inquiry_erased"
            ),
            models.Index(
                fields=["answered_at"],
                condition=Q(answered_at__isnull=False),
                name="inquiry_answered",
            ),
            # the desk's list in its order: all of it, and by what it is most filtered by
            models.Index(fields=DUE_FIRST, name="inquiry_due_first"),
            models.Index(fields=["state", *DUE_FIRST], name="inquiry_of_state"),
            models.Index(fields=["owner", *DUE_FIRST], name="inquiry_of_owner"),
            models.Index(fields=["country", *DUE_FIRST], name="inquiry_from_country"),
            models.Index(fields=["source", *DUE_FIRST], name="inquiry_from_source"),
            models.Index(fields=["last_name"], condition=Q(erased_at=None), name="inquiry_by_name"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="answered_at_and_by_together",
                violation_error_message="Say both when it was answered and by whom.",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | Q(
                    prospect=None,
                    salutation="",
                    first_name="",
                    last_name="",
                    email="",
                    employer="",
                    search_text="",
                ),
                name="erased_inquiry_is_nameless",
                violation_error_message="An erased inquiry keeps nothing of the person.",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(person_key=""),
                name="erased_inquiry_is_like_nobody",
                violation_error_message="An erased inquiry keeps nothing of the person.",
            ),
            models.CheckConstraint(
                condition=Q(is_held=False) | ~Q(hold_reason=""),
                name="held_with_a_reason",
                violation_error_message="Say why the inquiry must be kept past its time.",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def save(self, *, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Keeps `search_text` and `person_key` true to what they are made of."""
        if update_fields is None or not self.SEARCHED.isdisjoint(update_fields):
            self.search_text = "" if self.erased_at else words_of(self)
            update_fields = update_fields and [*update_fields, "search_text"]
        if update_fields is None or not self.COMPARED.isdisjoint(update_fields):
            self.person_key = "" if self.erased_at else self.likeness
            update_fields = update_fields and [*update_fields, "person_key"]
        super().save(update_fields=update_fields, **kwargs)

    def insert(self) -> None:
        """Stores a new one as `save` would, for the form: see `inserting.py`."""
        self.search_text, self.person_key = words_of(self), self.likeness
        insert_one(self)

    @property
    def likeness(self) -> str:
        return person_key(self.first_name, self.last_name, str(self.country), self.employer)

    def thanks_url(self) -> str:
        """The confirmation page, by a signed link that expires."""
        return reverse("inquiries:thanks", args=[thanks_token(self.pk)])

    def brochure_url(self) -> str:
        """The brochure as a web page, by a signed link that expires after half a year."""
        return reverse("inquiries:brochure_page", args=[brochure_token(self.pk)])

    def brochure_pdf_url(self) -> str:
        return reverse("inquiries:brochure_pdf", args=[brochure_token(self.pk)])

    @property
    def has_brochure(self) -> bool:
        """Whether there is anybody to read it: not for spam, nor once the person is erased."""
        return self.state != self.State.SPAM and self.erased_at is None

    def mine_url(self, *, mailed: bool = False) -> str:
        """The page where the person sees, corrects and erases it.

        `mailed` is for links in mails to the inquiry's own address, and for nothing else: whoever
        holds such a link has shown that the mailbox is theirs, and reaches all that came from it.
        """
        mailbox = self.prospect_id if mailed else None
        return reverse("inquiries:mine", args=[mine_token(self.pk, mailbox)])

    @property
    def mine_token(self) -> str:
        """As in mine_url, for the pages below it."""
        return mine_token(self.pk)

    def no_mail_url(self) -> str:
        """For mails, and for mail programs: one press of a button ends further mail."""
        return reverse("inquiries:end_mail", args=[no_mail_token(self.pk, self.prospect_id)])

    def new_address_url(self, delivery: "Delivery") -> str:
        """For the mail to an address that shall replace the inquiry's own."""
        return reverse("inquiries:new_address", args=[address_token(delivery.pk)])

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def entry_years(self) -> str:
        """The academic year in which they would like to begin; empty when they do not know yet."""
        return span(self.entry_year) if self.entry_year else ""

    @property
    def plan_in_words(self) -> str:
        return plan_address.in_words(self.plan) if self.plan else ""

    @property
    def wants_mail(self) -> bool:
        """Whether they asked for news beyond the brochure, and have not withdrawn it."""
        return any(
            consent.purpose == Purpose.MAIL and consent.is_in_force
            for consent in self.consents.all()
        )

    @property
    def awaits_confirmation(self) -> bool:
        """Whether the address must be confirmed before anything but that question is mailed."""
        doubtful = bool(self.doubt) or self.captcha == self.Captcha.UNVERIFIED
        return doubtful and self.confirmed_at is None

    @property
    def owned_since(self) -> datetime | None:
        """When somebody first showed to read its mailbox: from then on it is theirs alone."""
        return self.confirmed_at if self.released_by_id is None else None

    @property
    def sender_may_open(self) -> bool:
        """Whether the links of the thanks page still open it, for whoever sent the form.

        Not once somebody has shown to read its mailbox: the sender may be another.
        """
        is_new = timezone.now() - self.created_at < timedelta(seconds=THANKS_MAX_AGE)
        return is_new and not self.owned_since and self.erased_at is None

    @property
    def is_unconfirmed(self) -> bool:
        """What UNCONFIRMED says of rows: it waits for a person to confirm the address."""
        is_spam = self.state == self.State.SPAM
        return self.awaits_confirmation and not is_spam and self.erased_at is None

    @property
    def is_held_back(self) -> bool:
        """What `held_back` says of rows."""
        is_spam = self.state == self.State.SPAM and self.confirmed_at is None
        return self.is_unconfirmed or (is_spam and self.erased_at is None)

    @property
    def is_open(self) -> bool:
        """What `open` says of rows."""
        return self.erased_at is None and self.state in OPEN_STATES

    @property
    def greeting_name(self) -> str:
        """Whom a mail greets; empty when the name is none that we should send to an address.

        Anybody can write any address into the form: what is sent there in our name must not be
        theirs to choose.
        """
        is_known = self.captcha == self.Captcha.PASSED or self.confirmed_at is not None
        if not is_known or looks_like_a_message(self.first_name, self.last_name):
            return ""
        if self.salutation and self.last_name:
            return f"{self.salutation} {self.last_name}"
        return self.full_name
