"""A pause after wrong passwords: for a name at an address, and for an address with many names.

Never for a name alone: nobody shall lock out a colleague from far away.
"""

from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NAMES = 10  # times as many wrong tries may come from one address, with whatever names
LONGEST_NAME = 254


class Handler(AxesDatabaseHandler):
    def get_failures(self, request: HttpRequest, credentials: Any = None) -> int:
        """Of this name at this address, or a tenth of all at this address when that is more."""
        since = get_cool_off_threshold(request)
        address = request.axes_ip_address  # type: ignore[attr-defined]
        tries = AccessAttempt.objects.filter(ip_address=address, attempt_time__gte=since)
        of_address: int = tries.aggregate(sum=Sum("failures_since_start"))["sum"] or 0
        of_both: int = super().get_failures(request, credentials)
        return max(of_both, of_address // NAMES)


def account_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """By which a try is counted: the same for a username and that account's e-mail address."""
    given = credentials or {}
    name = str(given.get("username") or given.get("email") or "")[:LONGEST_NAME].strip()
    if "@" in name and not User.objects.filter(username__iexact=name).exists():
        usernames = User.objects.filter(email__iexact=name).values_list("username", flat=True)
        name = usernames.first() or name
    return name.casefold()[:LONGEST_NAME]


def unnamed(*who: Any) -> str:
    """In the log: that it happened, not to whom."""
    return "somebody"


def locked_out(request: HttpRequest, response: Any, credentials: Any = None) -> HttpResponse:
    pause = settings.AXES_COOLOFF_TIME
    minutes = int(pause.total_seconds() // 60)
    page = render(request, "account/locked_out.html", {"minutes": minutes}, status=429)
    page["Retry-After"] = str(int(pause.total_seconds()))
    return page


def let_in_again(attempt: AccessAttempt) -> None:
    """Forgets the tries of this name at this address; all of the address when it is paused."""
    of_address = AccessAttempt.objects.filter(ip_address=attempt.ip_address)
    tries = of_address.aggregate(sum=Sum("failures_since_start"))["sum"] or 0
    if tries < settings.AXES_FAILURE_LIMIT * NAMES:
        of_address = of_address.filter(username=attempt.username)
    of_address.delete()
