"""The database itself refuses a change of state that is no named move.

Made anew after each `migrate`, from the same table as the buttons: tests run without migrations,
and SQLite drops a table's triggers whenever a migration rebuilds it.
"""

from typing import Any

from django.db import connections, transaction

from .models import Inquiry
from .models.move import PAIRS

TABLE = Inquiry._meta.db_table
NAME = "inquiry_state_moves"
REFUSED = "There is no such move of an inquiry."


def allowed() -> str:
    """As SQL. The states are our own words, so that nothing in them needs to be escaped."""
    pairs = (f"(OLD.state = '{before}' AND NEW.state = '{after}')" for before, after in PAIRS)
    return " OR ".join(["NEW.state = OLD.state", *pairs])


def for_sqlite() -> list[str]:
    return [
        f"DROP TRIGGER IF EXISTS {NAME}",
        f"CREATE TRIGGER {NAME} BEFORE UPDATE OF state ON {TABLE} FOR EACH ROW "
        f"WHEN NOT ({allowed()}) BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    ]


def for_postgresql() -> list[str]:
    """The column is named in the function alone: else no migration could change its type."""
    return [
        f"CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF NOT ({allowed()}) THEN "
        f"RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'check_violation'; "
        "END IF; RETURN NEW; END $$",
        f"DROP TRIGGER IF EXISTS {NAME} ON {TABLE}",
        f"CREATE TRIGGER {NAME} BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {NAME}()",
    ]


STATEMENTS = {"sqlite": for_sqlite, "postgresql": for_postgresql}


def make_triggers(*, using: str, **kwargs: Any) -> None:
    """After a migration; one that went back to before there was a table leaves nothing to do."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    with transaction.atomic(using), connection.cursor() as cursor:
        for statement in STATEMENTS[connection.vendor]():
            cursor.execute(statement)
