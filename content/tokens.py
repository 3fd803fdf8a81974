"""Signed tokens in text: a link with one is as good as the person's signature, so few see it."""

import logging
import re
from typing import Any

# what django.core.signing.dumps writes: what is said, when, and the signature
TOKEN = re.compile(r"[\w-]+:[\w-]{5,}:[\w-]{20,}")
NO_TOKEN = "only-the-person-has-this-link"  # noqa: S105


def without_tokens(text: str) -> str:
    return TOKEN.sub(NO_TOKEN, text)


class WithoutTokens(logging.Filter):
    """Takes tokens out of a record: Django logs the address of each request that it refuses."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = cleaned(record.msg)
        if isinstance(record.args, dict):
            record.args = {name: cleaned(value) for name, value in record.args.items()}
        elif record.args:
            record.args = tuple(cleaned(value) for value in record.args)
        return True


def cleaned(value: Any) -> Any:
    """Text and whatever else would show a token; numbers stay numbers, for %d."""
    shown = str(value)
    return without_tokens(shown) if TOKEN.search(shown) else value
