"""A line of the log: what it is about, and nobody in it, in both formats."""

import json
import logging
import sys

import pytest
from django.core.signing import dumps

from content.log_lines import NO_EMAIL, NO_ROW, JsonFormatter, LineFormatter, about
from content.tokens import NO_TOKEN

FORMATS = {"text": LineFormatter("%(levelname)s %(name)s %(message)s"), "json": JsonFormatter()}
# as PostgreSQL says it, of a field of several lines
REFUSED = """new row for relation "inquiries_note" violates check constraint "note"
DETAIL:  Failing row contains (1, Ada

Lovelace, London).
"""
WRONG = """relation "inquiries_inquiry" does not exist
LINE 1: INSERT INTO "inquiries_inquiry" VALUES ('Ada Lovelace', ...
                    ^
"""


def line(how, message, *values, error=None, **more):
    exc_info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("inquiries", logging.ERROR, "", 1, message, values, exc_info)
    vars(record).update(more)
    return FORMATS[how].format(record)


def raised(text):
    try:
        try:
            raise LookupError(text)
        except LookupError as first:
            raise ValueError("second") from first
    except ValueError:
        return sys.exc_info()[1]


def test_json_line_is_one_object_with_what_it_is_about():
    with about(request_id="4711"):
        said = json.loads(line("json", "Two\nlines: “%s”", "é", request="<the request>"))

    assert said.pop("time").endswith("+00:00")
    assert said == {
        "level": "ERROR",
        "logger": "inquiries",
        "message": "Two\nlines: “é”",
        "request_id": "4711",
    }


def test_readable_line_ends_with_what_it_is_about():
    with about(request_id="4711"), about(delivery="0815"):
        said = line("text", "It failed.", error=raised("first"))

    first, *traceback = said.splitlines()
    assert first == "ERROR inquiries It failed. request_id=4711 delivery=0815"
    assert traceback[-1] == "ValueError: second"


def test_nothing_is_about_what_is_over():
    with about(request_id="4711"):
        pass

    assert line("text", "It failed.") == "ERROR inquiries It failed."


@pytest.mark.parametrize("how", FORMATS)
@pytest.mark.parametrize(
    ("text", "instead", "gone"),
    [
        (f"/brochure/mine/{dumps([1])}/", NO_TOKEN, dumps([1])),
        ("to ada@example.org: refused", NO_EMAIL, "ada@"),
        (REFUSED, NO_ROW, "Lovelace"),
        (WRONG, NO_ROW, "Lovelace"),
    ],
)
def test_message_and_traceback_name_nobody(how, text, instead, gone):
    for said in (line(how, "Failed: %s", text), line(how, "Failed.", error=raised(text))):
        assert instead in (said if how == "text" else json.dumps(json.loads(said), ensure_ascii=0))
        assert gone not in said


@pytest.mark.parametrize("how", FORMATS)
def test_traceback_goes_on_after_what_the_database_said(how):
    assert "ValueError: second" in line(how, "Failed.", error=raised(REFUSED))


@pytest.mark.parametrize("letter", ["x", "x-", "x.", "x:"])
def test_long_text_is_read_in_no_time(letter):
    assert len(line("json", letter * 50_000)) > 50_000
