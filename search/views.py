from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from pages import menus
from programs import catalog

from . import log
from .marking import marked, pattern, snippet
from .models import Document
from .results import Results, results
from .spelling import meant
from .wanted import Wanted

MOST_LETTERS = 200
KINDS = {"program": "Programs", "page": "Pages", "event": "Events", "news": "News"}


@require_safe
# what somebody looks for is nobody else's: no shared cache keeps the answer
@cache_control(private=True, max_age=0)
def search(request: HttpRequest) -> HttpResponse:
    text = as_typed(request.GET.get("q", ""))
    kind = request.GET.get("kind", "")
    if kind not in KINDS:
        kind = ""
    wanted = Wanted.by(text)
    found = results(wanted, kind, request.GET.get("page"))
    if request.method == "GET" and not kind and found.page.number == 1:
        log.count(text, found.in_all)
    context = {
        "text": text,
        "wanted": wanted,
        "found": found,
        "page": found.page,
        "entries": entries(found),
        "kind": kind,
        "kinds": kinds(text, kind, found),
        "query": {"q": text, "kind": kind},
        "meant": meant(wanted, text) if found.is_inside or not found.in_all else "",
        "useful": useful_pages() if wanted and not found.in_all else (),
    }
    return render(request, "search/results.html", context)


def as_typed(text: str) -> str:
    """What the field shows again, without what cannot be seen."""
    shown = (character for character in text[:MOST_LETTERS] if character.isprintable())
    return "".join(shown).strip()


def useful_pages() -> list[menus.Node]:
    """What the menus list below the programs, such as cost and aid, under its name of today."""
    place = menus.find(reverse("programs:list"))
    return [node for node in place.node.children if not node.is_outside] if place else []


def entries(found: Results) -> list[dict[str, object]]:
    """The documents with the words marked in title and text."""
    words, notes = pattern(found.wanted), standing(found)
    return [
        {
            "document": document,
            "title": marked(document.title, words),
            "text": marked(snippet(document.text, words), words),
            "trail": marked(document.trail, words),
            "applications": notes.get(document.url, ""),
        }
        for document in found.documents
    ]


def standing(found: Results) -> dict[str, str]:
    """By address, whether one can apply to the programs found. Of the rows themselves: a document
    is made when its row is saved, and knows nothing of the clock."""
    if not any(document.kind == Document.Kind.PROGRAM for document in found.documents):
        return {}
    public = catalog.by_slug().values()
    return {each.get_absolute_url(): each.applications().in_words for each in public}


def kinds(text: str, kind: str, found: Results) -> list[dict[str, object]]:
    """The links that narrow the results to one kind: those that would show something."""
    choices = [("", "All", found.in_all)]
    choices += [(each, label, found.counts[each]) for each, label in KINDS.items()]
    return [
        {
            "label": label,
            "number": number,
            "query": urlencode({"q": text, "kind": value} if value else {"q": text}),
            "is_current": value == kind,
        }
        for value, label, number in choices
        if number or value == kind
    ]
