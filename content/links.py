"""Addresses that editors type: places of this site, other sites, mail and telephone."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models

leads_somewhere = RegexValidator(
    r"^(/(?![/\\])[^\s]*|https?://[^\s/]+\.[^\s]+|mailto:[^\s@]+@[^\s]+|tel:\+?[0-9-]+)$",
    "Write a place of this site from the slash on, such as /news/, or a whole address that begins "
    "with https://, mailto: or tel:.",
)


class LinkField(models.CharField):
    """A place of this site or an address elsewhere; never a script."""

    default_validators = [leads_somewhere]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 500)
        kwargs.setdefault(
            "help_text",
            "A place of this site, such as /news/, or an address elsewhere with https://.",
        )
        super().__init__(*args, **kwargs)


def is_outside(address: str) -> bool:
    """Whether `address` leads to another site."""
    return address.startswith(("http://", "https://"))
