"""Teams: who takes turns with whom."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils import timezone

from ..models import DeskSettings, Team, TeamMember
from ..rulebook import name_with_presence
from .purpose import ChoosesPersonMixin, PurposeAdmin, plan_of


class MembersFormSet(BaseInlineFormSet):
    def add_fields(self, form: Any, index: int | None) -> None:
        """A new member comes last."""
        super().add_fields(form, index)
        if form.instance.pk is None:
            form.initial.setdefault("position", index or self.initial_form_count())

    def clean(self) -> None:
        super().clean()
        filled = (form for form in self.forms if form.cleaned_data.get("person"))
        stay = [form for form in filled if not form.cleaned_data.get("DELETE")]
        if not stay and DeskSettings.objects.filter(default_team=self.instance.pk or 0).exists():
            raise ValidationError(
                "This is the default team: it needs a member, or nobody gets what no rule fits."
            )


class TeamMemberInline(ChoosesPersonMixin, admin.StackedInline):
    model = TeamMember
    formset = MembersFormSet
    extra = 1
    fields = [("person", "position")]
    verbose_name_plural = "members, in the order of their turns"


@admin.register(Team)
class TeamAdmin(PurposeAdmin):
    purpose = (
        "People who share inquiries: the members of a team get them in turn, and who is away is "
        "passed over. A rule, or you from the list of inquiries, gives to the team."
    )
    nothing_yet = "No team yet. Add one, with its members, and give it inquiries by a rule."
    search_fields = ["name"]
    inlines = [TeamMemberInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Team]:
        teams: QuerySet[Team] = super().get_queryset(request)
        return teams.prefetch_related("memberships__person")

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        plan, today = plan_of(request), timezone.localdate()

        @admin.display(description="members, in the order of their turns")
        def members(team: Team) -> str:
            people = [member.person for member in team.memberships.all()]
            said = (name_with_presence(plan, one, today) for one in people)
            return ", ".join(said) or "Nobody yet: what is given to it goes to others."

        @admin.display(description="gets what no rule fits", boolean=True)
        def is_default(team: Team) -> bool:
            return plan.default is not None and plan.default.team == team.pk

        return ["name", members, is_default]
