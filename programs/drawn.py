"""What many requests share, drawn once: until content changes, or the clock changes what is true.

`site` and `place` come from the frame of the page: the school's facts, and where the page tree has
the programs.
"""

from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from content.stamp import per_stamp

from . import catalog, planner, ways
from .models import CreditRule, Program


@per_stamp
def credits(rule: CreditRule | None, *, wide: bool) -> SafeString:
    """The credits of a rule as figure, strokes and words."""
    return render_to_string("programs/_includes/drawing.html", {"rule": rule, "wide": wide})


@per_stamp
def landing(year: int, site: Any) -> SafeString:
    """All programs as they stand in the academic year `year`, which is the present one.

    The content stamp has this drawn anew when a deadline passes.
    """
    degrees = [
        {
            "type": degree_type,
            "rule": degree_type.current_rule(),
            "programs": programs,
            "ways": ways.ways_of(programs),
        }
        for degree_type, programs in catalog.by_degree_type()
    ]
    context = {
        "degrees": degrees,
        "landing": catalog.landing(),
        "questions": catalog.general_questions(),
        "site": site,
    }
    return render_to_string("programs/_includes/landing.html", context)


@per_stamp
def article(program: Program, now: catalog.Now, site: Any, place: Any) -> SafeString:
    """The page of a program as it stands `now`, with the menu of its section."""
    context = {
        "program": program,
        "rule": program.degree_type.current_rule(),
        "plans": (plans := planner.plans_of(program)),
        "ways": ways.ways_of([program]) if plans else [],
        # what has passed stands below what is still to come
        "key_dates": sorted(program.key_dates.all(), key=lambda date: date.is_over()),
        "applications": program.applications(),
        "costs": now.costs,
        "start_terms": now.start_terms,
        "contacts": program.contacts.all(),
        "questions": catalog.questions_of(program),
        "news": catalog.news_of(program),
        "events": now.events,
        "programs": catalog.in_section(),
        "landing": catalog.landing(),
        "resources": of_the_section(site.resources, place),
        "site": site,
        "place": place,
    }
    return render_to_string("programs/_includes/article.html", context)


def of_the_section(resources: Iterable[Any], place: Any) -> list[Any]:
    """Of the additional resources those that the section's menu has too: cost, aid, careers."""
    below = {node.url for node in place.node.children} if place else set()
    return [link for link in resources if link.url in below and not link.has_passed()]
