"""Signed tokens in text: a link with one is as good as the person's signature, so few see it."""

import logging
import re

# what django.core.signing.dumps writes: what is said, when, and the signature
TOKEN = re.compile(r"[\w-]+:[\w-]{5,}:[\w-]{20,}")
NO_TOKEN = "only-the-person-has-this-link"  # noqa: S105


def without_tokens(text: str) -> str:
    return TOKEN.sub(NO_TOKEN, text)


class LineFormatter(logging.Formatter):
    """Takes tokens out of what is logged, tracebacks too.

    Django logs the address of each request that it refuses.
    """

    def format(self, record: logging.LogRecord) -> str:
        return without_tokens(super().format(record))
