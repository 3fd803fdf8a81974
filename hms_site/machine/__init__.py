"""What other programs read of the public pages: link previews and linked data."""

from django.conf import settings


def absolute(path: str) -> str:
    """The public address of `path`, whatever host this request was sent to."""
    return f"{settings.SITE_URL}{path}"
