"""Reading what seldom changes once, instead of at every request: menus, alerts, the catalog.

Every saved change of content gives the stamp's row another value in the same transaction. A process
looks at that row at most once in CONTENT_STAMP_SECONDS, so an edit is public everywhere within a
second. What is scheduled changes by the clock alone: the reading holds until the next moment at
which anything appears, disappears or, as a deadline, passes.
"""

import logging
import math
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import wraps
from threading import Lock, RLock
from typing import Any, NamedTuple, ParamSpec, TypeVar

from django.apps import apps
from django.conf import settings
from django.db import Error, models
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils import timezone

from hms_site.publishing import Publishable, PublishedQuerySet

from .models import ContentStamp
from .patience import at_most

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")

CONTENT_APPS = {"content", "programs", "pages", "news", "events"}
ALSO_CONTENT = {
    "inquiries.FormOption", "inquiries.DeskSettings", "inquiries.OfficeHours", "inquiries.Holiday",
}  # fmt: skip
LONGEST_LOOK = 1  # seconds; pages wait for it, and can do without
MOST_KEPT = 300  # answers of one function: what visitors ask for must not fill the memory
EVER = datetime.max.replace(tzinfo=UTC)
NEVER = datetime.min.replace(tzinfo=UTC)
NOT_YET = -math.inf


class Key(NamedTuple):
    """What a kept page or reading stands for: equal keys, equal content, in every process."""

    value: str
    since: datetime


# For a moment: the moments up to it, and after it, at which content changes by the clock.
MomentsAround = Callable[[datetime], tuple[list[datetime], list[datetime]]]
_also: list[MomentsAround] = []  # of what is not Publishable; apps above say so when they are ready


def also_moved_by(moments_around: MomentsAround) -> None:
    _also.append(moments_around)


@dataclass(frozen=True)
class Reading:
    key: Key
    until: datetime
    looked_at: float  # by the monotonic clock, in seconds
    failed_at: float | None = None  # the last look, when it failed


_reading: Reading | None = None
_one_looks = Lock()


def refresh() -> Key:
    """The key of the content as it is now. Without a database: of the content last seen."""
    last = _reading
    holds = last is not None and last.key.since <= timezone.now() < last.until
    if last and was_tried_within(settings.CONTENT_STAMP_SECONDS, last, holds):
        return last.key
    if last is None or not holds:
        return look(last, holds)
    if not _one_looks.acquire(blocking=False):
        return last.key  # who looks may wait for a database that hangs; nobody else has to
    try:
        return look(last, holds)
    finally:
        _one_looks.release()


def was_tried_within(seconds: float, last: Reading, holds: bool) -> bool:
    tried = last.looked_at if holds else NOT_YET
    return time.monotonic() - max(tried, last.failed_at or NOT_YET) < seconds


def is_behind() -> bool:
    """Whether the last look failed, so that content may have changed since without our knowing."""
    return _reading is not None and _reading.failed_at is not None


def look(last: Reading | None, holds: bool) -> Key:
    global _reading
    now = timezone.now()
    try:
        with at_most(LONGEST_LOOK):
            value = ContentStamp.objects.values_list("value", flat=True).first() or ""
            if last and holds and value == last.key.value:
                since, until = last.key.since, last.until
            else:
                since, until = scheduled_around(now)
    except Error:
        if last is None:
            raise
        log.warning("The content stamp could not be read; what was read before goes on.")
        _reading = replace(last, failed_at=time.monotonic())
        return last.key
    _reading = Reading(Key(value, since), until, time.monotonic())
    return _reading.key


def current() -> Key:
    """The key as of the last `refresh`, which ContentStampMiddleware does for every request."""
    return _reading.key if _reading else refresh()


def scheduled_around(now: datetime) -> tuple[datetime, datetime]:
    """The last moment up to `now` at which anything appeared or disappeared, and the next one."""
    passed, coming = [NEVER], [EVER]
    publishable = [model for model in apps.get_models() if issubclass(model, Publishable)]
    for moments_around in [
        *(PublishedQuerySet(model).moments_around for model in publishable),
        *_also,
    ]:
        before, after = moments_around(now)
        passed += before
        coming += after
    return max(passed), min(coming)


def move() -> None:
    """Says that content changed, in the caller's transaction."""
    ContentStamp.objects.update_or_create(pk=1, defaults={"value": uuid.uuid4().hex})


def per_stamp(read: Callable[P, T]) -> Callable[P, T]:
    """Keeps what `read` gives, for each of its arguments, until content changes.

    What it gives is shared by all threads: read it, never change it.
    """
    kept: tuple[Key | None, dict[Any, T]] = (None, {})
    one_at_a_time = RLock()

    @wraps(read)
    def kept_or_read(*args: P.args, **kwargs: P.kwargs) -> T:
        nonlocal kept
        key = current()
        if kept[0] != key:
            kept = (key, {})
        answers = kept[1]
        call = (args, tuple(kwargs.items()))
        if call in answers:
            return answers[call]
        with one_at_a_time:  # whoever comes while it is read waits, and finds it there
            if call not in answers:
                if len(answers) >= MOST_KEPT:
                    kept = (key, answers := {})
                answers[call] = read(*args, **kwargs)
            return answers[call]

    return kept_or_read


def is_content(model: type[models.Model]) -> bool:
    own = model._meta.app_label in CONTENT_APPS or model._meta.label in ALSO_CONTENT
    return own and model is not ContentStamp and not model.__name__.startswith("Historical")


def connect() -> None:
    for signal in (post_save, post_delete, m2m_changed):
        signal.connect(moved_by_signal, dispatch_uid="content.stamp")


def moved_by_signal(sender: type[models.Model], **kwargs: Any) -> None:
    if is_content(sender) and not kwargs.get("raw"):
        move()
