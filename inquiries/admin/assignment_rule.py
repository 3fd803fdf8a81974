"""Rules of ownership: who gets which inquiry; and a page to ask what they would do."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from ..models import AssignmentRule, DeskSettings
from ..rulebook import name_of
from .country_names import CountryNames
from .purpose import ChoosesPersonMixin, PurposeAdmin, plan_of
from .who_gets_it import who_would_get_it

NEEDS_A_DEFAULT = (
    "Without a default, nobody would get what no rule fits. First add a rule without conditions, "
    "or choose a default team in the settings of the desk."
)
LAST_DEFAULT = (
    "This is the last rule without conditions, and the settings of the desk name no default team: "
    "without it, nobody would get what no rule fits. Choose a default team first."
)


def has_other_default(*besides: int) -> bool:
    """Whether what no rule fits goes to somebody, without these rules."""
    by_team = DeskSettings.objects.exclude(default_team=None).exists()
    return by_team or AssignmentRule.objects.defaults().exclude(pk__in=besides).exists()


class AssignmentRuleForm(forms.ModelForm):
    countries = CountryNames(
        required=False,
        help_text="Fits when the inquiry comes from one of these. One a line, by any of its names: "
        "Ivory Coast is Côte d’Ivoire.",
    )

    def clean(self) -> None:
        super().clean()
        said = self.cleaned_data
        if "person" in said and bool(said["person"]) == bool(said.get("team")):
            raise ValidationError("Choose either a person or a team, and not both.")
        if (team := said.get("team")) and not team.memberships.exists():
            self.add_error("team", f"{team} has no members yet. Add some first.")
        conditions = any(said.get(name) for name in AssignmentRule.CONDITIONS)
        if conditions and not has_other_default(self.instance.pk or 0):
            raise ValidationError(NEEDS_A_DEFAULT)


@admin.register(AssignmentRule)
class AssignmentRuleAdmin(ChoosesPersonMixin, PurposeAdmin):
    purpose = (
        "Each new inquiry goes through these rules in order. The first that fits and has somebody "
        "here decides who owns it. A change counts for inquiries from now on."
    )
    nothing_yet = (
        "No rule yet: every inquiry goes to the default team, or to any account of the desk. Begin "
        "with the rule without conditions, which gets all that no other rule fits."
    )
    change_list_template = "admin/inquiries/assignmentrule/change_list.html"
    form = AssignmentRuleForm
    list_display = ["fits", "receiver", "position"]
    list_editable = ["position"]
    list_display_links = ["fits"]
    sortable_by = ()
    formfield_overrides = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}
    fieldsets = [
        (None, {"fields": ["position"]}),
        (
            "Fits when all of these are true",
            {
                "fields": ["programs", "countries", "region", "interests"],
                "description": "Leave out what does not matter. A rule without any condition fits "
                "every inquiry: it is the default, and stands last.",
            },
        ),
        ("Then it goes to", {"fields": [("person", "team")]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[AssignmentRule]:
        rules: QuerySet[AssignmentRule] = super().get_queryset(request)
        related = rules.select_related("person", "team")
        return related.prefetch_related("programs", "interests")

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "position":
            field.widget.attrs["aria-label"] = "Position"  # in the list it has no label beside it
        return field

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        plan, today = plan_of(request), timezone.localdate()
        in_order = AssignmentRule.objects.values_list("pk", flat=True)
        numbers = {pk: number for number, pk in enumerate(in_order, start=1)}

        @admin.display(description="rule")
        def number(rule: AssignmentRule) -> str:
            return f"Rule {numbers[rule.pk]}"

        @admin.display(description="here today")
        def here(rule: AssignmentRule) -> str:
            people = plan.rules[numbers[rule.pk] - 1].group.people
            return f"{len(plan.here(people, today))} of {len(people)}"

        return [number, "fits", "receiver", here, "position"]

    @admin.display(description="fits")
    def fits(self, rule: AssignmentRule) -> str:
        return in_words(rule)

    @admin.display(description="goes to")
    def receiver(self, rule: AssignmentRule) -> str:
        return f"Team {rule.team}" if rule.team else name_of(cast(User, rule.person))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """The last default stays: the pages that delete one rule or several both ask here."""
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        rules = list(objs)
        defaults = AssignmentRule.objects.defaults().filter(pk__in=[rule.pk for rule in rules])
        if defaults.exists() and not has_other_default(*(rule.pk for rule in rules)):
            protected = [*protected, LAST_DEFAULT]
        return deleted, counts, needed, protected

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.try_view)
        return [path("try/", view, name="inquiries_assignmentrule_try"), *super().get_urls()]

    def try_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return who_would_get_it(request, self.admin_site)


def in_words(rule: AssignmentRule) -> str:
    """Its conditions, as the list shows them."""
    said = []
    if names := [program.short_name for program in rule.programs.all()]:
        said.append(f"asked for {' or '.join(names)}")
    places = [country.name for country in rule.chosen_countries]
    if rule.region:
        places.append(rule.get_region_display())
    if places:
        said.append(f"from {' or '.join(places)}")
    if labels := [option.label for option in rule.interests.all()]:
        said.append(f"ticked {' or '.join(labels)}")
    return ", and ".join(said) or "everything (the default)"
