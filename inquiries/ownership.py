"""Who owns an inquiry. `rules` decides; this gives it to them, once, and says why."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from .models import Change, Inquiry, Team
from .rulebook import name_of, plan, read_plan
from .rules import MOST, Asked, Choice, Plan, choose

AT_ONCE = 500  # fewer than the parameters that SQLite takes
# one statement, so that no two can take the same turn; the same on both databases
TAKE_TURNS = """
    INSERT INTO inquiries_turn (team_id, taken) VALUES (%s, %s)
    ON CONFLICT (team_id) DO UPDATE SET taken = inquiries_turn.taken + excluded.taken
    RETURNING taken
"""


def take_turns(team: int, number: int = 1) -> int:
    """The first of the next `number` turns of a team, which nobody else gets."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE_TURNS, [team, number])
        [taken] = cursor.fetchone()
    return int(taken) - number


def asked_by(inquiry: Inquiry) -> Asked:
    return Asked(
        frozenset(asked.program_id for asked in inquiry.programs.all()),
        str(inquiry.country or ""),
        frozenset(interest.option_id for interest in inquiry.interests.all()),
    )


def assign(inquiry: Inquiry, asked: Asked | None = None, by: Plan | None = None) -> None:
    """Gives a new inquiry to its owner: two statements, in the caller's transaction."""
    choice = choice_for(asked or asked_by(inquiry), by or plan())
    turn = take_turns(choice.team) if choice.team else inquiry.pk
    put(inquiry, choice.owner(turn), choice.why)


def choice_for(asked: Asked, by: Plan) -> Choice:
    return choose(by, asked, timezone.localdate())


def give_before_it_is_stored(inquiry: Inquiry, choice: Choice) -> None:
    """So that no second statement need say whose it is.

    Others of the team wait for their turn until the commit: whoever calls has little left to do.
    """
    inquiry.assigned_because = choice.why[:MOST]
    if not is_by_number(choice):
        inquiry.owner_id = choice.owner(take_turns(choice.team) if choice.team else 0)


def give_by_its_number(inquiry: Inquiry, choice: Choice) -> None:
    """Where several take turns who are no team; its number is known once it is stored."""
    if is_by_number(choice):
        put(inquiry, choice.owner(inquiry.pk), choice.why)


def is_by_number(choice: Choice) -> bool:
    return choice.team is None and len(choice.people) > 1


def assign_all(inquiries: Iterable[Inquiry]) -> None:
    """As `assign`, for many new ones, in statements that grow with the owners alone."""
    rules, today = plan(), timezone.localdate()
    chosen = [(one, choose(rules, asked_by(one), today)) for one in inquiries]
    together: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    for gift in by_turns(chosen):
        together[gift.owner, gift.why[:MOST]].append(gift.inquiry.pk)
    for (owner, why), numbers in together.items():
        for some in batched(numbers, AT_ONCE):
            rows = Inquiry.objects.filter(pk__in=some)
            rows.update(owner=owner, assigned_because=why)


def batched(numbers: list[int], size: int) -> Iterator[list[int]]:
    return (numbers[start : start + size] for start in range(0, len(numbers), size))


def put(inquiry: Inquiry, owner: int | None, why: str) -> None:
    """For who holds the row's lock. Counts for no act of staff: whoever did act counts it."""
    inquiry.owner_id, inquiry.assigned_because = owner, why[:MOST]
    row = Inquiry.objects.kept().filter(pk=inquiry.pk)
    row.update(owner=owner, assigned_because=inquiry.assigned_because)


def store(inquiry: Inquiry, owner: int | None, why: str) -> bool:
    """False, and nothing is stored, when it was changed or erased since it was read."""
    seen = Inquiry.objects.kept().filter(pk=inquiry.pk, version=inquiry.version)
    if not seen.update(owner=owner, assigned_because=why[:MOST], version=F("version") + 1):
        return False
    inquiry.owner_id, inquiry.assigned_because = owner, why[:MOST]
    inquiry.version += 1
    return True


class Gift(NamedTuple):
    inquiry: Inquiry
    owner: int | None
    why: str


def to_person(inquiries: Iterable[Inquiry], person: User, *, by: User) -> list[Inquiry]:
    why = f"Given by {name_of(by)}"
    return give([Gift(one, person.pk, why) for one in inquiries], by)


def to_team(
    inquiries: Iterable[Inquiry], team: Team, *, by: User, besides: int | None = None
) -> list[Inquiry]:
    """In turn, among those who are here; nothing when nobody is."""
    why = f"Given by {name_of(by)}: next in the team {team}"
    members = tuple(team.memberships.values_list("person", flat=True))
    here = read_plan().here(members, timezone.localdate(), besides)
    return give(by_turns([(one, Choice(here, team.pk, why)) for one in inquiries if here]), by)


def by_the_rules(
    inquiries: Iterable[Inquiry], *, by: User, besides: int | None = None
) -> list[Inquiry]:
    rules, today = read_plan(), timezone.localdate()
    chosen = [(one, choose(rules, asked_by(one), today, besides)) for one in inquiries]
    return give(by_turns(chosen), by)


def by_turns(chosen: list[tuple[Inquiry, Choice]]) -> list[Gift]:
    """Takes each team's turns before any inquiry is locked: who confirms one locks that first."""
    wanted = Counter(choice.team for _, choice in chosen if choice.team)
    turns = {team: count(take_turns(team, number)) for team, number in wanted.items()}
    return [
        Gift(one, choice.owner(next(turns[choice.team]) if choice.team else one.pk), choice.why)
        for one, choice in chosen
    ]


@transaction.atomic
def give(gifts: Iterable[Gift], by: User) -> list[Inquiry]:
    """Those that changed hands. What is theirs already stays; so does what others changed since."""
    in_order = sorted(gifts, key=lambda gift: gift.inquiry.pk)
    given = [
        inquiry
        for inquiry, owner, why in in_order
        if owner and owner != inquiry.owner_id and store(inquiry, owner, why)
    ]
    what = "Given to another member of staff."
    Change.objects.bulk_create(
        Change(inquiry=one, by=by, what=what, for_staff=True) for one in given
    )
    return given
