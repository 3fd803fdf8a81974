"""Each look at people's data leaves a line: who, when, what, how many."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from .models import Access

KEPT = timedelta(days=400)  # so that a year can be looked back on


def record(
    by: Any,
    what: Access.What,
    *,
    reference: str = "",
    detail: str = "",
    number: int = 1,
) -> None:
    """`by` is request.user, behind a view that lets in staff alone."""
    Access.objects.create(by=by, what=what, reference=reference, detail=detail[:200], number=number)


def forget_accesses() -> int:
    """Those whose time is over; how many. It is the only way in which a line goes."""
    return Access.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]
