"""Every component of the site on one page, drawn by the templates that the site itself uses.

The rows are made here and are in no database: none has an id that a real row could have, since what
is drawn once per row is kept by that id.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from events.models import Event, Series
from inquiries.fields import Ticks
from news.models import NewsItem
from pages import frame
from pages.menus import Node, Place
from pages.models import Alert, Block, HomeBlock, HomeFeature, HomeLink, ResourceLink, SchoolFigure
from programs.models import (
    Contact,
    CreditComponent,
    CreditRule,
    DegreeType,
    KeyDate,
    Program,
    Question,
)
from search.marking import marked, pattern
from search.models import Document
from search.wanted import Wanted

from .contrast import colors

# those that no more than one kind of page needs; site.css comes with every page
PARTS = ["alert", "home", "lists", "programs", "search", "brochure", "styleguide"]
SHEETS = [f"css/{part}.css" for part in PARTS]
CHOICES = [("a", "One"), ("b", "Two")]
Row = TypeVar("Row", bound=models.Model)
TEXT = (
    "<p>A paragraph with a <a href='#links'>link</a>, a <strong>strong word</strong> and an "
    "<em>emphasis</em>. Lines are short enough that the eye finds the next one.</p>"
)
LONG_TEXT = (
    f"{TEXT}<h3>A heading inside the text</h3><ul><li>One thing</li><li>Another thing</li></ul>"
    "<ol><li>First this</li><li>Then that</li></ol>"
    "<blockquote><p>What somebody else has written.</p></blockquote>"
)


@dataclass(frozen=True)
class SamplePicture:
    """Looks to the templates like an uploaded picture, without any copies of it."""

    url: str
    width: int = 1200
    height: int = 800
    whole: list[tuple[str, str]] = field(default_factory=list)
    cropped: list[tuple[str, str]] = field(default_factory=list)


class SampleForm(forms.Form):
    first_name = forms.CharField(label="An empty field")
    last_name = forms.CharField(label="A field that may stay empty", required=False)
    reference = forms.CharField(label="A field with help", help_text="What is to be written.")
    email = forms.EmailField(label="A field with an error")
    country = forms.ChoiceField(label="A list", choices=[("", "Choose…"), *CHOICES])
    interests = forms.MultipleChoiceField(
        label="Several of these", choices=CHOICES, widget=Ticks, required=False
    )
    agreed = forms.BooleanField(label="A single box", required=False)


class SampleFilter(forms.Form):
    topic = forms.ChoiceField(choices=[("", "All topics"), ("a", "One topic")], required=False)
    year = forms.ChoiceField(choices=[("", "All years"), ("2", "One year")], required=False)
    kind = forms.ChoiceField(choices=[("", "All kinds"), ("a", "Articles")], required=False)


@require_safe
@never_cache
def styleguide(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.path, reverse("admin:login"))
    if not request.user.is_staff:
        raise PermissionDenied
    return render(request, "styleguide/styleguide.html", samples())


def samples() -> dict[str, Any]:
    form = sample_form()
    home_blocks = {kind.value: home_block(kind, -n) for n, kind in enumerate(HomeBlock.Kind, 1)}
    return {
        "sheets": SHEETS,
        "colors": colors(),
        "steps": (1, 2, 3, 4, 6, 8, 12, 16, 24),
        "form": form,
        "error_summary": error_summary(form),
        "filter": SampleFilter(auto_id="filter_%s"),
        "alerts": alerts(),
        "place": place(),
        "news": news(),
        "events": events(),
        "pages": Paginator(range(60), 20).page(2),
        "query": {},
        "degrees": degrees(),
        "rule": degrees()[0]["rule"],
        "program": Program(pk=-1, format="Full-time, on campus", months=9),
        "key_dates": key_dates(),
        "questions": questions(),
        "contacts": contacts(),
        "resources": resources(),
        "blocks": blocks(),
        "facts": frame.facts(),
        "figures": [SchoolFigure(number="1,000", counted="things to count")] * 2,
        "features": features(),
        "home_blocks": home_blocks,
        "invitations": {name: [home_blocks[name]] for name in ("community", "giving")},
        "results": results(),
    }


def leading_to(place: str, row: Row) -> Row:
    """The row with a place of this page as its address: nothing else of it is there."""
    row.get_absolute_url = lambda: f"#{place}"  # type: ignore[attr-defined]
    return row


def having(row: Row, **parts: list[Any]) -> Row:
    """The row with its parts, as if they had been read with it."""
    row._prefetched_objects_cache = parts  # type: ignore[attr-defined]
    return row


def picture() -> dict[str, Any]:
    shown = SamplePicture(static("img/sample-picture.svg"))
    return {
        "image": shown,
        "image_alt": "Three lines that meet.",
        "image_credit": "Picture: sample",
    }


def sample_form() -> SampleForm:
    """One field of every kind and state; only the one of the e-mail is refused."""
    filled = {
        "first_name": " ",
        "reference": "What was written",
        "email": "ada@",
        "interests": ["a"],
    }
    form = SampleForm(filled, auto_id="sample_%s")
    form.full_clean()
    for name in ("first_name", "country"):
        del form.errors[name]
    form.errors["email"] = form.error_class(
        ["Write an address with an @, such as ada@example.org."]
    )
    return form


def error_summary(form: SampleForm) -> SafeString:
    """Without the focus, which would bring whoever opens the page down here."""
    html = render_to_string("site/errors.html", {"form": form})
    return mark_safe(html.replace(" autofocus", ""))  # noqa: S308 - escaped by its template  # nosec B703


def alerts() -> list[Alert]:
    day = datetime(2026, 1, 15, 12, tzinfo=UTC)
    return [
        Alert(
            pk=-number,
            level=level,
            title=f"An alert of the level “{level.label}”",
            text="What has happened, and what it means for whoever reads it.",
            link_label="What to do",
            link_url="#alerts",
            updated_at=day,
        )
        for number, level in enumerate(Alert.Level, 1)
    ]


def place() -> Place:
    here = Node("The page one is on", "#section-nav", children=(Node("A page below it", "#menus"),))
    section = Node(
        "A section", "#menus", children=(here, Node("Another site", "https://example.org/"))
    )
    return Place(here, (section,), is_exact=True)


def news() -> list[NewsItem]:
    day = datetime(2026, 1, 15, 12, tzinfo=UTC)
    items = [
        NewsItem(title="A story with a picture", publish_at=day, **picture()),
        NewsItem(title="A film without one", publish_at=day, kind=NewsItem.Kind.FILM),
        NewsItem(title="A story whose day is not known", publish_at=day, is_dated=False),
    ]
    for item in items:
        item.summary = "One or two sentences that say what it is about."
    return [leading_to("entries", item) for item in items]


def events() -> list[Event]:
    start, end = datetime(2026, 1, 15, 17, tzinfo=UTC), datetime(2026, 1, 15, 18, tzinfo=UTC)
    summary = "One or two sentences that say what it is about."
    series = Series(name="A series")
    samples = [
        Event(title="The event that is set off", place="A room", series=series),
        Event(title="A talk with a place", place="A room, a building"),
        Event(
            title="A talk that is called off", is_cancelled=True, online_url="https://example.org/"
        ),
        Event(title="A whole day", is_all_day=True, kind=Event.Kind.ACTIVITY),
    ]
    for event in samples:
        event.starts_at, event.ends_at, event.summary = start, end, summary
    samples[3].starts_at = datetime(2026, 1, 15, 5, tzinfo=UTC)  # midnight at the school
    samples[3].ends_at = datetime(2026, 1, 16, 5, tzinfo=UTC)
    return [leading_to("entries", event) for event in samples]


def degrees() -> list[dict[str, Any]]:
    kinds = CreditComponent.Kind
    sizes = [(kinds.CAPSTONE, 4, 32), (kinds.RESEARCH, 30, 34)]
    return [degree(-number, *size) for number, size in enumerate(sizes, 1)]


def degree(pk: int, kind: CreditComponent.Kind, own: int, other: int) -> dict[str, Any]:
    parts = [
        CreditComponent(kind=kind, name=kind.label.lower(), minimum_credits=own),
        CreditComponent(kind=CreditComponent.Kind.OTHER, name="other work", minimum_credits=other),
    ]
    degree_type = DegreeType(name=f"Degree with {kind.label.lower()}", slug=f"degree{pk}")
    programs = [
        Program(
            pk=2 * pk,
            short_name="A program that is open",
            summary="What it is about.",
            apply_url="#programs",
        ),
        Program(pk=2 * pk - 1, short_name="A paused program", status=Program.Status.PAUSED),
    ]
    return {
        "type": degree_type,
        "rule": having(CreditRule(pk=pk, total_credits=own + other), components=parts),
        "programs": [
            having(leading_to("programs", program), key_dates=key_dates()[:1])
            for program in programs
        ],
    }


def key_dates() -> list[KeyDate]:
    return [
        KeyDate(
            label="A day to come",
            day=date(2200, 1, 15),
            until=time(17),
            closes_applications=True,
            note="What belongs to it.",
        ),
        KeyDate(label="A day that has passed", day=date(2020, 1, 15)),
    ]


def questions() -> list[Question]:
    return [Question(question="What opens to its answer?", answer=TEXT)]


def contacts() -> list[Contact]:
    return [Contact(name="An office", role="What it does", email="ada@example.org")]


def resources() -> list[ResourceLink]:
    return [
        ResourceLink(label="A page of this site", url="#resources"),
        ResourceLink(label="Another site", url="https://example.org/", academic_year=2200),
        ResourceLink(label="For a year that has passed", url="#resources", academic_year=2020),
    ]


def blocks() -> list[Block]:
    kinds = Block.Kind
    links = "<ul><li><a href='#blocks'>A place</a></li><li><a href='#top'>Another</a></li></ul>"
    made = [
        Block(kind=kinds.RICH_TEXT, heading="Text", text=LONG_TEXT),
        Block(kind=kinds.LINK_LIST, heading="Link list", text=links),
        Block(kind=kinds.FIGURES, heading="Facts and figures", figures="17 | things\n9 | months"),
        Block(kind=kinds.QUOTATION, text="<p>What somebody said.</p>", byline="Who said it"),
        Block(kind=kinds.PICTURE, byline="A line below the picture.", **picture()),
        Block(
            kind=kinds.CALL_TO_ACTION,
            heading="Call to action",
            text=TEXT,
            link_label="Do it",
            link_url="#blocks",
        ),
        Block(kind=kinds.CONTACT, heading="The school’s address"),
    ]
    for number, block in enumerate(made, 1):
        block.pk = -number
    return made


def features() -> list[HomeFeature]:
    samples = [
        HomeFeature(headline="The first story is large", **picture()),
        HomeFeature(headline="The second one has a picture too", **picture()),
        HomeFeature(headline="The third one stands on its type"),
    ]
    for feature in samples:
        feature.teaser = "A question, or one or two sentences?"
        feature.link_label, feature.link_url = "Read the story", "#features"
    return samples


def home_block(kind: HomeBlock.Kind, pk: int) -> HomeBlock:
    links = [HomeLink(label="One place", url="#home"), HomeLink(label="Another", url="#home")]
    block = HomeBlock(
        pk=pk,
        kind=kind,
        heading=f"A block of the kind “{kind.label}”",
        subheading="A line below its heading",
        text=TEXT,
        link_label="Where it leads",
        link_url="#home",
    )
    if kind == HomeBlock.Kind.NOTICE:
        block.date = date(2026, 1, 15)
    return having(block, links=links if kind == HomeBlock.Kind.EDUCATION else [])


def results() -> list[dict[str, object]]:
    """Two that were found by the word “café”, written without its accent."""
    words = pattern(Wanted.by("cafe"))
    found = [
        Document(
            kind=Document.Kind.PAGE,
            url="#results",
            title="A page about the Café",
            trail="A section",
        ),
        Document(kind=Document.Kind.EVENT, url="#results", title="A talk", dated=date(2026, 1, 15)),
    ]
    text = "The lines around the word that was looked for, here café, as they stand on the page."
    return [
        {
            "document": document,
            "title": marked(document.title, words),
            "text": marked(text, words),
            "trail": marked(document.trail, words),
        }
        for document in found
    ]
