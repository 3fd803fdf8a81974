from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0001_a_table")]
    operations = [migrations.RemoveField("Example", "phone")]
