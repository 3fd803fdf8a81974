"""How many form posts one address block, and one e-mail address, may make in an hour.

Both are counted in the database: the count is exact with any number of processes, which a cache
without atomic increments is not.
"""

import math
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from content.client_address import address_block, client_address
from content.write_lock import write_lock

from .models import Inquiry, Prospect, RateBucket

# one statement, so that no two see the same count; the same on both databases
COUNT_ONE = """
    INSERT INTO inquiries_ratebucket (block, hour, posts) VALUES (%s, %s, 1)
    ON CONFLICT (block, hour) DO UPDATE SET posts = inquiries_ratebucket.posts + 1
    RETURNING posts
"""
HOUR = timedelta(hours=1)
EMAIL_RATE = 10


class TooMany(Exception):
    """One inquiry too many with one e-mail address: try again in `wait` seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


def count_post(request: HttpRequest, now: datetime | None = None) -> int:
    """Counts this post; 0 when it is within INQUIRY_RATE, else the seconds until the next hour."""
    if not settings.INQUIRY_RATE:
        return 0
    now = now or timezone.now()
    hour = now.replace(minute=0, second=0, microsecond=0)
    block = salted_hmac("inquiries.rate", address_block(client_address(request))).hexdigest()
    if _count(block, hour) <= settings.INQUIRY_RATE:
        return 0
    return int((hour + HOUR - now).total_seconds()) + 1


def _count(block: str, hour: datetime) -> int:
    moment = connection.ops.adapt_datetimefield_value(hour)
    with write_lock():
        with connection.cursor() as cursor:
            cursor.execute(COUNT_ONE, [block, moment])
            [posts] = cursor.fetchone()
        if posts == 1:
            RateBucket.objects.filter(hour__lt=hour).delete()
    return int(posts)


def refuse_too_many(prospect: Prospect, now: datetime) -> None:
    """Raises TooMany when more than EMAIL_RATE inquiries of the last hour, a new one of `now`
    among them, came with this e-mail address: nobody's mailbox shall be filled through our form.

    The inquiries themselves are counted, so that nothing more is kept about an address, and a
    repeated form, which stores none, is never the one too many. Whoever calls holds the lock that
    storing the prospect took, so the count is exact.
    """
    if not settings.INQUIRY_RATE:
        return
    recent = Inquiry.objects.filter(prospect=prospect, created_at__gt=now - HOUR)
    newest = recent.order_by("-created_at").values_list("created_at", flat=True)
    times = list(newest[: EMAIL_RATE + 1])
    if len(times) > EMAIL_RATE:
        raise TooMany(math.ceil((times[EMAIL_RATE] + HOUR - now).total_seconds()))
