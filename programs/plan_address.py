"""An address of the planner that came back to us: whether it is ours, and what it says in words."""

from django.http import QueryDict
from django.urls import Resolver404, resolve

from . import catalog, planner
from .models import Plan

LONGEST = 500


def canonical(written: str) -> str:
    """The short address of a choice on a planner of ours; empty for whatever else was written.

    Nothing of `written` is left in it but courses of that plan, their credits and terms.
    """
    slug, query = parts_of(written)
    program = catalog.by_slug().get(slug)
    plan = planner.chosen_plan(program, query) if program and not program.is_retired else None
    choice = planner.read(plan, query) if plan else None
    if plan is None or choice is None or not choice.items:
        return ""
    short = planner.address(plan, choice)
    return short if len(short) <= LONGEST else ""


def parts_of(written: str) -> tuple[str, QueryDict]:
    """The program's slug and the choice; an empty slug when no planner has this address."""
    path, _, query = written.partition("?")
    try:
        page = resolve(path)
    except Resolver404:
        return "", QueryDict()
    # longer than any of ours, and perhaps of more fields than Django takes
    if page.view_name != "programs:plan" or len(written) > LONGEST:
        return "", QueryDict()
    return page.kwargs["slug"], QueryDict(query)


def in_words(address: str) -> str:
    """ "Master of Bioethics, full-time, 5 courses", of a canonical address.

    As it was chosen then, whatever has become of the plan and its courses.
    """
    slug, query = parts_of(address)
    program = catalog.by_slug().get(slug)
    number = len(list(planner.items_of(query)))
    said = [
        program.official_name if program else slug,
        dict(Plan.Pathway.choices).get(query.get("way", ""), ""),
        f"{number} course{'s'[: number != 1]}",
    ]
    return ", ".join(filter(None, said))
