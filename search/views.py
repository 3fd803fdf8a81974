from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from pages import menus

from . import log
from .marking import marked, pattern, snippet
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
    words = pattern(found.wanted)
    return [
        {
            "document": document,
            "title": marked(document.title, words),
            "text": marked(snippet(document.text, words), words),
            "trail": marked(document.trail, words),
        }
        for document in found.documents
    ]


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
