"""INSERT statements that are made once in a process.

Django makes each anew, and looks at every value several times: three quarters of what storing an
inquiry took. For the one write that visitors wait for, and for models whose saving nothing listens
to: no signal is sent, and no `save` of theirs is called.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model

# what both databases take as it is; anything else the field prepares, as ever
PLAIN = {str, int, bool, type(None)}
GIVE_BACK_ITS_NUMBER = "RETURNING id"


def insert(rows: Sequence[Model]) -> None:
    """All of one model, by one statement. They do not learn their numbers."""
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(statement(type(rows[0]), len(rows), ""), values_of(rows))


def insert_one(row: Model, otherwise: str = "") -> None:
    """The row, which then knows its number; `otherwise` is what to do in a conflict, as SQL."""
    ending = f"{otherwise} {GIVE_BACK_ITS_NUMBER}"
    with connection.cursor() as cursor:
        cursor.execute(statement(type(row), 1, ending), values_of([row]))
        [row.pk] = cursor.fetchone()
    row._state.adding, row._state.db = False, connection.alias


@cache
def statement(model: type[Model], number: int, ending: str) -> str:
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in stored(model))
    marks = f"({', '.join(['%s'] * len(stored(model)))})"
    values = ", ".join([marks] * number)
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES {values} {ending}"  # noqa: S608 - names of ours  # nosec B608


@cache
def stored(model: type[Model]) -> tuple[Field, ...]:
    """The columns that are given a value; the row's number comes from the database."""
    return tuple(field for field in model._meta.concrete_fields if not field.primary_key)


def values_of(rows: Sequence[Model]) -> list[Any]:
    return [prepared(field, row) for row in rows for field in stored(type(row))]


def prepared(field: Field, row: Model) -> Any:
    value = field.pre_save(row, True)
    return value if type(value) in PLAIN else field.get_db_prep_save(value, connection)
