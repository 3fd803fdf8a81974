"""Addresses that editors type: places of this site, other sites, mail and telephone."""

import posixpath
import re
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

# blanks, and what browsers read as a slash or as the end of an attribute
NEVER_IN_AN_ADDRESS = re.compile(r"[\s\\\"<>\x00-\x1f\x7f]")
OWN_PLACE = re.compile(r"/(?!/)")
MAIL_OR_TELEPHONE = re.compile(r"mailto:[^@]+@[^@]+\.[^@]+|tel:\+?[0-9-]+")
NOT_AN_ADDRESS = (
    "Write a place of this site from the slash on, such as /news/, or a whole address that begins "
    "with https://, mailto: or tel:."
)


def leads_somewhere(address: str) -> None:
    """Refuses what is neither a place of this site nor a whole address elsewhere."""
    if NEVER_IN_AN_ADDRESS.search(address) or not (
        OWN_PLACE.match(address) or MAIL_OR_TELEPHONE.fullmatch(address) or names_a_site(address)
    ):
        raise ValidationError(NOT_AN_ADDRESS)


def names_a_site(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:  # brackets that are no IPv6 address
        return False
    is_plain = parts.username is None and "." in host.strip(".")
    return parts.scheme in ("http", "https") and is_plain


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


def telephone(number: str) -> str:
    """For a telephone to dial; a number without a country is one of the United States."""
    digits = "".join(filter(str.isdecimal, number))
    is_international = number.startswith("+") or len(digits) > 10
    return f"tel:+{digits}" if is_international else f"tel:+1{digits}"


def own_path(address: str) -> str:
    """The path that `address` names here, however it is written; empty when it is elsewhere.

    Without its last slash, and without what follows ? or #: two addresses of one page are equal.
    """
    here = address.removeprefix(settings.SITE_URL.rstrip("/")) or "/"
    return posixpath.normpath(unquote(urlsplit(here).path)) if OWN_PLACE.match(here) else ""


def absolute(address: str) -> str:
    """The whole of an address that may begin at the site's own root, whatever host was asked."""
    return f"{settings.SITE_URL}{address}" if OWN_PLACE.match(address) else address


def is_outside(address: str) -> bool:
    """Whether `address` leads to another site."""
    return address.startswith(("http://", "https://"))
