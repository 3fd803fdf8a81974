"""How a program's degree is reached: plans made of groups of courses, one for each way to study."""

from dataclasses import replace
from typing import Self

from django.contrib.humanize.templatetags.humanize import apnumber
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from content.academic_year import span
from programs import credits

from .degree import CreditComponent, CreditRule
from .program import Program
from .season import Season

MOST_TERMS = 20


def is_half(value: object) -> None:
    try:
        credits.halves(value)  # type: ignore[arg-type]
    except ValueError:
        raise ValidationError("Credits come in whole and half ones, such as 3 or 3.5.") from None


class CreditField(models.DecimalField):
    """Credits in steps of a half."""

    default_validators = [is_half]

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs |= {"max_digits": 4, "decimal_places": 1}
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]


class Course(models.Model):
    """Something that earns credits: a class, a seminar, research, the capstone."""

    class Offered(models.TextChoices):
        ALWAYS = "", "In every term"
        FALL = "fall", "In fall"
        SPRING = "spring", "In spring"
        SUMMER = "summer", "In summer"

    code = models.CharField(
        max_length=20, unique=True, help_text="Short and unique, such as BIO 701; in no address."
    )
    title = models.CharField(max_length=150)
    least_credits = CreditField(
        "credits", validators=[MinValueValidator(0.5, "A course has at least half a credit.")]
    )
    most_credits = CreditField(
        "up to",
        null=True,
        blank=True,
        help_text="For a course whose credits the student chooses. Left empty: no choice.",
    )
    offered = models.CharField(max_length=10, choices=Offered, blank=True, default=Offered.ALWAYS)
    needs = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="needed_by",
        help_text="All of these must be taken in an earlier term.",
    )
    excludes = models.ManyToManyField(
        "self", blank=True, help_text="Whoever takes one of these cannot take this one."
    )
    is_thesis = models.BooleanField("ends in a thesis", default=False)
    is_retired = models.BooleanField(
        default=False, help_text="No longer offered: it leaves the planner, and links that hold it."
    )

    history = HistoricalRecords(m2m_fields=[needs, excludes])

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(least_credits__gt=0),
                name="course_has_credits",
                violation_error_message="A course has at least half a credit.",
            ),
            models.CheckConstraint(
                condition=Q(most_credits=None) | Q(most_credits__gte=F("least_credits")),
                name="course_range_is_ascending",
                violation_error_message="The most credits are less than the least.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def credits_in_words(self) -> str:
        """ "4 credits", "2 to 8 credits"."""
        least = credits.halves(self.least_credits)
        if self.most_credits is None:
            return credits.in_credits(least)
        return f"{credits.said(least)} to {credits.in_credits(credits.halves(self.most_credits))}"


class PlanQuerySet(models.QuerySet["Plan"]):
    def published(self) -> Self:
        return self.filter(state=Plan.State.PUBLISHED)

    def whole(self) -> Self:
        """With all that a verdict asks for, in six queries however many plans."""
        return self.select_related("rule", "program").prefetch_related(
            "rule__components",
            "groups__courses__needs",
            "groups__courses__excludes",
        )


class Plan(models.Model):
    """One way through a program, in the edition of an academic year."""

    class Pathway(models.TextChoices):
        FULL_TIME = "full-time", "full-time"
        PART_TIME = "part-time", "part-time"
        COMBINED = "combined", "combined with the MD"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="plans")
    pathway = models.CharField(max_length=12, choices=Pathway)
    rule = models.ForeignKey(
        CreditRule,
        on_delete=models.PROTECT,
        related_name="plans",
        help_text="What the degree asks for. The plan must be able to reach exactly that.",
    )
    academic_year = models.PositiveSmallIntegerField(
        validators=[
            MinValueValidator(1900, "Write the year with four digits, such as 2026."),
            MaxValueValidator(2200, "Write the year with four digits, such as 2026."),
        ],
        help_text="The year in which its students begin: 2026 for 2026–2027.",
    )
    terms = models.PositiveSmallIntegerField(
        validators=[
            MinValueValidator(1, "A plan takes at least one term."),
            MaxValueValidator(MOST_TERMS, f"A plan takes {MOST_TERMS} terms at most."),
        ],
        help_text="From start to degree.",
    )
    begins_in = models.CharField(max_length=10, choices=Season, default=Season.FALL)
    has_summer_terms = models.BooleanField(
        default=False, help_text="Whether summers count as terms of the plan."
    )
    is_example = models.BooleanField(
        "example",
        default=True,
        help_text="Says on every page that this is an example, not the school’s own plan. Untick "
        "it once the plan is the real one.",
    )
    state = models.CharField(
        max_length=10,
        choices=State,
        default=State.DRAFT,
        help_text="A draft is seen by nobody. Only a plan that can reach its rule is published.",
    )

    objects = PlanQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["program", "-academic_year", "pathway"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "pathway", "academic_year"],
                name="one_plan_per_program_pathway_and_year",
                violation_error_message="This program has a plan for that pathway and year.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.program}, {self.get_pathway_display()}, {self.years}"

    @property
    def years(self) -> str:
        """The academic year in words."""
        return span(self.academic_year)

    @property
    def length(self) -> str:
        """ "4 terms, two academic years": those that it falls into."""
        falls = self.seasons()[1:].count(Season.FALL)  # a new one begins with each
        terms = f"{self.terms} term{'s'[: self.terms != 1]}"
        return f"{terms}, {apnumber(1 + falls)} academic year{'s'[: falls > 0]}"

    def seasons(self) -> list[Season]:
        """The season of each term, in order."""
        year = [season for season in Season if self.has_summer_terms or season != Season.SUMMER]
        begins = Season(self.begins_in)
        first = year.index(begins) if begins in year else 0
        return [year[(first + n) % len(year)] for n in range(self.terms)]

    def for_solver(self) -> credits.Plan:
        """As the arithmetic sees it, from what `whole` has read."""
        groups = [group.for_solver(list(group.courses.all())) for group in self.groups.all()]
        courses = {each.pk: each for group in self.groups.all() for each in group.courses.all()}
        return solver_plan(self, groups, list(courses.values()))

    def problems(self) -> list[credits.Problem]:
        groups = self.groups.all()
        return plan_problems(self, self.for_solver(), [(g, list(g.courses.all())) for g in groups])


