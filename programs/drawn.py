"""Parts of pages that many requests share, drawn once until content changes."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from content.stamp import per_stamp

from . import catalog
from .models import CreditRule, Program


@per_stamp
def credits(rule: CreditRule | None, *, wide: bool) -> SafeString:
    """The credits of a rule as figure, strokes and words."""
    return render_to_string("programs/_includes/drawing.html", {"rule": rule, "wide": wide})


@per_stamp
def section_nav(program: Program, place: Any) -> SafeString:
    """All programs of the section, then its pages; `place` is where the page tree has them."""
    context = {
        "current": program,
        "programs": catalog.in_section(),
        "landing": catalog.landing(),
        "place": place,
    }
    return render_to_string("programs/_includes/section_nav.html", context)
