"""The database, the files, news and a draft: in one process, since each takes a second to start."""

import json

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from content import preview  # noqa: E402
from news.models import NewsItem  # noqa: E402

call_command("migrate", run_syncdb=True, verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
call_command("error_pages")
now = timezone.now()
public = {"state": NewsItem.State.PUBLISHED, "publish_at": now}
for name in ("one", "two", "gone"):
    NewsItem.objects.create(title=f"Item {name}", slug=name, summary="Now", **public)
draft = NewsItem.objects.create(title="Not public yet", slug="draft", summary="Later")
print(json.dumps({"preview": preview.link(draft)}))
