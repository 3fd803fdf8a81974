"""All that the list can be narrowed by, in the order in which the desk needs it."""

from collections.abc import Sequence
from typing import Protocol

from ..models import Inquiry
from ..models.inquiry import InquiryQuerySet
from .asker import Asker
from .facets_of_care import ADDRESS_OF, CAPTCHA, DELIVERY, ERASED, HELD_BACK, MAIL_WANTED
from .facets_of_places import COUNTRY, REGION, SOURCE
from .facets_of_programs import DEGREE, INTEREST, PROGRAM
from .facets_of_time import DUE, RECEIVED, SINCE, WAITING
from .facets_of_work import OWNER, STATE

FACETS = (
    STATE,
    OWNER,
    DUE,
    DELIVERY,
    ADDRESS_OF,
    PROGRAM,
    DEGREE,
    REGION,
    COUNTRY,
    INTEREST,
    RECEIVED,
    WAITING,
    SOURCE,
    SINCE,
    MAIL_WANTED,
    CAPTCHA,
    HELD_BACK,
    ERASED,
)


class Query(Protocol):
    """What stands in an address: a QueryDict."""

    def getlist(self, key: str) -> Sequence[str]: ...


def narrowed(query: Query, asker: Asker) -> InquiryQuerySet:
    """The inquiries that the list shows for this address."""
    inquiries = Inquiry.objects.all()
    for facet in FACETS:
        inquiries = inquiries.filter(facet.leaves(query.getlist(facet.name), asker))
    return inquiries


def said(query: Query, asker: Asker) -> list[tuple[str, str]]:
    """The filters of this address in words: which, and what is chosen."""
    chosen = ((facet, facet.chosen(query.getlist(facet.name), asker)) for facet in FACETS)
    return [
        (facet.title, ", ".join(facet.labels(values, asker))) for facet, values in chosen if values
    ]
