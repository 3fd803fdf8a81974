"""Facts that somebody should have looked at by now, for who may change them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin
from django.db.models import CharField, DateField, Expression, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse
from django.utils.text import capfirst

from .models import Cost, CreditRule, KeyDate, StartTerm
from .models.fact import FactQuerySet

Account = AbstractBaseUser | AnonymousUser | PermissionsMixin
# of each kind: what a row is called by, what it is a fact of, and which form it stands in
KINDS: dict[str, tuple[type, Expression | F, str, str]] = {
    "Date": (KeyDate, F("label"), "program", "program"),
    "Cost": (Cost, F("label"), "program", "program"),
    "First term": (
        StartTerm,
        Concat("season", Value(" "), Cast("year", CharField())),
        "program",
        "program",
    ),
    "Credits": (CreditRule, F("name"), "degree_type", "creditrule"),
}
NAMES = {"program": "program__official_name", "degree_type": "degree_type__name"}


@dataclass(frozen=True)
class Overdue:
    """A fact that should have been looked at by `due`."""

    kind: str
    name: str
    of: str  # the program or the degree
    due: date
    owner: str  # the name of the account; empty when nobody keeps it true
    is_mine: bool
    edit_url: str


def overdue(account: Account, most: int) -> list[Overdue]:
    """Those longest due, by one query for all kinds that the account may change."""
    waiting = [rows(kind) for kind in KINDS if may_change(account, KINDS[kind][0])]
    if not waiting:
        return []
    together = waiting[0].union(*waiting[1:], all=True).order_by("since", "kind", "row")
    return [
        Overdue(kind, capfirst(name), of, since, owner, owner_pk == account.pk, form_of(kind, form))
        for kind, _row, name, of, since, owner, owner_pk, form in together[:most]
    ]


def may_change(account: Account, model: type) -> bool:
    return account.has_perm(f"programs.change_{model.__name__.lower()}")  # type: ignore[union-attr]


def rows(kind: str) -> QuerySet[Any, Any]:
    model, name, whole, form = KINDS[kind]
    waiting: FactQuerySet = model.objects.to_review()  # type: ignore[attr-defined]
    return (
        waiting.annotate(
            kind=Value(kind),
            row=F("pk"),
            called=Cast(name, CharField(max_length=200)),
            of=F(NAMES[whole]),
            since=Cast("due", DateField()),
            kept_by=Coalesce("owner__username", Value("")),
            kept_by_pk=F("owner_id"),
            form=F("program_id" if form == "program" else "pk"),
        )
        .order_by()
        .values_list("kind", "row", "called", "of", "since", "kept_by", "kept_by_pk", "form")
    )


def form_of(kind: str, pk: int) -> str:
    return reverse(f"admin:programs_{KINDS[kind][3]}_change", args=[pk])
