"""When events end, so that pages that list what is coming are drawn anew at that moment."""

from datetime import datetime

from django.db.models import Max, Min, Q

from .models import Event


def around(at: datetime) -> tuple[list[datetime], list[datetime]]:
    """The last end of a published event up to `at`, and the next one."""
    ends = Event.objects.published(at).aggregate(
        last=Max("ends_at", filter=Q(ends_at__lte=at)),
        next=Min("ends_at", filter=Q(ends_at__gt=at)),
    )
    return [ends["last"]] if ends["last"] else [], [ends["next"]] if ends["next"] else []
