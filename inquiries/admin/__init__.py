"""The desk, one module per kind of work."""

from . import (
    access,
    delivery,
    edition,
    form_option,
    inquiry,
    prospect,
    reply_template,
    routing,
)

__all__ = [
    "access",
    "delivery",
    "edition",
    "form_option",
    "inquiry",
    "prospect",
    "reply_template",
    "routing",
]
