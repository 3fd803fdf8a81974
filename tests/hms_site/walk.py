"""Every address of the admin, from the URL resolver, filled with rows that exist."""

import re

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import get_resolver

PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
OF_A_MODEL = re.compile(r"admin/(\w+)/(\w+)/")
REVISION = "^([^/]+)/history/([^/]+)/$"
APP_LABEL = re.compile(r"\^\(\?P<app_label>([\w|]+)\)/\$")
MARK = "zq7mark"
SEARCHED = "zq7"  # finds it, and is told from it


def routes(resolver=None, before=""):
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from routes(entry, route)
        elif route.startswith("admin/"):
            yield route


def addresses():
    """With each of them the app that it belongs to, or ""."""
    found = {}
    for route in routes():
        for path in filled(route):
            app = path.split("/")[1]
            found[f"/{path}"] = app if app in apps.app_configs else ""
    return found


def filled(route):
    if labels := APP_LABEL.search(route):
        return [f"admin/{label}/" for label in labels[1].split("|")]
    if route.endswith("(?P<url>.*)$"):
        return ["admin/nothing-here/"]
    of = OF_A_MODEL.match(route)
    if not of or of[1] not in apps.app_configs:
        return [route]
    row = apps.get_model(of[1], of[2])._base_manager.order_by("pk").first()
    if row is None:
        return [] if "<" in route or "^" in route else [route]
    if REVISION in route:
        revision = row.history.first()
        numbers = f"{row.pk}/history/{revision.history_id}/" if revision else ""
        return [route.replace(REVISION, numbers)] if revision else []
    values = {"int": row.pk, "path": row.pk, None: row.pk, "str": "brochure", "slug": "brochure"}
    return [PARAMETER.sub(lambda found: str(values[found[1]]), route)]


def searches():
    """Each list searched for a marked value, in a window too, and each question for suggestions."""
    for model in admin.site._registry:
        label, name = model._meta.app_label, model._meta.model_name
        for query in (f"q={SEARCHED}", f"q={SEARCHED}&_popup=1&_to_field=id", "o=1&all="):
            yield f"/admin/{label}/{name}/?{query}", label
        for field in [*model._meta.fields, *model._meta.many_to_many]:
            if field.is_relation:
                asked = f"app_label={label}&model_name={name}&field_name={field.name}"
                app = field.related_model._meta.app_label
                yield f"/admin/autocomplete/?{asked}&term={SEARCHED}", app


def mark_everything(label):
    """A value that can be told in each text of each row of the app."""
    for model in apps.get_app_config(label).get_models():
        texts = [field for field in model._meta.fields if is_free_text(field)]
        for row in model._base_manager.all():
            new = {field.name: marked(field, row.pk) for field in texts}
            model._base_manager.filter(pk=row.pk).update(**new)


def is_free_text(field):
    is_text = isinstance(field, models.CharField | models.TextField)
    return is_text and not field.choices and field.max_length != 2


def marked(field, number):
    if isinstance(field, models.EmailField):
        return f"{MARK}{number}@example.org"
    return f"{MARK}{number}{field.name}"[: field.max_length or 100]


def log_entries_about(account, rows):
    """As the admin writes them, with a marked name: of others, and of the account itself."""
    for row in rows:
        for action in (ADDITION, CHANGE):
            LogEntry.objects.create(
                user=account,
                content_type=ContentType.objects.get_for_model(row),
                object_id=row.pk,
                object_repr=f"{MARK} of the log",
                action_flag=action,
                change_message=f"{MARK} of the log",
            )
