"""Since when those that are there already wait, or waited, for an answer."""

from django.db import migrations
from django.db.models import Q
from django.db.models.functions import Coalesce

# as in models/inquiry.py: somebody must confirm the address first
IN_DOUBT = (~Q(doubt="") | Q(captcha="unverified")) & Q(confirmed_at=None)


def say_since_when(apps, schema_editor):
    Inquiry = apps.get_model("inquiries", "Inquiry")
    waited = Inquiry.objects.exclude(state="spam").exclude(IN_DOUBT)
    waited.update(waiting_since=Coalesce("confirmed_at", "created_at"))


class Migration(migrations.Migration):
    dependencies = [("inquiries", "0025_ownership_and_clock")]
    operations = [migrations.RunPython(say_since_when, migrations.RunPython.noop)]
