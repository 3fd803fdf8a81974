"""Each look at people's data leaves a line: who, when, what, how many."""

from typing import Any

from .models import Access


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
