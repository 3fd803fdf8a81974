"""The picture that goes with a link to one of our pages, drawn from what the page's row says."""

import json
import re
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache, singledispatch
from hashlib import sha256
from pathlib import Path

from django.utils import timezone
from django.utils.formats import date_format

from content.press import Press
from events.models import Event
from news.models import NewsItem
from pages import frame, menus
from pages.models import Page
from programs.models import Program

WIDTH, HEIGHT = 1200, 630
DESIGN = Path(__file__).with_name("card.typ")
DESIGN_VERSION = sha256(DESIGN.read_bytes()).hexdigest()
KEPT = 64  # pictures of some 80 kB

# What typst's own serif has: a title with anything else gets the general card, not empty boxes.
DRAWABLE = re.compile(
    r"[ -~\u00a0-\u024f\u0300-\u036f\u0386-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce"
    r"\u0400-\u0471\u1e00-\u1eff\u2010-\u2015\u2018-\u2022\u2026\u2030-\u2033\u2039\u203a\u2044\u20ac\u2122\u2212]*"
)


@dataclass(frozen=True)
class Card:
    title: str
    kicker: str = ""
    total: int = 0
    parts: tuple[tuple[str, int], ...] = ()  # kind and credits of each component
    wordmark: str = field(default_factory=lambda: frame.facts().name)

    @cached_property
    def text(self) -> str:
        names = ("title", "kicker", "total", "parts", "wordmark")
        return json.dumps({name: getattr(self, name) for name in names})

    @cached_property
    def version(self) -> str:
        """Another one whenever the picture is another: it may be kept for as long as it is asked
        for by this name."""
        return sha256(f"{DESIGN_VERSION}{self.text}".encode()).hexdigest()[:12]

    @property
    def alternative(self) -> str:
        """The picture in words."""
        said = (self.wordmark, self.kicker, self.title, self.total and f"{self.total} credits")
        return ". ".join(part for part in said if part)

    def address(self, of: str = "/") -> str:
        """Where the card of the page at the path `of` is to be had."""
        # as in urls.py; written out, since every page asks and reverse() costs more than the rest
        return f"/cards{of}{self.version}.png"


def general() -> Card:
    """The card of the whole site."""
    return Card("Go deeper into medicine.", "Master’s programs")


def card_of(row: object) -> Card:
    """What the page of `row` shows of itself; the general card for what cannot be drawn."""
    card = own_card(row)
    return card if DRAWABLE.fullmatch(card.title + card.kicker) else general()


@singledispatch
def own_card(row: object) -> Card:
    return general()


@own_card.register
def program_card(program: Program) -> Card:
    rule = program.degree_type.current_rule()
    if rule is None:
        return Card(program.official_name, "Master’s program")
    parts = tuple((part.kind, part.minimum_credits) for part in rule.components.all())
    return Card(program.official_name, "Master’s program", rule.total_credits, parts)


@own_card.register
def news_card(item: NewsItem) -> Card:
    kind = "News" if item.kind == item.Kind.ARTICLE else item.get_kind_display()
    if not item.is_dated:
        return Card(item.title, kind)
    day = date_format(timezone.localdate(item.publish_at), "F j, Y")
    return Card(item.title, f"{kind} · {day}")


@own_card.register
def event_card(event: Event) -> Card:
    kind = "Cancelled" if event.is_cancelled else event.get_kind_display()
    day = date_format(timezone.localdate(event.starts_at, event.zone), "F j, Y")
    return Card(event.title, f"{kind} · {day}")


@own_card.register
def page_card(page: Page) -> Card:
    """The card says in which part of the tree the page stands."""
    place = menus.find(page.path)
    return Card(page.title, place.trail[0].label if place and place.trail else "")


@lru_cache(maxsize=KEPT)
def drawn(card: Card) -> bytes:
    """The card as PNG. Its text is data to the design, so nothing in a title is ever run."""
    return press().set(design(), format="png", ppi=72, sys_inputs={"card": card.text})


@cache
def press() -> Press:
    return Press(DESIGN.parent)


@cache
def design() -> bytes:
    return DESIGN.read_bytes()
