"""Whether one can apply to a program: the one place that decides it, for every page and file."""

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import KeyDate, Program


@dataclass(frozen=True)
class Applications:
    """`closing` is the next date that closes them, or the last one when all have passed."""

    url: str  # where to apply; empty when one cannot, or when nobody has said where
    closing: "KeyDate | None"
    are_closed: bool

    @property
    def in_words(self) -> str:
        """Empty when no date is known."""
        if self.closing is None:
            return ""
        verb = "closed" if self.are_closed else "close"
        return f"Applications {verb} on {self.closing.in_words}"

    @property
    def deadline(self) -> "KeyDate | None":
        """The date to be kept; None when there is none, or when it has passed."""
        return None if self.are_closed else self.closing


def applications(program: "Program", at: datetime | None = None) -> Applications:
    """As they stand at the moment `at` (default: now). With several rounds, the last one counts."""
    closing = sorted(
        (date for date in program.key_dates.all() if date.closes_applications),
        key=attrgetter("over_at"),
    )
    coming = [date for date in closing if not date.is_over(at)]
    are_closed = bool(closing) and not coming
    url = program.apply_url if program.is_open and not are_closed else ""
    return Applications(url, next(iter(coming or closing[-1:]), None), are_closed)
