"""How many of the inquiries in the list each choice of each facet would leave.

Of the newest MOST_TALLIED only, so that the numbers come as fast from a million rows: of fewer they
are exact, of more they say how the newest are spread. One query for all facets; those that are
chosen from count without themselves, since a second choice adds to the first.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from .asker import Asker
from .counting import sql_of
from .facet import Facet
from .facets import FACETS

MOST_TALLIED = 1000  # as many as the list itself counts
TOTAL = "total"
Tallies = dict[str, dict[str, int]]


def tallies(
    without: Callable[[str], QuerySet[Any]], chosen: Mapping[str, Any], asker: Asker
) -> Tallies:
    """By facet and bucket. `without` gives the list's inquiries as if nothing of that facet were
    chosen.
    """
    bases: list[str] = []
    counts: list[str] = []
    params: list[Any] = []
    later: list[Any] = []
    for name in ["", *chosen]:
        facets = [f for f in FACETS if (f.name == name) or (not name and f.name not in chosen)]
        try:
            sql, values = sql_of(base(without(name), facets, asker))
        except EmptyResultSet:
            continue
        table = f"base_{len(bases)}"
        bases.append(f"{table} AS MATERIALIZED ({sql})")
        params += values
        if not name:
            counts.append(f"SELECT '{TOTAL}', '', COUNT(*) FROM {table}")  # noqa: S608 - our names  # nosec B608
        for facet in facets:
            sql, values = counted(facet, table)
            counts.append(sql)
            later += values
    return read(bases, counts, [*params, *later])


def base(inquiries: QuerySet[Any], facets: list[Facet], asker: Asker) -> QuerySet[Any, Any]:
    """The newest rows, each with the bucket that it falls into by each facet."""
    buckets = {f"in_{f.name}": f.bucket(asker) for f in facets if f.bucket}
    newest: Any = inquiries.order_by("-created_at", "-pk").values("pk")
    rows: QuerySet[Any, Any] = newest.annotate(**buckets).values("pk", *buckets)
    return rows[:MOST_TALLIED]


def counted(facet: Facet, table: str) -> tuple[str, list[Any]]:
    if facet.bucket:
        column = f"in_{facet.name}"
        return f"SELECT '{facet.name}', {column}, COUNT(*) FROM {table} GROUP BY {column}", []  # noqa: S608  # nosec B608
    if facet.related:
        sql, values = sql_of(facet.related(RawSQL(f"SELECT pk FROM {table}", [])))  # noqa: S608, S611  # nosec B608 B611
        return f"SELECT '{facet.name}', of_facet.* FROM ({sql}) AS of_facet", values  # noqa: S608  # nosec B608
    return f"SELECT '{facet.name}', '', 0", []


def read(bases: list[str], counts: list[str], params: list[Any]) -> Tallies:
    found: Tallies = {facet.name: {} for facet in FACETS} | {TOTAL: {"": 0}}
    if not bases:
        return found
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(bases)} {' UNION ALL '.join(counts)}", params)
        for name, bucket, number in cursor.fetchall():
            found[name][bucket] = number
    return found
