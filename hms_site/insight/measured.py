"""Counts and times each request by its view, never by its address: addresses have no end.

A process shows its numbers from its first request on: it may be a fork of one that has read the
site (hms_site.web), and a port that is opened before a fork is everybody's.
"""

import logging
import time
from collections.abc import Callable
from functools import cache
from threading import Lock
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

from . import metrics

logger = logging.getLogger(__name__)

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
NO_VIEW = "(none)"  # files, redirects and refusals of the middleware, unknown addresses, the cache
SLOW = 1  # second, from which on a statement has a line in the log


_one_opens = Lock()


@cache
def show_numbers() -> None:
    metrics.start("web")


def measured(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        with _one_opens:
            show_numbers()
        began = time.perf_counter()
        queries = Queries()
        with connection.execute_wrapper(queries):
            response = get_response(request)
        match = request.resolver_match
        metrics.observe(
            view=(match and match.view_name) or NO_VIEW,
            method=request.method if request.method in METHODS else "(other)",
            status=response.status_code,
            seconds=time.perf_counter() - began,
            queries=queries.number,
            query_seconds=queries.seconds,
        )
        return response

    return middleware


class Queries:
    """How many statements a request made, and how long it waited for them."""

    def __init__(self) -> None:
        self.number, self.seconds = 0, 0.0

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            seconds = time.perf_counter() - began
            self.number += 1
            self.seconds += seconds
            if seconds >= SLOW:  # the statement has marks where its values go
                logger.warning("A query took %.1f seconds: %s", seconds, sql[:1000])
