import content.links
import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ContentStamp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.CharField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name='HistoricalMovedAddress',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('old_path', models.CharField(db_index=True, help_text='The part after the host name, such as /programs/old-name/. It counts only as long as no page stands there.', max_length=500, validators=[django.core.validators.RegexValidator('^/.', 'Write it from the first slash on, such as /old/.')], verbose_name='old address')),
                ('new_path', models.CharField(help_text='A place of this site, such as /programs/new-name/, or an address elsewhere that begins with https://.', max_length=500, validators=[content.links.leads_somewhere], verbose_name='new address')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical moved address',
                'verbose_name_plural': 'historical moved addresses',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='MovedAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('old_path', models.CharField(help_text='The part after the host name, such as /programs/old-name/. It counts only as long as no page stands there.', max_length=500, unique=True, validators=[django.core.validators.RegexValidator('^/.', 'Write it from the first slash on, such as /old/.')], verbose_name='old address')),
                ('new_path', models.CharField(help_text='A place of this site, such as /programs/new-name/, or an address elsewhere that begins with https://.', max_length=500, validators=[content.links.leads_somewhere], verbose_name='new address')),
            ],
            options={
                'verbose_name_plural': 'moved addresses',
                'ordering': ['old_path'],
                'constraints': [models.CheckConstraint(condition=models.Q(('old_path', models.F('new_path')), _negated=True), name='moved_address_leads_elsewhere', violation_error_message='This address would lead to itself.')],
            },
        ),
    ]
