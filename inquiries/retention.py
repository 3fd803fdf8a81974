"""How long inquiries are kept: as long as the privacy note says, and no longer.

An inquiry that somebody may have sent in another's name is kept for as long as they can be expected
to confirm it. `manage.py purge_inquiries` erases what is due; a legal hold keeps it back.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone

from content.academic_year import FIRST_MONTH, academic_year

from .models import Inquiry

# "24 months", as the privacy note says
RETENTION = timedelta(days=730)
UNCONFIRMED = timedelta(days=30)
# how far ahead the desk sees what will be erased
SOON = timedelta(days=30)


class Reason(models.TextChoices):
    OLD = "old", "24 months have passed"
    UNCONFIRMED = "unconfirmed", "spam, or address not confirmed, for 30 days"


def due(now: datetime | None = None) -> QuerySet[Any]:
    """What is to be erased by `now`, each with its `reason`; held ones too."""
    now = now or timezone.now()
    limit = now - RETENTION
    has_begun = Q(entry_year=None) | Q(entry_year__lte=academic_year(timezone.localdate(limit)))
    is_old = Q(created_at__lt=limit) & has_begun
    nobodys = Inquiry.objects.unconfirmed() | Inquiry.objects.filter(state=Inquiry.State.SPAM)
    doubtful = nobodys.filter(created_at__lt=now - UNCONFIRMED)
    return (
        Inquiry.objects.kept()
        .annotate(
            reason=Case(
                When(is_old, then=Value(Reason.OLD)),
                When(pk__in=doubtful.order_by().values("pk"), then=Value(Reason.UNCONFIRMED)),
                default=None,
                output_field=models.CharField(),
            )
        )
        .exclude(reason=None)
    )


def kept_until(inquiry: Inquiry) -> datetime:
    """When its time has come, if nobody confirms, corrects or holds it until then."""
    if inquiry.is_unconfirmed or inquiry.state == Inquiry.State.SPAM:
        return inquiry.created_at + UNCONFIRMED
    start = inquiry.created_at
    if inquiry.entry_year:
        boston = timezone.get_default_timezone()
        start = max(start, datetime(inquiry.entry_year, FIRST_MONTH, 1, tzinfo=boston))
    return start + RETENTION
