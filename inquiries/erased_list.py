"""Who was erased, by reference alone, in a file beside the database.

A backup knows nobody who was erased after it. The file outlives the database, so that restoring
one erases them again. One line each: when, which reference, and whether by its owner or the school.
"""

import logging
import os
import re
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

logger = logging.getLogger(__name__)
LINE = re.compile(r"^\S+ ([0-9A-Z]{8}) (owner|sender)$", re.ASCII | re.MULTILINE)


@dataclass(frozen=True)
class Erased:
    reference: str
    is_theirs: bool  # as in erasure.erase_all


def note(*erased: Erased, at: datetime | None = None) -> None:
    """After the commit. What a full disk or a crash keeps out, the next backup makes good."""
    moment = (at or timezone.now()).isoformat(timespec="seconds")
    lines = "".join(
        f"{moment} {one.reference} {'owner' if one.is_theirs else 'sender'}\n" for one in erased
    )
    try:
        # appended in one go: several processes may write
        descriptor = os.open(settings.ERASED_FILE, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        try:
            os.write(descriptor, lines.encode())
        finally:
            os.close(descriptor)
    except OSError as error:
        logger.warning("Erased, but the list of erased people was not written: %s", error.strerror)


def is_there() -> bool:
    return settings.ERASED_FILE.is_file()


def listed() -> list[Erased]:
    if not is_there():
        return []
    lines = LINE.findall(settings.ERASED_FILE.read_text(errors="replace"))
    return [Erased(reference, by == "owner") for reference, by in lines]