class RequirementGroup(models.Model):
    """Courses that count towards one component of the rule."""

    class Takes(models.TextChoices):
        ALL = "all", "All of these courses"
        SOME = "some", "Courses from these"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="groups")
    name = models.CharField(max_length=100, help_text="As visitors read it, such as: Methods.")
    kind = models.CharField("counts towards", max_length=10, choices=CreditComponent.Kind)
    takes = models.CharField("students take", max_length=4, choices=Takes, default=Takes.ALL)
    minimum_credits = CreditField("at least", null=True, blank=True)
    maximum_credits = CreditField("at most", null=True, blank=True)
    courses = models.ManyToManyField(Course, related_name="groups")
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords(m2m_fields=[courses])

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "name"],
                name="one_group_of_a_name_per_plan",
                violation_error_message="This plan has a group of that name.",
            ),
            models.CheckConstraint(
                condition=(Q(minimum_credits=None) | Q(minimum_credits__gt=0))
                & (Q(maximum_credits=None) | Q(maximum_credits__gt=0)),
                name="group_bounds_are_positive",
                violation_error_message="At least and at most are more than nothing, or empty.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def for_solver(self, courses: list[Course]) -> credits.Group:
        """`courses`: its own, which a form knows before they are stored."""
        return credits.Group(
            name=self.name,
            component=self.kind,
            courses=tuple(course.code for course in courses if not course.is_retired),
            is_all_of=self.takes == self.Takes.ALL,
            minimum=credits.halves(self.minimum_credits or 0),
            maximum=credits.halves(self.maximum_credits) if self.maximum_credits else None,
        )


def solver_plan(plan: Plan, groups: list[credits.Group], courses: list[Course]) -> credits.Plan:
    components = plan.rule.components.all()
    return credits.Plan(
        courses=tuple(for_solver(each, plan) for each in courses if not each.is_retired),
        groups=tuple(groups),
        targets={part.kind: credits.halves(part.minimum_credits) for part in components},
        terms=plan.terms,
        names={part.kind: part.name for part in components},
    )


def for_solver(course: Course, plan: Plan) -> credits.Course:
    terms = frozenset(
        number
        for number, season in enumerate(plan.seasons(), start=1)
        if course.offered in ("", season)
    )
    # offered in a season that the plan never reaches: in no term, which empty would not say
    return credits.Course(
        code=course.code,
        least=credits.halves(course.least_credits),
        most=credits.halves(course.most_credits or course.least_credits),
        needs=frozenset(each.code for each in course.needs.all()),
        excludes=frozenset(each.code for each in course.excludes.all()),
        terms=terms or frozenset({MOST_TERMS + 1}),
    )


def plan_problems(
    plan: Plan, solved: credits.Plan, groups: list[tuple[RequirementGroup, list[Course]]]
) -> list[credits.Problem]:
    """What keeps the plan from being published, in words; [] when nothing does."""
    found = credits.plan_problems(solved)
    must = [course for group, each in groups if group.takes == group.Takes.ALL for course in each]
    if plan.rule.asks_for_thesis and not any(course.is_thesis for course in must):
        found.append(
            credits.Problem(
                "The rule asks for a thesis, and no course that everybody takes ends in one."
            )
        )
    return found


def plans_broken_by(rule: CreditRule, targets: dict[str, int]) -> list[str]:
    """The published plans that cannot reach `rule` once its components ask for `targets`, in words.

    `rule` as it is to be saved.
    """
    broken = []
    halves = {kind: credits.halves(number) for kind, number in targets.items()}
    for plan in Plan.objects.published().filter(rule=rule).whole():
        plan.rule.asks_for_thesis = rule.asks_for_thesis
        solved = replace(plan.for_solver(), targets=halves)
        groups = [(group, list(group.courses.all())) for group in plan.groups.all()]
        if problems := plan_problems(plan, solved, groups):
            broken.append(f"{plan}: {problems[0]}")
    return broken
