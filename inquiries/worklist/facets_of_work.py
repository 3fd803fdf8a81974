"""By state and by owner."""

from collections.abc import Collection, Iterable, Sequence

from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast, Coalesce

from ..models import Inquiry
from .asker import Asker, named
from .facet import NONE, Choices, Facet, fixed, is_number

STATES = Inquiry.State


def of_state(values: Sequence[str], asker: Asker) -> Q:
    states = {state for value in values for state in states_of(value, asker)}
    return Q(state__in=sorted(states))


def states_of(value: str, asker: Asker) -> Iterable[str]:
    return (STATES.NEW, STATES.IN_PROGRESS) if value == "open" else (value,)


def owners(asker: Asker, chosen: Collection[str]) -> Choices:
    """Me, nobody, and whoever owns any."""
    names = {**asker.seen["owner"]}
    if unknown := [value for value in chosen if is_number(value) and value not in names]:
        names |= {pk: name for _, pk, name in named().filter(pk__in=unknown)}
    names.pop(str(asker.account.pk), None)
    return [("me", "Me"), (NONE, "Nobody"), *sorted(names.items(), key=by_name)]


def by_name(pair: tuple[str, str]) -> str:
    return pair[1].casefold()


def of_owner(values: Sequence[str], asker: Asker) -> Q:
    numbers = [
        asker.account.pk if value == "me" else int(value) for value in values if value != NONE
    ]
    found = Q(owner__in=numbers)
    return found | Q(owner=None) if NONE in values else found


def owner_buckets(value: str, asker: Asker) -> Iterable[str]:
    return (str(asker.account.pk),) if value == "me" else (value,)


STATE = Facet(
    "state",
    "State",
    fixed(("open", "Open: new or in progress"), *STATES.choices),
    of_state,
    bucket=lambda asker: F("state"),
    sums=states_of,
    is_open=True,
)

OWNER = Facet(
    "owner",
    "Owner",
    owners,
    of_owner,
    is_valid=lambda value: value in ("me", NONE) or is_number(value),
    bucket=lambda asker: Coalesce(
        Cast("owner_id", CharField()), Value(NONE), output_field=CharField()
    ),
    sums=owner_buckets,
    is_open=True,
)
