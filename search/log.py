"""Counts what is searched for, so that staff learn what people miss; see ADR 9.

Is failure fatal? No: whoever searches gets an answer, counted or not.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from unicodedata import normalize

from django.db import DatabaseError, connection
from django.utils import timezone

from content.folding import fold

from .models import Query

log = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=365)
MOST_A_DAY = 2000  # different ones: a machine that asks for nonsense does not fill the table
MOST_LETTERS = 80
MILLISECONDS = 100  # for which a search waits for its turn to write on SQLite
# an address, a telephone or identity number; years, such as 2026-2027, are none
PERSONAL = re.compile(r"@|\d{5}|(?:\d[ ().+/-]*){9}")

NINE_DIGITS = re.compile(r"(?:\d ?){9}")  # whatever stood between them

# one statement: two that come at once are both counted, and no visitor waits for a second one
COUNT = """
    INSERT INTO search_query (day, words, times, found)
    SELECT %(day)s, %(words)s, 1, %(found)s
    WHERE (SELECT count(*) FROM search_query WHERE day = %(day)s) < %(most)s
       OR EXISTS (SELECT 1 FROM search_query WHERE day = %(day)s AND words = %(words)s)
    ON CONFLICT (day, words) DO UPDATE
    SET times = search_query.times + 1, found = excluded.found
"""


def count(text: str, found: int) -> None:
    """Counts a search, unless it could tell who searched."""
    words = fold(text)
    if not words or len(words) > MOST_LETTERS or could_tell_who(text, words):
        return
    values: dict[str, date | str | int] = {
        "day": timezone.localdate(),
        "words": words,
        "found": found,
        "most": MOST_A_DAY,
    }
    try:
        with impatient(), connection.cursor() as cursor:
            cursor.execute(COUNT, values)
    except DatabaseError as error:
        log.warning("A search was not counted: %s", error)


def could_tell_who(text: str, words: str) -> bool:
    return bool(PERSONAL.search(normalize("NFKC", text)) or NINE_DIGITS.search(words))


@contextmanager
def impatient() -> Iterator[None]:
    """SQLite would wait 20 seconds for another writer: right for an inquiry, not for a count."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    patience = connection.connection.execute("PRAGMA busy_timeout").fetchone()[0]
    connection.connection.execute(f"PRAGMA busy_timeout = {MILLISECONDS}")
    try:
        yield
    finally:
        connection.connection.execute(f"PRAGMA busy_timeout = {patience:d}")


def purge(today: date | None = None) -> int:
    """Forgets what was searched for more than a year ago. Says how many rows that were."""
    oldest = (today or timezone.localdate()) - KEPT_FOR
    number, _by_model = Query.objects.filter(day__lt=oldest).delete()
    return number
