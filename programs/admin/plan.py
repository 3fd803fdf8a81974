"""Plans of study, for staff: one that cannot reach its rule is not published."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from hms_site.history import HistoryAdmin

from .. import editions
from ..models import Course, Plan, RequirementGroup
from ..models.plan import plan_problems, solver_plan


@admin.register(Course)
class CourseAdmin(HistoryAdmin):
    list_display = ["code", "title", "credits_in_words", "offered", "is_retired"]
    list_filter = ["is_retired", "offered", "groups__plan__program"]
    search_fields = ["code", "title"]
    autocomplete_fields = ["needs", "excludes"]
    fields = [
        ("code", "title"),
        ("least_credits", "most_credits"),
        "offered",
        "needs",
        "excludes",
        ("is_thesis", "is_retired"),
    ]

    @admin.display(description="credits")
    def credits_in_words(self, course: Course) -> str:
        return course.credits_in_words


class GroupFormSet(BaseInlineFormSet):
    """Says what keeps the plan from its rule, beside the group that it is about.

    A plan to be published is refused; a draft is kept, and PlanAdmin says the same as a warning.
    """

    def clean(self) -> None:
        super().clean()
        plan: Plan = self.instance
        kept = [form for form in self.forms if is_kept(form)]
        if plan.state != Plan.State.PUBLISHED or not plan.rule_id:
            return
        if not plan.terms or any(form.errors for form in kept):
            return  # each of these is already said beside its own field
        groups = [(form.instance, list(form.cleaned_data["courses"])) for form in kept]
        solved = solver_plan(
            plan,
            [group.for_solver(courses) for group, courses in groups],
            list({course.pk: course for _, courses in groups for course in courses}.values()),
        )
        by_name = {form.instance.name: form for form in kept}
        general = []
        for problem in plan_problems(plan, solved, groups):
            if form := by_name.get(problem.group):
                form.add_error("courses", problem.text)
            else:
                general.append(problem.text)
        if general:
            raise ValidationError(general)


def is_kept(form: Any) -> bool:
    if not form.has_changed() and not form.instance.pk:
        return False
    return not getattr(form, "cleaned_data", {}).get(DELETION_FIELD_NAME)


class GroupInline(admin.StackedInline):
    model = RequirementGroup
    formset = GroupFormSet
    autocomplete_fields = ["courses"]
    fields = [
        ("name", "kind"),
        ("takes", "minimum_credits", "maximum_credits"),
        "courses",
        "position",
    ]
    extra = 0
    min_num = 1


@admin.register(Plan)
class PlanAdmin(HistoryAdmin):
    inlines = [GroupInline]
    list_display = ["program", "pathway", "years", "terms", "state", "is_example", "verdict"]
    list_filter = ["state", "is_example", "academic_year", "pathway", "program"]
    list_select_related = ["program"]
    search_fields = ["program__official_name"]
    actions = ["copy_to_next_year"]
    fieldsets = [
        (None, {"fields": [("program", "pathway"), ("rule", "academic_year"), "state"]}),
        ("Terms", {"fields": [("terms", "begins_in", "has_summer_terms")]}),
        ("On its page", {"fields": ["is_example"]}),
        ("Beside the year before", {"fields": ["since_last_year"]}),
    ]
    readonly_fields = ["since_last_year"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Plan]:
        plans: Any = super().get_queryset(request)
        return plans.whole()  # type: ignore[no-any-return]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        plan = Plan.objects.whole().get(pk=form.instance.pk)
        for problem in plan.problems():
            self.message_user(request, f"Not ready to be published. {problem}", messages.WARNING)

    @admin.display(description="what differs")
    def since_last_year(self, plan: Plan) -> str | SafeString:
        if not plan.pk:
            return "It is new."
        before = Plan.objects.whole().filter(
            program=plan.program, pathway=plan.pathway, academic_year=plan.academic_year - 1
        )
        if (last := before.first()) is None:
            return "There was no such plan in the year before."
        found = ((text,) for text in editions.differences(last, plan))
        return format_html_join(mark_safe("<br>"), "{}", found) or "Nothing."

    @admin.display(description="reaches its rule")
    def verdict(self, plan: Plan) -> str | SafeString:
        problems = ((str(problem),) for problem in plan.problems())
        return format_html_join(mark_safe("<br>"), "{}", problems) or "Yes"

    @admin.action(description="Copy to the next academic year, as drafts", permissions=["add"])
    def copy_to_next_year(self, request: HttpRequest, plans: QuerySet[Plan]) -> None:
        copied = [new for plan in plans if (new := editions.copy_to_next_year(plan))]
        if copied:
            self.message_user(request, f"{len(copied)} copied. They are drafts: look through them.")
        if left := len(plans) - len(copied):
            self.message_user(
                request, f"{left} left alone: the next year has a plan already.", messages.WARNING
            )
