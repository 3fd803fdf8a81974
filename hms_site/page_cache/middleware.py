"""Answers what is known, draws the rest once, and goes on when the database is away."""

import sys
import time
from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import MiddlewareNotUsed
from django.core.signals import got_request_exception
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from content import stamp

from . import shared
from .asking import MAY_ASK, Asked, as_anybody, asked, is_anybodys, is_somebodys, view_name
from .figures import counted
from .page import Page, is_for_one, may_be_kept, words

Version = tuple[stamp.Key, date]
PRIVATE = "private, no-store"
AWAY = "hit; ttl=-{age}; detail=database-away"  # RFC 9211: older than it should be, and why
AWAY_STATUS = 503  # content.middleware.WhenAway's answer, where an error of the database ends
SECONDS_TO_WAIT = 10  # for somebody else who draws the same page
# after the database has failed, pages that are known are not drawn anew for so long
SECONDS_AWAY = 2


class PageCache:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.PAGE_CACHE:
            raise MiddlewareNotUsed
        self.get_response = get_response
        # apart, so that no number of queries pushes out the pages that everybody opens
        self.pages, self.asked = caches["pages"], caches["asked"]
        # a page's lock is one of these: two pages that share one wait for each other now and then
        self.locks = [Lock() for _ in range(64)]
        self.away_until = 0.0
        got_request_exception.connect(note_failure, dispatch_uid="hms_site.page_cache")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wanted = asked(request) if is_anybodys(request) else None
        if wanted is None:
            return self.passed_on(request)
        version = version_now()
        page = self.near(wanted).get(wanted.key)
        if page is not None and page.version == version:
            return hit(page, request)
        if page is None and view_name(request) not in MAY_ASK:
            return self.passed_on(request)
        lock = self.locks[hash(wanted.key) % len(self.locks)]
        is_ours = lock.acquire(timeout=SECONDS_TO_WAIT)
        try:
            return self.found_or_drawn(request, wanted, version)
        finally:
            if is_ours:
                lock.release()

    def passed_on(self, request: HttpRequest) -> HttpResponse:
        counted.bypass += 1
        return kept_private(request, self.get_response(request), is_somebodys(request))

    def found_or_drawn(
        self, request: HttpRequest, wanted: Asked, version: Version | None
    ) -> HttpResponse:
        last = self.last_known(wanted, version)
        if last is not None and last.version == version:
            return hit(last, request)
        if last is not None and time.monotonic() < self.away_until:
            return stale(last, request)
        plain = as_anybody(request, wanted.query)
        response = self.get_response(plain)
        # whoever times requests counts this one under its view
        request.resolver_match = plain.resolver_match
        counted.misses += 1
        if response.status_code == AWAY_STATUS or hasattr(plain, "database_failed"):
            self.away_until = time.monotonic() + SECONDS_AWAY
            return stale(last, request) if last else response
        if version is None or not may_be_kept(plain, response):
            return kept_private(plain, response, is_for_one(plain, response))
        page = Page.of(response, version)
        self.keep(wanted, page)
        return page.answer(request, "fwd=miss; stored")

    def last_known(self, wanted: Asked, version: Version | None) -> Page | None:
        """The page of this version if anybody has it, else any."""
        page: Page | None = self.near(wanted).get(wanted.key)
        if wanted.query or (page is not None and page.version == version):
            return page
        if (other := shared.find(wanted.key)) is None:
            return page
        if page is None or other.version == version:
            self.near(wanted).set(wanted.key, other)
            return other
        return page

    def keep(self, wanted: Asked, page: Page) -> None:
        self.near(wanted).set(wanted.key, page)
        if not wanted.query:
            shared.keep(wanted.key, page)

    def near(self, wanted: Asked) -> Any:
        return self.asked if wanted.query else self.pages


def version_now() -> Version | None:
    """Equal ones, equal pages. None: the database is away, and never was seen.

    The stamp holds every moment at which content changes by the clock. The day is for what goes by
    the school's calendar alone: the year in the footer, "today" in the calendar of all events.
    """
    try:
        return stamp.refresh(), timezone.localdate()
    except DatabaseError:
        return None


def hit(page: Page, request: HttpRequest) -> HttpResponse:
    if stamp.is_behind():  # nobody knows whether it still is what the database holds
        return stale(page, request)
    counted.hits += 1
    return counting(page.answer(request))


def stale(page: Page, request: HttpRequest) -> HttpResponse:
    counted.stale += 1
    response = counting(page.answer(request, AWAY.format(age=page.age)))
    response.headers["Age"] = str(page.age)
    return response


def counting(response: HttpResponse) -> HttpResponse:
    counted.bytes += len(response.content)
    return response


def kept_private(request: HttpRequest, response: HttpResponse, is_for_one: bool) -> HttpResponse:
    """No cache in front keeps what may be one person's; what a view says of itself stands."""
    is_for_one = is_for_one or bool(response.cookies) or "cookie" in words(response, "Vary")
    if is_for_one and not response.has_header("Cache-Control"):
        response.headers["Cache-Control"] = PRIVATE
    return response


def note_failure(sender: object, request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Django makes a 500 of every exception; this one is asked about when the page comes back."""
    if request is not None and isinstance(sys.exc_info()[1], DatabaseError):
        request.database_failed = True  # type: ignore[attr-defined]
