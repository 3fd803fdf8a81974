"""Who looks at the list, and when: what "mine", "today" and "since my last visit" are about."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat, NullIf, Trim
from django.utils import timezone

from ..models import Inquiry, Visit
from .counting import sql_of

# reads each value once, by the index of its column: the others are not looked at
EACH_VALUE = """
    WITH RECURSIVE seen_{column}(value) AS (
        SELECT MIN({column}) FROM {table}
        UNION ALL
        SELECT (SELECT MIN({column}) FROM {table} WHERE {column} > seen_{column}.value)
        FROM seen_{column} WHERE seen_{column}.value IS NOT NULL
    )
    SELECT '{column}', value, value FROM seen_{column} WHERE value IS NOT NULL
"""


def midnight(now: datetime, days: int) -> datetime:
    """When the day so many days from now begins, by the office's clock: some have 23 hours."""
    day = timezone.localdate(now) + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time.min))


def named() -> QuerySet[User, Any]:
    """Accounts by their number as it stands in addresses, and what they are called."""
    full_name = NullIf(Trim(Concat("first_name", Value(" "), "last_name")), Value(""))
    return User.objects.values_list(
        Value("owner"), Cast("pk", CharField()), Coalesce(full_name, "username")
    )


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
    def last_here(self) -> datetime | None:
        """When their visit before this one ended; None when this is their first."""
        visits = Visit.objects.filter(account=self.account)
        return visits.values_list("before_at", flat=True).first()

    @cached_property
    def seen(self) -> dict[str, dict[str, str]]:
        """The countries, sources and owners that occur, in one query that reads no row twice."""
        table = Inquiry._meta.db_table
        asked = [EACH_VALUE.format(column=column, table=table) for column in ("country", "source")]
        owners, params = sql_of(
            named().filter(Exists(Inquiry.objects.filter(owner=OuterRef("pk"))))
        )
        each = [f"SELECT * FROM ({sql}) AS each_{n}" for n, sql in enumerate([*asked, owners])]  # noqa: S608 - our own names  # nosec B608
        found: dict[str, dict[str, str]] = {"country": {}, "source": {}, "owner": {}}
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(each), params)
            for column, value, name in cursor.fetchall():
                found[column][value] = name
        return found
