"""How a line of the log is written, for people or as JSON: what it is about, and nobody in it.

Neither kind holds a link that opens something, an e-mail address, or what the database repeats of a
row that it refused, tracebacks included. Django hangs the whole request on some records: a line
holds what is named here, and not whatever hangs on the record.
"""

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from .tokens import without_tokens

_about: ContextVar[tuple[tuple[str, str], ...]] = ContextVar("about", default=())

# bounded, so that no long text is read again and again
EMAIL = re.compile(r"[^\s@<>\"'()\[\],;:=/]{1,64}@[\w-]+(?:\.[\w-]+)+")
NO_EMAIL = "an-address"
# PostgreSQL shows the row, or the statement with its values; both may go over several lines, as
# what somebody typed does, so all is dropped up to where Python goes on.
OF_THE_ROW = re.compile(
    r"^(?:DETAIL|LINE \d+): .*?(?=\n\nThe above exception|\n\nDuring handling of|\Z)", re.M | re.S
)
NO_ROW = "(the database’s own words are left out: they hold the row)"


@contextmanager
def about(**names: str) -> Iterator[None]:
    """What is logged inside says so, and what Sentry is told: `with about(request_id=...)`."""
    token = _about.set((*_about.get(), *names.items()))
    try:
        yield
    finally:
        _about.reset(token)


def what_about(record: logging.LogRecord | None = None) -> dict[str, str]:
    """Of a record that Django made after the middleware, the request's id that hangs on it."""
    late = getattr(getattr(record, "request", None), "id", None)
    return ({"request_id": late} if late else {}) | dict(_about.get())


def without_people(text: str) -> str:
    return EMAIL.sub(NO_EMAIL, OF_THE_ROW.sub(NO_ROW, without_tokens(text)))


class LineFormatter(logging.Formatter):
    """For people: at the end of the line stands what it is about."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        about_what = "".join(f" {name}={value}" for name, value in what_about(record).items())
        return without_people(super().formatMessage(record)) + about_what

    def format(self, record: logging.LogRecord) -> str:
        # once more as a whole: a handler before us may have left its own text of the traceback
        return without_people(super().format(record))


class JsonFormatter(logging.Formatter):
    """One object a line, for whoever collects them; `exception` is the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_people(record.getMessage()),
            **what_about(record),
        }
        if record.exc_info:
            line["exception"] = without_people(self.formatException(record.exc_info))
        if record.stack_info:
            line["stack"] = without_people(record.stack_info)
        return json.dumps(line)
