"""Who looks at the list, and when: what "mine", "today" and "since my last visit" are about."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils import timezone

from ..models import Inquiry, Visit

SEEN = ("country", "source")
# reads each value once, by the index of its column: the others are not looked at
EACH_VALUE = """
    WITH RECURSIVE seen_{column}(value) AS (
        SELECT MIN({column}) FROM {table}
        UNION ALL
        SELECT (SELECT MIN({column}) FROM {table} WHERE {column} > seen_{column}.value)
        FROM seen_{column} WHERE seen_{column}.value IS NOT NULL
    )
    SELECT '{column}', value FROM seen_{column} WHERE value IS NOT NULL
"""


def midnight(now: datetime, days: int) -> datetime:
    """When the day so many days from now begins, by the office's clock: some have 23 hours."""
    day = timezone.localdate(now) + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time.min))


def name_of(user: User) -> str:
    return user.get_full_name() or user.username


@dataclass
class Asker:
    account: Any
    now: datetime

    @property
    def today(self) -> datetime:
        """When it began, by the office's clock."""
        return self.midnight(0)

    @property
    def tomorrow(self) -> datetime:
        return self.midnight(1)

    def midnight(self, days: int) -> datetime:
        return midnight(self.now, days)

    @cached_property
    def owners(self) -> dict[str, str]:
        """The names of all accounts that own any inquiry, by their number as it is in addresses."""
        owned = Exists(Inquiry.objects.filter(owner=OuterRef("pk")))
        return {str(user.pk): name_of(user) for user in User.objects.filter(owned)}

    @cached_property
    def last_here(self) -> datetime | None:
        """When their visit before this one ended; None when this is their first."""
        visits = Visit.objects.filter(account=self.account)
        return visits.values_list("before_at", flat=True).first()

    @cached_property
    def seen(self) -> dict[str, list[str]]:
        """The countries and the sources that occur, in one query that reads no row twice."""
        table = Inquiry._meta.db_table
        each = [EACH_VALUE.format(column=column, table=table) for column in SEEN]
        asked = [f"SELECT * FROM ({values}) AS each_{n}" for n, values in enumerate(each)]  # noqa: S608 - our own names
        found: dict[str, list[str]] = {column: [] for column in SEEN}
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(asked))
            for column, value in cursor.fetchall():
                found[column].append(value)
        return found
