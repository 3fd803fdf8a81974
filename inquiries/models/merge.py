"""What staff said of two prospects: that they are one person, or that they are not."""

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .prospect import Prospect


class Merge(models.Model):
    """Two people joined into one: all that undoing it needs, and no value of theirs.

    Gone once it is undone. Who did and undid it stands in the admin's log.
    """

    kept = models.ForeignKey(
        Prospect,
        on_delete=models.SET_NULL,
        null=True,  # once that address is erased
        related_name="+",
    )
    joined = models.ForeignKey(Prospect, on_delete=models.SET_NULL, null=True, related_name="+")
    brought = models.JSONField(
        default=list, help_text="Numbers of the further addresses that the joined one had."
    )
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("joined")), name="merge_is_of_two")
        ]

    def __str__(self) -> str:
        return f"{self.kept_id} with {self.joined_id}"


class NotTheSameQuerySet(models.QuerySet["NotTheSame"]):
    def between(self, one: int, other: int) -> Self:
        """Said of any address of the one person and any of the other."""
        ours, theirs = (Prospect.objects.of_person(number).values("pk") for number in (one, other))
        return self.filter(Q(one__in=ours, other__in=theirs) | Q(one__in=theirs, other__in=ours))

    def about(self, people: Iterable[int]) -> Self:
        """Said of any address of these people, which are named by those that stand for them."""
        found = Q(one__in=people) | Q(one__same_as__in=people)
        found |= Q(other__in=people) | Q(other__same_as__in=people)
        return self.filter(found).select_related("one", "other", "by")


class NotTheSame(models.Model):
    """Two people who look alike and are two: they are not proposed again."""

    one = models.ForeignKey(Prospect, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Prospect, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = NotTheSameQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="pair_is_kept_once"),
            # so that the same pair the other way round is the same row
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="pair_is_kept_one_way"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} is not {self.other_id}"
