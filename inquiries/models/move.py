"""Which moves there are, and each one that was made."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .inquiry import Inquiry

NEW, IN_PROGRESS, ANSWERED, CLOSED, SPAM = Inquiry.State


@dataclass(frozen=True)
class Named:
    """A move that the desk may make: what its button says, and what was done once it is pressed."""

    before: Inquiry.State
    after: Inquiry.State
    label: str
    done: str


# What is not in here cannot be done: not in the admin, not by `move`, and not in the database
# (inquiries/triggers.py). In the order of the buttons.
NAMED = (
    Named(NEW, IN_PROGRESS, "Take up", "Took it up."),
    Named(NEW, ANSWERED, "Mark as answered", "Marked it as answered."),
    Named(NEW, CLOSED, "Close", "Closed it."),
    Named(NEW, SPAM, "Mark as spam", "Marked it as spam."),
    Named(IN_PROGRESS, ANSWERED, "Mark as answered", "Marked it as answered."),
    Named(IN_PROGRESS, CLOSED, "Close", "Closed it."),
    Named(IN_PROGRESS, NEW, "Put back", "Put it back among the new ones."),
    Named(IN_PROGRESS, SPAM, "Mark as spam", "Marked it as spam."),
    Named(ANSWERED, CLOSED, "Close", "Closed it."),
    Named(ANSWERED, IN_PROGRESS, "Reopen", "Reopened it."),
    Named(ANSWERED, SPAM, "Mark as spam", "Marked it as spam."),
    Named(CLOSED, IN_PROGRESS, "Reopen", "Reopened it."),
    Named(CLOSED, ANSWERED, "Back to answered", "Put it back among the answered ones."),
    Named(CLOSED, SPAM, "Mark as spam", "Marked it as spam."),
    Named(SPAM, NEW, "Not spam", "Said that it is not spam."),
)
PAIRS = {(named.before.value, named.after.value): named for named in NAMED}


class Move(models.Model):
    """One inquiry from one state to the next: by whom, when and why."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="moves")
    before = models.CharField(max_length=12, choices=Inquiry.State)
    after = models.CharField(max_length=12, choices=Inquiry.State)
    reason = models.CharField(max_length=200, blank=True, help_text="Erased with the inquiry.")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["at"], name="move_at")]
        constraints = [
            models.CheckConstraint(
                condition=reduce(or_, (Q(before=old, after=new) for old, new in PAIRS)),
                name="move_is_a_named_one",
                violation_error_message="There is no such move.",
            )
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def what(self) -> str:
        return PAIRS[self.before, self.after].done
