"""The rules of ownership and all that decides with them, read from the database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TypeVar

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from .kept import kept_for_a_moment
from .models import Absence, AssignmentRule, DeskSettings, Team, TeamMember
from .rules import Group, Plan, Rule

K = TypeVar("K")
V = TypeVar("V")
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


def accounts() -> QuerySet[User]:
    """Who may own inquiries: active staff who may change them."""
    may = User.objects.with_perm("inquiries.change_inquiry", backend=MODEL_BACKEND)
    return may.filter(is_staff=True)


def may_own(also: Q) -> QuerySet[User]:
    """The accounts to choose from: those who may, and who stands there already."""
    found = User.objects.filter(Q(pk__in=accounts().values("pk")) | also)
    return found.order_by("first_name", "last_name", "username")


def name_of(person: User) -> str:
    return person.get_full_name() or person.get_username()


def name_with_presence(plan: Plan, person: User, day: date) -> str:
    """Such as: Ada Example (away until March 3)."""
    why_not = presence(plan, person, day)
    return f"{name_of(person)} ({why_not})" if why_not else name_of(person)


def presence(plan: Plan, person: User, day: date) -> str:
    """Why inquiries pass somebody over; empty when they are here."""
    if not person.is_active:
        return "deactivated"
    if not plan.may(person.pk):
        return "may not change inquiries"
    if until := plan.away_until(person.pk, day):
        return f"away until {date_format(until, 'F j')}"
    return ""


def read_plan() -> Plan:
    """As it is now: seven queries, however many rules there are."""
    members = TeamMember.objects.order_by("position", "pk").values_list("team", "person")
    people = together(members)
    stored = DeskSettings.objects.select_related("default_team").first()
    default = stored.default_team if stored else None
    may = list(accounts().order_by("pk").values_list("pk", "is_superuser"))
    # of the day before as well: what is read at midnight may be asked a moment later
    since = timezone.localdate() - timedelta(days=1)
    absences = Absence.objects.filter(last_day__gte=since)
    away = ((one.person_id, (one.first_day, one.last_day)) for one in absences)
    return Plan(
        rules=tuple(plain(rule, people) for rule in stored_rules()),
        default=group_of(default, people) if default else None,
        desk=tuple(pk for pk, is_superuser in may if not is_superuser),
        superusers=tuple(pk for pk, is_superuser in may if is_superuser),
        away=together(away),
    )


def together(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """What belongs to each key, in order."""
    found = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def stored_rules() -> QuerySet[AssignmentRule]:
    rules = AssignmentRule.objects.select_related("team", "person")
    return rules.prefetch_related("programs", "interests")


def plain(rule: AssignmentRule, people: Mapping[int, tuple[int, ...]]) -> Rule:
    return Rule(
        group=group_of(rule.goes_to, people),
        programs={program.pk: program.short_name for program in rule.programs.all()},
        countries=frozenset(country.code for country in rule.chosen_countries),
        region=rule.region,
        interests={option.pk: option.label for option in rule.interests.all()},
    )


def group_of(receiver: Team | User, people: Mapping[int, tuple[int, ...]]) -> Group:
    if isinstance(receiver, Team):
        return Group(people.get(receiver.pk, ()), receiver.name, receiver.pk)
    return Group((receiver.pk,), name_of(receiver))


plan = kept_for_a_moment(read_plan)
