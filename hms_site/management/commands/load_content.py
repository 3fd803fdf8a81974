"""Brings the school's content from */data/ into the database, and leaves what staff edited alone.

Each app's `loading.py` says what its data files hold; `content/loading.py` holds the rule.
"""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from content.loading import Loader
from events import loading as events
from hms_site.management.groups import make_groups
from inquiries import loading as inquiries
from news import loading as news
from pages import loading as pages
from programs import loading as programs
from search.indexing import all_at_the_end

APPS = [programs, inquiries, pages, news, events]


class Command(BaseCommand):
    help = "Loads or refreshes the content of the school; keeps what staff edited."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        loader = Loader()
        with all_at_the_end():
            for app in APPS:
                app.load(loader)
        make_groups()
        self.stdout.write(str(loader))
