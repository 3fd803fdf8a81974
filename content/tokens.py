"""Signed tokens in text: a link with one is as good as the person's signature, so few see it."""

import re

# What django.core.signing.dumps writes: what is said, when, and the signature. It begins where a
# word does: else a long text without any is read again from each of its letters.
# Or allauth's for a new password, which stands in an address alone.
TOKEN = re.compile(r"(?<![\w-])[\w-]+:[\w-]{5,}:[\w-]{20,}|(?<=/password/reset/key/)[^\s/?]+")
NO_TOKEN = "only-the-person-has-this-link"  # noqa: S105


def without_tokens(text: str) -> str:
    return TOKEN.sub(NO_TOKEN, text)
