"""To whom inquiries can be given: by the rules, to a team in turn, to a person."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone

from .. import ownership
from ..models import Inquiry, Team
from ..rulebook import accounts, name_of, name_with_presence, read_plan
from ..standing import number_of

BY_RULES = "rules"


class ReceiverForm(forms.Form):
    to = forms.ChoiceField(
        label="Give to",
        error_messages={
            "required": "Choose who gets them.",
            "invalid_choice": "This person or team cannot own inquiries any more. Choose another.",
        },
    )

    def __init__(self, *args: Any, besides: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.besides = besides
        self.people = {f"person-{one.pk}": one for one in accounts().order_by("username")}
        self.teams = {f"team-{team.pk}": team for team in Team.objects.all()}
        self.fields["to"].choices = self.choices()  # type: ignore[attr-defined]

    def choices(self) -> list[tuple[str, Any]]:
        plan, today = read_plan(), timezone.localdate()
        people = []
        for value, person in self.people.items():
            if person != self.besides:
                people.append((value, name_with_presence(plan, person, today)))
        teams = [(value, f"{team}, in turn") for value, team in self.teams.items()]
        rules = [(BY_RULES, "Whom the rules of ownership say")]
        groups = [("By the rules", rules), ("A team", teams), ("A person", people)]
        return [("", "Choose…"), *((name, rows) for name, rows in groups if rows)]

    def clean_to(self) -> str:
        to: str = self.cleaned_data["to"]
        team = self.teams.get(to)
        members = team.memberships.values_list("person", flat=True) if team else []
        besides = self.besides.pk if self.besides else None
        if team and not read_plan().here(members, timezone.localdate(), besides):
            raise ValidationError(f"Nobody of {team} is here today. Choose another.")
        return to

    def give(self, inquiries: Iterable[Inquiry], by: User) -> list[Inquiry]:
        """Those that changed hands, each noted in the admin's log as well."""
        to, besides = self.cleaned_data["to"], self.besides.pk if self.besides else None
        if to in self.people:
            given = ownership.to_person(inquiries, self.people[to], by=by)
        elif to in self.teams:
            given = ownership.to_team(inquiries, self.teams[to], by=by, besides=besides)
        else:
            given = ownership.by_the_rules(inquiries, by=by, besides=besides)
        log(given, by)
        return given


def names_of_owners(given: Iterable[Inquiry]) -> dict[int, str]:
    owners = User.objects.filter(pk__in={one.owner_id for one in given})
    return {owner.pk: name_of(owner) for owner in owners}


def log(given: list[Inquiry], by: User) -> None:
    names = names_of_owners(given)
    for owner, name in names.items():
        theirs = [one for one in given if one.owner_id == owner]
        LogEntry.objects.log_actions(by.pk, theirs, CHANGE, f"Given to {name}.")


def told(given: list[Inquiry]) -> str:
    """“3 inquiries were given: 2 to Ada, 1 to Eve.”"""
    names = names_of_owners(given)
    numbers = Counter(names[one.owner_id] for one in given if one.owner_id)
    shares = ", ".join(f"{number} to {name}" for name, number in numbers.most_common())
    return f"{number_of(len(given), 'inquiry was', 'inquiries were')} given: {shares}."
