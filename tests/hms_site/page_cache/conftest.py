import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import RequestFactory

from content import stamp
from hms_site.page_cache.middleware import PageCache

TEXT = "<p>A page of some length.</p>" * 40


@pytest.fixture(autouse=True)
def page_cache(settings):
    """Switched on and empty; what is in the database is looked at once, as within one second."""
    settings.PAGE_CACHE = True
    settings.CONTENT_STAMP_SECONDS = 60
    empty()
    yield
    empty()


def empty():
    for name in ("pages", "asked"):
        caches[name].clear()


@pytest.fixture
def asking(db):
    """The cache around a view of the test's own: `asking(view)` gives a function that asks it."""

    def around(view=lambda request: HttpResponse(TEXT)):
        stamp.refresh()
        cache = PageCache(view)

        def ask(path="/", method="GET", **headers):
            return cache(RequestFactory().generic(method, path, headers=headers))

        return ask

    return around


def was(response):
    """What the cache did: "hit", "fwd=miss; stored", nothing."""
    return response.headers.get("Cache-Status", "").removeprefix("site; ")
