"""Addresses that editors type: places of this site, other sites, mail and telephone."""

import posixpath
import re
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

# blanks, and what browsers read as a slash or as the end of an attribute
NEVER_IN_AN_ADDRESS = re.compile(r"[\s\\\"<>\x00-\x1f\x7f]")
OWN_PLACE = re.compile(r"/(?!/)")
MAIL_OR_TELEPHONE = re.compile(r"mailto:[^@]+@[^@]+\.[^@]+|tel:\+?[0-9-]+")
A_NUMBER = re.compile(r"\+?[0-9 .()-]+")
NOT_A_NUMBER = "Write a telephone number with its area code, such as 617-432-1000."
SAY_WHERE = "Write where the link leads, or take its label away."
SAY_WHAT = "Say what the link leads to."
NOT_AN_ADDRESS = (
    "Write a place of this site from the slash on, such as /news/, or a whole address that begins "
    "with https://, mailto: or tel:."
)


def can_be_dialed(number: str) -> None:
    """Refuses what no telephone can dial: too few digits, too many, or words."""
    digits = sum(map(str.isdecimal, number))
    if not A_NUMBER.fullmatch(number) or not 7 <= digits <= 15:
        raise ValidationError(NOT_A_NUMBER)


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


class Linking(models.Model):
    """For rows with `link_label` and `link_url`: both, or neither."""

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(link_url="", link_label="") | ~Q(link_url="") & ~Q(link_label=""),
                name="%(app_label)s_%(class)s_link_and_label",
                violation_error_message=f"{SAY_WHERE} {SAY_WHAT}",
            )
        ]

    def clean(self) -> None:
        """Says beside the field what the constraint would say above the form."""
        super().clean()
        if self.link_label and not self.link_url:  # type: ignore[attr-defined]
            raise ValidationError({"link_url": SAY_WHERE})
        if self.link_url and not self.link_label:  # type: ignore[attr-defined]
            raise ValidationError({"link_label": SAY_WHAT})
