"""What a report is asked for: a period, and perhaps a program and a country."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from ..countries import country_choices
from .counting import Of
from .names import Names
from .periods import Choice, Period, chosen, with_days_before

NO_COUNTRY = "none"
FIRST_YEAR = 2000
DATE_MESSAGE = "Write the day as year-month-day, such as 2026-09-30."


def with_days(asked: QueryDict) -> QueryDict:
    """The fields show the days of a named period, to be read and changed."""
    data = asked.copy()
    if "first" not in data and "last" not in data:
        period, _ = chosen(data.get("period", ""))
        data["first"], data["last"] = period.first.isoformat(), period.last.isoformat()
    return data


def day_field(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": DATE_MESSAGE},
    )


class ReportForm(forms.Form):
    period = forms.ChoiceField(
        choices=Choice,
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": "Choose a period from the list."},
    )
    first = day_field("From")
    last = day_field("To")
    program = forms.ChoiceField(
        required=False, error_messages={"invalid_choice": "Choose a program from the list."}
    )
    country = forms.ChoiceField(
        required=False, error_messages={"invalid_choice": "Choose a country from the list."}
    )

    def __init__(self, asked: QueryDict, names: Names) -> None:
        super().__init__(with_days(asked))
        self.names = names
        named = [(str(program.pk), str(program)) for program in names.programs]
        self.offer("program", [("", "All programs"), *named])
        countries = [("", "All countries"), *country_choices(), (NO_COUNTRY, "Not given")]
        self.offer("country", countries)

    def offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def clean(self) -> None:
        """Days that are not those of the named period are meant by whoever typed them."""
        said = self.cleaned_data
        if self.errors:
            return
        for name, day in (("first", "first"), ("last", "last")):
            if said[name] is None:
                self.add_error(name, f"Say the {day} day of the period.")
            elif not FIRST_YEAR <= said[name].year <= timezone.localdate().year:
                this_year = timezone.localdate().year
                self.add_error(name, f"Choose a day from {FIRST_YEAR} to {this_year}.")
        if not self.errors and said["first"] > said["last"]:
            self.add_error("last", "This is before the first day: exchange the two.")

    def periods(self) -> tuple[Period, Period]:
        """Of a valid form: the period, and what it is compared with."""
        typed = Period(self.cleaned_data["first"], self.cleaned_data["last"])
        named = chosen(self.cleaned_data["period"])
        return named if named[0] == typed else with_days_before(typed)

    @property
    def named(self) -> str:
        """Which named period the days are; empty for days of one's own."""
        if not self.is_valid():
            return ""
        is_named = chosen(self.cleaned_data["period"])[0] == self.periods()[0]
        return (self.cleaned_data["period"] or Choice.MONTH) if is_named else ""

    def of(self) -> Of:
        program, country = self.cleaned_data["program"], self.cleaned_data["country"]
        return Of(
            program=int(program) if program else None,
            country=("" if country == NO_COUNTRY else country) if country else None,
        )
