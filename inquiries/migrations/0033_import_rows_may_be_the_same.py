from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inquiries", "0032_desk_exports_and_imports"),
    ]

    operations = [
        migrations.AddField(
            model_name="importrow",
            name="mailbox_key",
            field=models.CharField(blank=True, max_length=254),
        ),
        migrations.AddField(
            model_name="importrow",
            name="person_key",
            field=models.CharField(blank=True, max_length=254),
        ),
    ]
