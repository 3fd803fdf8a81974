"""The data files that load_content reads, copied for tests to change, and all that they bring."""

import io
import json
import shutil

from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import call_command

from events.models import Event, Series
from inquiries.models import DeskSettings, FormOption, Holiday, OfficeHours, ReplyTemplate
from news.models import NewsItem, Topic
from pages import models as pages
from programs.models import (
    Course,
    CreditComponent,
    CreditRule,
    DegreeType,
    Landing,
    Plan,
    Program,
    Question,
    RequirementGroup,
)

OF_PAGES = [
    pages.Page,
    pages.Block,
    pages.SiteFacts,
    pages.SchoolFigure,
    pages.SocialLink,
    pages.ResourceLink,
    pages.Alert,
    pages.HomeFeature,
    pages.HomeBlock,
    pages.HomeLink,
]
OF_PROGRAMS = [
    DegreeType,
    CreditRule,
    CreditComponent,
    Program,
    Landing,
    Question,
    Course,
    Plan,
    RequirementGroup,
]
OF_THE_DESK = [FormOption, DeskSettings, OfficeHours, Holiday, ReplyTemplate]
MODELS = [*OF_PROGRAMS, *OF_THE_DESK, Topic, NewsItem, Series, Event, *OF_PAGES]


def copied(folder, monkeypatch):
    """Copies the files into `folder`; gives what changes one: change("news", "news", edit).

    Of the page tree it leaves three pages: tests/pages/test_content.py looks at all of them.
    """
    for app in ("programs", "inquiries", "news", "pages"):
        config = apps.get_app_config(app)
        shutil.copytree(f"{config.path}/data", folder / app / "data")
        monkeypatch.setattr(config, "path", str(folder / app))

    def change(app, name, edit):
        path = folder / app / "data" / f"{name}.json"
        rows = json.loads(path.read_text())
        edit(rows)
        path.write_text(json.dumps(rows))

    def leave_three_pages(rows):
        rows[1:] = []
        rows[0]["children"][2:] = []

    change("pages", "pages", leave_three_pages)
    return change


def load():
    said = io.StringIO()
    call_command("load_content", stdout=said)
    return said.getvalue().strip()


def snapshot():
    """All content with its history, and who may do what."""
    rows = {model: list(model.objects.order_by("pk").values()) for model in MODELS}
    history = {model: model.history.count() for model in MODELS}
    groups = Group.objects.order_by("name", "permissions").values("name", "permissions")
    return rows, history, list(groups)


def set_components(total, **credits):
    """An edit of degrees.json: the first rule, made of these kinds."""

    def edit(rows):
        parts = [
            {"kind": kind, "name": f"{kind} work", "minimum_credits": number}
            for kind, number in credits.items()
        ]
        rows[0]["rules"][0] |= {"total_credits": total, "components": parts}

    return edit
