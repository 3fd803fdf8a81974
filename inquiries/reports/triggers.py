"""The database notes which days have changed: whatever writes, the reports count it.

Made after every migration and taken away before it: SQLite refuses to rebuild a table that a
trigger of another one names.
"""

from typing import Any

from django.db import connections

LOG = "inquiries_changedday"
INQUIRY = "inquiries_inquiry"
WATCHED = {INQUIRY, *(f"{INQUIRY}{part}" for part in ("program", "interest")), "inquiries_delivery"}
EVENTS = [("INSERT", "NEW"), ("UPDATE", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")]


def watch(using: str = "default", **kwargs: Any) -> None:
    """For post_migrate; safe to repeat."""
    unwatch(using)
    connection = connections[using]
    if LOG not in connection.introspection.table_names():
        return  # migrated back to before there were reports
    make = postgresql if connection.vendor == "postgresql" else sqlite
    with connection.cursor() as cursor:
        for table in WATCHED:
            for event, side in EVENTS:
                for statement in make(table, event, side):
                    cursor.execute(statement)


def unwatch(using: str = "default", **kwargs: Any) -> None:
    """For pre_migrate."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in WATCHED & tables:
            for event, side in EVENTS:
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name(table, event, side)}{on}")


def name(table: str, event: str, side: str) -> str:
    return f"{table}_{event}_{side}_changes_day".lower()


# all that goes into these statements is named above: nothing comes from outside


def sqlite(table: str, event: str, side: str) -> list[str]:
    """Row by row: it knows nothing else."""
    moment = f"SELECT created_at FROM {INQUIRY} WHERE id = {side}.inquiry_id"  # noqa: S608  # nosec B608
    if table == INQUIRY:
        moment = f"SELECT {side}.created_at"
    return [
        f"CREATE TRIGGER {name(table, event, side)} AFTER {event} ON {table} "
        f"BEGIN INSERT INTO {LOG} (at) {moment}; END"
    ]


def postgresql(table: str, event: str, side: str) -> list[str]:
    """Once a statement, however many rows it writes; the hour says the day."""
    rows = "changed"
    if table != INQUIRY:
        rows += f" JOIN {INQUIRY} AS inquiry ON inquiry.id = changed.inquiry_id"
    hours = f"SELECT DISTINCT date_trunc('hour', created_at) FROM {rows}"  # noqa: S608  # nosec B608
    function = name(table, event, side)
    return [
        f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN INSERT INTO {LOG} (at) {hours}; RETURN NULL; END $$",
        f"CREATE TRIGGER {function} AFTER {event} ON {table} "
        f"REFERENCING {side} TABLE AS changed "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()",
    ]
