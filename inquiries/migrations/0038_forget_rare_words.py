"""What erased inquiries still say of rare links goes, as it does from now on."""

from django.db import migrations
from django.db.models import Count

from inquiries.sources import DIRECT, known

MANY = 10


def forget_rare_words(apps, schema_editor):
    inquiries = apps.get_model("inquiries", "Inquiry").objects
    kept = {"", DIRECT} | {word for pair in known().values() for word in pair}
    for name in ("campaign", "medium", "source"):
        of_erased = inquiries.filter(erased_at__isnull=False).exclude(**{f"{name}__in": kept})
        said = set(of_erased.order_by().values_list(name, flat=True).distinct())
        counted = inquiries.filter(**{f"{name}__in": said}).order_by().values_list(name)
        common = {word for word, number in counted.annotate(number=Count("pk")) if number > MANY}
        of_erased.filter(**{f"{name}__in": said - common}).update(**{name: ""})


class Migration(migrations.Migration):
    dependencies = [("inquiries", "0037_why_it_was_done")]
    operations = [migrations.RunPython(forget_rare_words, migrations.RunPython.noop)]
