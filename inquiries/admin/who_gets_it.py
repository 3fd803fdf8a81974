"""Who would get it? The rules of ownership tried on an inquiry that is made up. Changes nothing."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programs.models import Program

from ..countries import country_choices
from ..models import FormOption, Turn
from ..rulebook import name_of, name_with_presence, read_plan
from ..rules import Asked, Choice, choose, steps


class MadeUpForm(forms.Form):
    program = forms.ModelChoiceField(Program.objects.none(), required=False, empty_label="Any")
    country = forms.ChoiceField(required=False)
    interest = forms.ModelChoiceField(
        FormOption.objects.none(), required=False, label="Work or interest", empty_label="Any"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = FormOption.objects.offered().filter(kind=FormOption.Kind.INTEREST)
        self.fields["program"].queryset = Program.objects.open()  # type: ignore[attr-defined]
        self.fields["interest"].queryset = offered  # type: ignore[attr-defined]
        self.fields["country"].choices = [("", "Not given"), *country_choices()]  # type: ignore[attr-defined]

    @property
    def asked(self) -> Asked:
        said = self.cleaned_data
        return Asked(
            frozenset([said["program"].pk] if said.get("program") else []),
            said.get("country", ""),
            frozenset([said["interest"].pk] if said.get("interest") else []),
        )


@require_safe
def who_would_get_it(request: HttpRequest, site: admin.AdminSite) -> HttpResponse:
    form = MadeUpForm(request.GET or None)
    context = {
        **site.each_context(request),
        "title": "Who would get it?",
        "form": form,
        **(answer(form.asked) if form.is_valid() else {}),
    }
    return render(request, "admin/inquiries/assignmentrule/try.html", context)


def answer(asked: Asked) -> dict[str, Any]:
    plan, today = read_plan(), timezone.localdate()
    choice = choose(plan, asked, today)
    found = list(steps(plan, asked, today))
    owner = choice.owner(next_turn(choice))
    people = User.objects.in_bulk({owner, *(one for step in found for one in step.group.people)})
    decides = next((step.name for step in found if step.fits and step.here), "")
    return {
        "choice": choice,
        "owner": name_of(people[owner]) if owner else "",
        "steps": [
            {
                "name": step.name,
                "fits": step.fits,
                "group": step.group,
                "decides": step.name == decides,
                "people": [
                    name_with_presence(plan, people[one], today) for one in step.group.people
                ],
            }
            for step in found
        ],
    }


def next_turn(choice: Choice) -> int:
    """Looked at, not taken."""
    taken = Turn.objects.filter(team=choice.team).values_list("taken", flat=True)
    return taken.first() or 0
