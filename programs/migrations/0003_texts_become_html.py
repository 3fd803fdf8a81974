from django.db import migrations
from django.utils.html import linebreaks


def as_html(apps, schema_editor):
    """The texts were plain, with an empty line between paragraphs; the editor writes HTML."""
    for row in apps.get_model("programs", "Program").objects.exclude(overview=""):
        if not row.overview.startswith("<"):
            row.overview = linebreaks(row.overview, autoescape=True)
            row.save(update_fields=["overview"])


class Migration(migrations.Migration):
    dependencies = [("programs", "0002_the_program_page")]
    operations = [migrations.RunPython(as_html, migrations.RunPython.noop)]
