"""Finding inquiries by half a name, an address, a reference or an employer, as typed."""

from django.db.models import Q

from content.folding import fold

from ..models.inquiry import InquiryQuerySet

MOST_WORDS = 8
LEAST_INSIDE = 3  # letters; a trigram index finds fewer only where a word begins


def search(inquiries: InquiryQuerySet, typed: str) -> InquiryQuerySet:
    """Those that hold all the words, in any order, however they are spelled or accented."""
    typed = " ".join(typed.split()[:MOST_WORDS])
    words = fold(typed).split()
    if not words:
        return inquiries.none()
    found = Q()
    for part in typed.split():
        found &= with_address(part) if "@" in part.strip("@") else with_words(part)
    return inquiries.filter(found | Q(reference=as_reference(words)))


def with_words(part: str) -> Q:
    found = Q()
    for word in fold(part).split()[:MOST_WORDS]:
        found &= Q(search_text__contains=place_of(word))
    return found


def with_address(part: str) -> Q:
    """By what stands before the @: half of all addresses have the same behind it.

    The index would have to look through them all; so it finds, and the address itself decides.
    """
    before, _, _ = part.partition("@")
    return with_words(before) & Q(email__icontains=part)


def place_of(word: str) -> str:
    """Anywhere in a name; but two plain letters stand in so many that they must begin one."""
    return f" {word}" if word.isascii() and len(word) < LEAST_INSIDE else word


def as_reference(words: list[str]) -> str:
    """A reference that was read out may be typed in groups."""
    return "".join(words).upper()
