"""What holds for every test: an ERROR in the log is a failure unless the test asks for the log."""

import io
import logging
import shutil
from collections import defaultdict
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from hypothesis import settings as examples

from content import stamp
from inquiries import promise
from search import indexing

# how long an example takes says more about the machine than about us
examples.register_profile("any machine", deadline=None)
examples.load_profile("any machine")


# what is refused, said and drawn before or after the database is asked, which is the same on any
ONCE = (
    "brochure/test_document", "brochure/test_names", "importing/test_dates", "importing/test_files",
    "importing/test_names", "test_export.py::test_memory", "survives_two_more_runs",
    "test_captcha", "test_form_", "test_hostile_text", "test_mails", "test_sources",
    "test_hundred_looks", "hms_site/test_admin_walk", "hms_site/test_settings",
    "events/test_admin", "news/test_admin", "pages/test_admin", "deploy/test_",
    # pages as they are drawn, kept and served: what they are drawn from is read in tests of its own
    "hms_site/page_cache", "hms_site/test_cards", "hms_site/test_errors", "hms_site/test_heads",
    "hms_site/test_first_load", "hms_site/test_home", "hms_site/test_hostile",
    "hms_site/test_media", "hms_site/test_linked_data", "hms_site/test_public_pages",
    "hms_site/test_staff_pages", "hms_site/test_styleguide",
    "programs/test_program_pages", "programs/test_program_parts", "programs/test_landing",
    "programs/test_planner", "programs/test_compare",
)  # fmt: skip


def pytest_sessionstart(session):
    shutil.rmtree(settings.RUN_DIR, ignore_errors=True)  # of a killed run with this number
    settings.RUN_DIR.mkdir(parents=True)


@pytest.hookimpl(trylast=True)  # the test database lies there until pytest has torn down
def pytest_sessionfinish(session):
    shutil.rmtree(settings.RUN_DIR)


def pytest_collection_modifyitems(items):
    """Marks what the gate runs once, not on each database."""
    for item in items:
        asks = {"db", "site", "undone_afterwards"} & set(item.fixturenames)
        asks_none = not asks and not item.get_closest_marker("django_db")
        if asks_none or any(name in item.nodeid for name in ONCE):
            item.add_marker("once")


@pytest.fixture(autouse=True)
def no_error_in_the_log(request, caplog):
    """A test that expects an ERROR marks itself with `errors_expected` and looks at caplog."""
    yield
    if request.node.get_closest_marker("errors_expected"):
        return
    errors = [
        record.getMessage()
        for when in ("setup", "call")
        for record in caplog.get_records(when)
        if record.levelno >= logging.ERROR
    ]
    assert errors == []


@pytest.fixture(autouse=True)
def nothing_is_kept_from_another_test(monkeypatch):
    """What was read once is of a database that has been rolled back since."""
    monkeypatch.setattr(stamp, "_reading", None)
    monkeypatch.setattr(promise, "_kept", None)


@pytest.fixture(autouse=True)
def search_documents_wait(request):
    """They are made in tests of search, and where `indexed` asks for them: those of one saved
    program take more queries than most tests."""
    if "tests/search/" in request.node.nodeid or request.node.get_closest_marker("indexed"):
        yield
        return
    token = indexing.waiting.set(defaultdict(set))
    yield
    indexing.waiting.reset(token)


# of a thread that has just ended, or a process that was killed: PostgreSQL may not know it yet
END_OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """In the end nobody else may hold the database, or it could not be taken away."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(END_OTHERS)


@pytest.fixture(scope="session")
def undone_afterwards(django_db_setup, django_db_blocker):
    """For what is stored once for a whole module: `with undone_afterwards():` around its tests.

    Each test's own changes are undone as ever; those of the block when the module ends.
    """

    @contextmanager
    def undone_afterwards():
        with django_db_blocker.unblock(), transaction.atomic():
            yield
            transaction.set_rollback(True)

    return undone_afterwards


@pytest.fixture(scope="module")
def school(undone_afterwards):
    """All that load_content brings, for the tests of one module."""
    with undone_afterwards():
        call_command("load_content", stdout=io.StringIO())
        yield
