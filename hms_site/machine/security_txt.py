"""/.well-known/security.txt (RFC 9116): where to report a hole in this site."""

from datetime import UTC, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from content.links import absolute
from pages import frame

DAY = 86_400
# The RFC asks for less than a year. Nobody has to renew it: it moves on with the calendar.
GOOD_FOR = timedelta(days=180)


def expires(now: datetime | None = None) -> str:
    """A midnight, so that the file is the same all day long."""
    then = (now or timezone.now()).astimezone(UTC) + GOOD_FOR
    return f"{then:%Y-%m-%d}T00:00:00Z"


@require_safe
@cache_control(public=True, max_age=DAY)
def security_txt(request: HttpRequest) -> HttpResponse:
    lines = [
        f"Contact: mailto:{frame.facts().inquiries_address}",
        f"Expires: {expires()}",
        "Preferred-Languages: en",
        f"Canonical: {absolute(reverse('security_txt'))}",
    ]
    text = "".join(f"{line}\n" for line in lines)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
