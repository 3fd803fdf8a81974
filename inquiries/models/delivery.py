"""The outbox: what an inquiry is owed, claimed and settled by the workers."""

import random
import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from .inquiry import Inquiry

# longer than the slowest send that the mail timeouts allow: a dozen steps of 20 seconds each
LEASE = timedelta(minutes=5)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
MAX_ATTEMPTS = 16


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, now: datetime | None = None) -> Self:
        """Pending ones whose time has come, and leased ones whose worker did not come back."""
        now = now or timezone.now()
        return self.filter(
            Q(state=Delivery.State.PENDING, next_at__lte=now)
            | Q(state=Delivery.State.LEASED, lease_until__lte=now)
        ).order_by("next_at", "pk")

    def claim(self, pk: int, now: datetime | None = None) -> "Delivery | None":
        """Takes the row for LEASE; None when another worker was faster.

        One UPDATE filtered on what makes the row due, so that two workers never both get it.
        """
        now = now or timezone.now()
        due = self.filter(pk=pk).due(now).order_by()
        claimed = due.update(
            state=Delivery.State.LEASED, lease_until=now + LEASE, attempts=F("attempts") + 1
        )
        return self.get(pk=pk) if claimed else None

    def take(self, now: datetime | None = None) -> "Delivery | None":
        """Claims the row that is due first; one that another worker is just taking is passed over.

        So workers on PostgreSQL do not queue for one row. SQLite has one writer at a time anyway;
        there an empty outbox is seen without becoming it.
        """
        now = now or timezone.now()
        if not self.due(now).exists():
            return None
        with transaction.atomic():
            first = self.due(now).select_for_update(skip_locked=True).values_list("pk", flat=True)
            pk = first.first()
            return self.claim(pk, now) if pk else None

    def retry(self) -> int:
        """Gives dead deliveries a fresh start, at once."""
        now = timezone.now()
        dead = self.filter(state=Delivery.State.DEAD)
        return dead.update(state=Delivery.State.PENDING, attempts=0, next_at=now, waiting_since=now)

    def send_now(self) -> int:
        """Ends the pauses of all that wait, such as after an outage."""
        now = timezone.now()
        return self.filter(state=Delivery.State.PENDING, next_at__gt=now).update(next_at=now)


class Delivery(models.Model):
    """Something an inquiry is owed: the outbox. Made in the inquiry's own transaction."""

    class Kind(models.TextChoices):
        BROCHURE = "brochure", "Brochure, to the person"
        CONFIRM = "confirm", "Question whether the address is theirs"
        NEW_LINK = "new_link", "New link to their inquiry"
        NEW_ADDRESS = "new_address", "Question whether the new address is theirs"
        REPLY = "reply", "Reply by staff, to the person"
        NOTICE = "notice", "Notice to the desk"
        WEBHOOK = "webhook", "Entry in the CRM"
        WARNING = "warning", "Warning to the desk"

    class State(models.TextChoices):
        PENDING = "pending", "Waiting"
        LEASED = "leased", "Being sent"
        SENT = "sent", "Sent"
        DEAD = "dead", "Failed for good"

    inquiry = models.ForeignKey(
        Inquiry,
        on_delete=models.CASCADE,
        null=True,  # a warning is about all of them
        related_name="deliveries",
    )
    kind = models.CharField(max_length=20, choices=Kind)
    key = models.CharField(
        max_length=64, unique=True, help_text="Becomes the mail's Message-ID, so a copy is known."
    )
    address = models.EmailField(
        blank=True, help_text="Where it goes, when that is not the inquiry's own address."
    )
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    waiting_since = models.DateTimeField(default=timezone.now)
    next_at = models.DateTimeField("next try", default=timezone.now)
    lease_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    subject = models.CharField(
        max_length=250, blank=True, editable=False, help_text="Of the mail, as it was sent."
    )
    error = models.TextField(blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned = models.CharField(
        max_length=200, blank=True, help_text="What the mail provider told us after it was sent."
    )

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "next_at"], name="delivery_due"),
            # a few among very many, which the desk's list and front page ask for
            models.Index(
                fields=["inquiry", "state"],
                condition=~Q(state="sent") | Q(returned_at__isnull=False),
                name="delivery_notable",
            ),
            models.Index(
                fields=["returned_at", "inquiry"],
                condition=Q(returned_at__isnull=False),
                name="delivery_returned",
            ),
            models.Index(
                fields=["sent_at"], condition=Q(sent_at__isnull=False), name="delivery_sent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_state_display().lower()}"

    @staticmethod
    def key_for(kind: Kind, about: str) -> str:
        """One for each thing that is owed: the same kind `about` the same gives the same key."""
        return uuid.uuid5(uuid.NAMESPACE_URL, f"{settings.SITE_URL}/{kind}/{about}").hex

    @property
    def owed_to(self) -> Inquiry:
        """The inquiry that it is about. Raises ValueError for a warning, which is about all."""
        if self.inquiry is None:
            raise ValueError(f"A delivery of kind {self.kind} is about an inquiry.")
        return self.inquiry

    def mark_sent(self, now: datetime | None = None, *, subject: str = "") -> None:
        now = now or timezone.now()
        self._settle(state=self.State.SENT, sent_at=now, error="", subject=subject[:250])

    def mark_failed(
        self,
        error: str,
        *,
        for_good: bool,
        at_least: timedelta | None = None,
        now: datetime | None = None,
    ) -> None:
        """Tries again after a pause, 1 minute doubling to 6 hours; gives up after two days.

        `at_least` is how long the other side asked us to wait.
        """
        if for_good or self.attempts >= MAX_ATTEMPTS:
            self._settle(state=self.State.DEAD, error=error)
        else:
            pause = min(FIRST_PAUSE * 2 ** (self.attempts - 1), LONGEST_PAUSE)
            pause = max(pause, at_least or pause)
            next_at = (now or timezone.now()) + pause * random.uniform(0.9, 1.1)  # noqa: S311 - jitter
            self._settle(state=self.State.PENDING, error=error, next_at=next_at)

    def _settle(self, **values: object) -> None:
        """Writes the outcome unless the lease ran out and another worker took over meanwhile."""
        mine = Delivery.objects.filter(pk=self.pk, state=self.State.LEASED, attempts=self.attempts)
        mine.update(lease_until=None, **values)
