from django.db import migrations
from django.utils.html import linebreaks


def as_html(apps, schema_editor):
    """The texts were plain, with an empty line between paragraphs; the editor writes HTML."""
    for row in apps.get_model("news", "NewsItem").objects.exclude(body=""):
        if not row.body.startswith("<"):
            row.body = linebreaks(row.body, autoescape=True)
            row.save(update_fields=["body"])


class Migration(migrations.Migration):
    dependencies = [("news", "0002_kinds_topics_pictures")]
    operations = [migrations.RunPython(as_html, migrations.RunPython.noop)]
