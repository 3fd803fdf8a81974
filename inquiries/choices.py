"""What the form offers, read once until staff change it: every form asks for all of it."""

from django.utils import timezone

from content.academic_year import academic_year, span
from content.stamp import per_stamp
from programs.models import Program

from .models import FormOption

YEARS_AHEAD = 3


@per_stamp
def open_programs() -> dict[str, Program]:
    """By slug, in the form's order."""
    programs = Program.objects.open().only("slug", "official_name")
    return {program.slug: program for program in programs}


@per_stamp
def options() -> dict[str, FormOption]:
    """By the value that stands in the form, in its order."""
    return {str(option.pk): option for option in FormOption.objects.offered()}


@per_stamp
def options_of(kind: FormOption.Kind) -> dict[str, FormOption]:
    return {value: option for value, option in options().items() if option.kind == kind}


def entry_years() -> dict[str, str]:
    """The next academic years, by the calendar year in which they begin."""
    this_year = academic_year(timezone.localdate())
    return {str(year): span(year) for year in range(this_year + 1, this_year + 1 + YEARS_AHEAD)}
