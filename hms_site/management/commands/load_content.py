"""Brings the school's content from */data/ into the database, and leaves what staff edited alone.

A row is ours as long as nobody but this command has written its history: then it follows the data
files. One that staff changed, moved or deleted stays as they left it.
"""

import json
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError
from django.db import models, transaction

from inquiries.models import FormOption
from news.models import NewsItem
from programs import credits
from programs.models import CreditComponent, CreditRule, DegreeType, Program

OUR_MARK = "load_content"

# Content editors see no inquiry, nor any trace of one; deliveries and prospects belong to the desk.
GROUPS: dict[str, dict[str, list[str] | None]] = {
    "Content editors": {
        "programs": None, "news": None, "events": None, "pages": None, "content": None,
        "search": None,
    },
    "Inquiries desk": {
        "inquiries": [
            "view_inquiry", "change_inquiry", "view_delivery", "view_prospect",
            "view_note", "add_note", "view_inquiryprogram", "view_inquiryinterest",
        ],
        "programs": ["view_program", "view_degreetype", "view_creditrule", "view_creditcomponent"],
    },
    "Administrators": {
        "programs": None, "news": None, "events": None, "pages": None, "content": None,
        "search": None, "inquiries": None, "auth": None,
    },
}  # fmt: skip


class Command(BaseCommand):
    help = "Loads or refreshes degrees, programs, form options and news; keeps what staff edited."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        self.counts = {"new": 0, "refreshed": 0, "unchanged": 0, "kept as staff left it": 0}
        for values in read("programs", "degrees"):
            rules = values.pop("rules")
            degree_type = self.load(DegreeType, {"slug": values.pop("slug")}, values)
            if degree_type:
                for rule in rules:
                    self.load_rule(degree_type, rule)
        degree_types = {row.slug: row for row in DegreeType.objects.all()}
        for values in read("programs", "programs"):
            values["degree_type"] = degree_types.get(values["degree_type"])
            if values["degree_type"]:
                self.load(Program, {"slug": values.pop("slug")}, values)
        for values in read("inquiries", "form_options"):
            self.load(FormOption, {name: values.pop(name) for name in ("kind", "label")}, values)
        for values in read("news", "news"):
            values["state"] = NewsItem.State.PUBLISHED
            values["publish_at"] = datetime.fromisoformat(values["publish_at"])
            self.load(NewsItem, {"slug": values.pop("slug")}, values)
        make_groups()
        self.stdout.write(", ".join(f"{number} {what}" for what, number in self.counts.items()))

    def load_rule(self, degree_type: models.Model, values: dict[str, Any]) -> None:
        """A rule and its components are one fact: loaded together, or kept together."""
        components = values.pop("components")
        parts = [credits.Part(part["name"], part["minimum_credits"]) for part in components]
        if problems := credits.problems(values["total_credits"], parts):
            raise CommandError(f"{degree_type}, {values['name']}: {' '.join(problems)}")
        key = {"degree_type": degree_type, "valid_from_year": values.pop("valid_from_year")}
        rules = CreditRule.objects.filter(**key)
        if touched_by_staff(CreditRule, key) or touched_by_staff(
            CreditComponent, {"rule__in": rules}
        ):
            self.counts["kept as staff left it"] += 1
            return
        rule = self.load(CreditRule, key, values)
        kinds = [part["kind"] for part in components]
        for dropped in CreditComponent.objects.filter(rule__in=rules).exclude(kind__in=kinds):
            dropped._change_reason = OUR_MARK  # type: ignore[attr-defined]
            dropped.delete()
        for position, part in enumerate(components, start=1):
            part_key = {"rule": rule, "kind": part.pop("kind")}
            self.load(CreditComponent, part_key, {**part, "position": position})

    def load(
        self, model: type[models.Model], key: dict[str, Any], values: dict[str, Any]
    ) -> models.Model | None:
        """The row named by `key`, brought up to `values`; None when staff deleted or renamed it."""
        row = model._default_manager.filter(**key).first()
        if touched_by_staff(model, key):
            self.counts["kept as staff left it"] += 1
            return row
        if row and all(getattr(row, name) == value for name, value in values.items()):
            self.counts["unchanged"] += 1
            return row
        self.counts["refreshed" if row else "new"] += 1
        row = row or model(**key)
        for name, value in values.items():
            setattr(row, name, value)
        row.full_clean()
        row._change_reason = OUR_MARK  # type: ignore[attr-defined]  # simple-history reads it
        row.save()
        return row


def read(app: str, name: str) -> list[dict[str, Any]]:
    path = f"{apps.get_app_config(app).path}/data/{name}.json"
    with open(path, encoding="utf-8") as file:
        rows: list[dict[str, Any]] = json.load(file)
    return rows


def touched_by_staff(model: type[models.Model], key: dict[str, Any]) -> bool:
    """Whether anyone but this command wrote the history of a row that ever had this `key`."""
    history = model.history  # type: ignore[attr-defined]
    ever = history.filter(**key).values("id")
    return bool(history.filter(id__in=ever).exclude(history_change_reason=OUR_MARK).exists())


def make_groups() -> None:
    """Each group with its permissions, once: what an administrator changes later stays."""
    for name, allowed in GROUPS.items():
        group, is_new = Group.objects.get_or_create(name=name)
        for app, codenames in allowed.items() if is_new else ():
            permissions = Permission.objects.filter(content_type__app_label=app)
            if codenames is not None:
                permissions = permissions.filter(codename__in=codenames)
            group.permissions.add(*permissions)
