from django.db import migrations


def rename(apps, schema_editor):
    deliveries = apps.get_model("inquiries", "Delivery").objects
    deliveries.filter(kind="acknowledgement").update(kind="brochure")


class Migration(migrations.Migration):
    dependencies = [("inquiries", "0002_deliveries_of_every_kind")]
    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
