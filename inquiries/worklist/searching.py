"""Finding inquiries by half a name, an address, a reference or an employer, as typed."""

from django.db.models import Q

from content.folding import fold

from ..models.inquiry import InquiryQuerySet

MOST_WORDS = 8
LEAST_INSIDE = 3  # letters; a trigram index finds fewer only where a word begins


def search(inquiries: InquiryQuerySet, typed: str) -> InquiryQuerySet:
    """Those that hold all the words, in any order, however they are spelled or accented."""
    words = fold(typed).split()[:MOST_WORDS]
    if not words:
        return inquiries.none()
    found = Q()
    for word in words:
        found &= Q(search_text__contains=place_of(word))
    return inquiries.filter(found | Q(reference=as_reference(words)))


def place_of(word: str) -> str:
    """Anywhere in a name; but two plain letters stand in so many that they must begin one."""
    return f" {word}" if word.isascii() and len(word) < LEAST_INSIDE else word


def as_reference(words: list[str]) -> str:
    """A reference that was read out may be typed in groups."""
    return "".join(words).upper()
