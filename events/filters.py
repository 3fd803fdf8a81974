"""What visitors narrow the list of events by, and subscribers their calendar."""

from typing import Any

from django import forms
from django.http import QueryDict

from content.stamp import per_stamp
from programs.models import Program

from .models import Event, EventQuerySet, Series

KINDS = [("", "All kinds"), *((kind.value, kind.plural) for kind in Event.Kind)]


@per_stamp
def all_series() -> dict[str, tuple[int, str]]:
    return {series.slug: (series.pk, series.name) for series in Series.objects.all()}


@per_stamp
def all_programs() -> dict[str, tuple[int, str]]:
    return {row.slug: (row.pk, row.official_name) for row in Program.objects.public()}


def series_choices() -> list[tuple[str, str]]:
    return [("", "All series"), *((slug, name) for slug, (_, name) in all_series().items())]


def program_choices() -> list[tuple[str, str]]:
    return [("", "All programs"), *((slug, name) for slug, (_, name) in all_programs().items())]


class EventFilter(forms.Form):
    """An answer that is none of the choices narrows nothing, and `errors` names it."""

    kind = forms.ChoiceField(choices=KINDS, required=False)
    series = forms.ChoiceField(choices=series_choices, required=False)
    program = forms.ChoiceField(choices=program_choices, required=False)

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        self.full_clean()

    @property
    def chosen(self) -> QueryDict:
        """The answers that count, ready for an address."""
        chosen = QueryDict(mutable=True)
        chosen.update({name: value for name, value in self.cleaned_data.items() if value})
        return chosen

    @property
    def keys(self) -> dict[str, Any]:
        """The same as the columns of an event."""
        asked = self.cleaned_data
        series, _ = all_series().get(asked.get("series", ""), (None, ""))
        program, _ = all_programs().get(asked.get("program", ""), (None, ""))
        return {"kind": asked.get("kind", ""), "series": series, "programs": program}

    def filter(self, events: EventQuerySet) -> EventQuerySet:
        return events.filter(**{name: value for name, value in self.keys.items() if value})
