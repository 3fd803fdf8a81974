"""Writes the pages that the web server in front answers by itself, when nobody is there to ask.

They name the collected files, so this runs after `collectstatic`.
"""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.template.loader import render_to_string

TEMPLATES = settings.BASE_DIR / "templates" / "error_pages"


class Command(BaseCommand):
    help = "Writes the pages that the web server in front answers by itself. After collectstatic."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.ERROR_PAGES_ROOT
        folder.mkdir(parents=True, exist_ok=True)
        for template in sorted(TEMPLATES.glob("*.html")):
            page = render_to_string(f"error_pages/{template.name}")
            # beside it and then moved: the version before is being served
            (folder / template.name).with_suffix(".new").write_text(page)
            (folder / template.name).with_suffix(".new").replace(folder / template.name)
