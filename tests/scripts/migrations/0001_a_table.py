from django.db import migrations, models


class Migration(migrations.Migration):
    operations = [
        migrations.CreateModel(
            "Example",
            [("id", models.BigAutoField(primary_key=True)), ("phone", models.CharField())],
        )
    ]
