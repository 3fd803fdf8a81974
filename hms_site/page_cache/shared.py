"""The pages that all processes share, in Redis: one draws, all have it, and a restart loses none.

A page is the same on another machine only if its code, templates and settings are; so their digest
is part of the key. Is failure fatal? No: without Redis each process draws for itself.
"""

import hashlib
import json
import logging
import os
from datetime import timedelta
from functools import cache
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import ENVIRONMENT_VARIABLE, settings
from django.core.cache import caches

from .page import Page

log = logging.getLogger(__name__)
SECONDS_KEPT = 86_400
FILES = ("*.py", "*.html", "*.txt", "*.xml", "*.svg", "*.typ", "*.css")


def find(key: str) -> Page | None:
    if "shared_pages" not in settings.CACHES:
        return None
    try:
        found = caches["shared_pages"].get(f"{release()}:{key}")
    except failures() as error:
        log.warning("Redis did not give a page: %s", type(error).__name__)
        return None
    return found if isinstance(found, Page) else None


def keep(key: str, page: Page) -> None:
    if "shared_pages" not in settings.CACHES:
        return
    try:
        caches["shared_pages"].set(f"{release()}:{key}", page, SECONDS_KEPT)
    except failures() as error:
        log.warning("Redis did not take a page: %s", type(error).__name__)


def failures() -> tuple[type[Exception], ...]:
    """Asked for when something has failed: a site without Redis need not hold its megabyte."""
    from redis.exceptions import RedisError

    return RedisError, OSError


@cache
def release() -> str:
    """What else than content and the clock decides how a page looks."""
    digest = hashlib.sha256()
    ours = vars(import_module(os.environ[ENVIRONMENT_VARIABLE]))
    for name in sorted(name for name in ours if name.isupper()):
        value = json.dumps(getattr(settings, name), default=plain, skipkeys=True, sort_keys=True)
        digest.update(f"{name}={value}\n".encode())
    for file in sorted(our_files()):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def plain(value: object) -> object:
    """What JSON does not know, the same in every process: neither its address nor a set's order."""
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    return str(value) if isinstance(value, Path | timedelta) else type(value).__qualname__


def our_files() -> set[Path]:
    root = settings.BASE_DIR
    folders = [Path(app.path) for app in apps.get_app_configs() if Path(app.path).parent == root]
    found = {
        file
        for folder in (*folders, root / "templates", root / "static")
        for kind in FILES
        for file in folder.rglob(kind)
    }
    return found | {root / "requirements.txt"}
