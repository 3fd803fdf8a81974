import content.images
import content.links
import content.zones
import django.db.models.deletion
import django.utils.timezone
import events.models
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('programs', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True)),
                ('slug', models.SlugField(help_text='The part after ?series= in addresses.', unique=True)),
                ('summary', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'verbose_name_plural': 'series',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published')], default='draft', help_text='Only published entries can be public; a draft is seen by staff alone.', max_length=10)),
                ('publish_at', models.DateTimeField(default=django.utils.timezone.now, help_text='Public from this moment on, Boston time. In the future: it appears by itself.')),
                ('unpublish_at', models.DateTimeField(blank=True, help_text='Disappears at this moment, Boston time. Empty: it stays.', null=True)),
                ('image', content.images.PictureField(blank=True, height_field='image_height', help_text='JPEG, PNG, WebP or AVIF, best 2000 pixels wide or more. It is stored anew, without what the camera wrote into it.', upload_to='pictures', verbose_name='picture', width_field='image_width')),
                ('image_alt', models.CharField(blank=True, help_text='What it shows, in a sentence. Needed with every picture.', max_length=250, verbose_name='alternative text (for people who cannot see the picture)')),
                ('image_credit', models.CharField(blank=True, max_length=150, verbose_name='picture credit')),
                ('image_width', models.PositiveIntegerField(editable=False, null=True)),
                ('image_height', models.PositiveIntegerField(editable=False, null=True)),
                ('title', models.CharField(max_length=200)),
                ('slug', models.SlugField(help_text='The last part of its address, after /events/. After a change the old address leads to the new one.', max_length=100, unique=True, validators=[events.models.validate_slug_is_free])),
                ('kind', models.CharField(choices=[('talk', 'Talk'), ('conference', 'Conference'), ('activity', 'Activity')], default='talk', max_length=12)),
                ('summary', models.CharField(help_text='One or two sentences for lists and search engines.', max_length=300)),
                ('description', models.TextField(blank=True)),
                ('starts_at', models.DateTimeField(verbose_name='starts')),
                ('ends_at', models.DateTimeField(verbose_name='ends')),
                ('is_all_day', models.BooleanField(default=False, help_text='Shown without hours. It starts and ends at midnight in its own zone.', verbose_name='whole days')),
                ('time_zone', models.CharField(default='America/New_York', help_text='Where it takes place. Start and end are meant in this zone.', max_length=50, validators=[content.zones.validate_zone])),
                ('place', models.CharField(blank=True, help_text='Room, building, street, city.', max_length=200)),
                ('online_url', content.links.LinkField(blank=True, help_text='Where to join or to register.', max_length=500, verbose_name='address online')),
                ('audience', models.CharField(blank=True, help_text='For whom, such as: alumni, faculty and students.', max_length=200)),
                ('link_label', models.CharField(blank=True, max_length=100)),
                ('link_url', content.links.LinkField(blank=True, help_text='A place of this site, such as /news/, or an address elsewhere with https://.', max_length=500, verbose_name='link')),
                ('is_featured', models.BooleanField(default=False, help_text='Set off on the home page until it is over.', verbose_name='featured')),
                ('is_cancelled', models.BooleanField(default=False, help_text='It stays in lists and calendars, marked as cancelled.', verbose_name='cancelled')),
                ('sequence', models.PositiveIntegerField(default=0, editable=False, help_text='Grows with every change that calendars must learn of.')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last change')),
                ('programs', models.ManyToManyField(blank=True, help_text='The programs on whose pages it is listed.', related_name='events', to='programs.program')),
                ('series', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='events.series')),
            ],
            options={
                'ordering': ['starts_at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HistoricalEvent',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published')], default='draft', help_text='Only published entries can be public; a draft is seen by staff alone.', max_length=10)),
                ('publish_at', models.DateTimeField(default=django.utils.timezone.now, help_text='Public from this moment on, Boston time. In the future: it appears by itself.')),
                ('unpublish_at', models.DateTimeField(blank=True, help_text='Disappears at this moment, Boston time. Empty: it stays.', null=True)),
                ('image', models.TextField(blank=True, help_text='JPEG, PNG, WebP or AVIF, best 2000 pixels wide or more. It is stored anew, without what the camera wrote into it.', max_length=100, verbose_name='picture')),
                ('image_alt', models.CharField(blank=True, help_text='What it shows, in a sentence. Needed with every picture.', max_length=250, verbose_name='alternative text (for people who cannot see the picture)')),
                ('image_credit', models.CharField(blank=True, max_length=150, verbose_name='picture credit')),
                ('image_width', models.PositiveIntegerField(editable=False, null=True)),
                ('image_height', models.PositiveIntegerField(editable=False, null=True)),
                ('title', models.CharField(max_length=200)),
                ('slug', models.SlugField(help_text='The last part of its address, after /events/. After a change the old address leads to the new one.', max_length=100, validators=[events.models.validate_slug_is_free])),
                ('kind', models.CharField(choices=[('talk', 'Talk'), ('conference', 'Conference'), ('activity', 'Activity')], default='talk', max_length=12)),
                ('summary', models.CharField(help_text='One or two sentences for lists and search engines.', max_length=300)),
                ('description', models.TextField(blank=True)),
                ('starts_at', models.DateTimeField(verbose_name='starts')),
                ('ends_at', models.DateTimeField(verbose_name='ends')),
                ('is_all_day', models.BooleanField(default=False, help_text='Shown without hours. It starts and ends at midnight in its own zone.', verbose_name='whole days')),
                ('time_zone', models.CharField(default='America/New_York', help_text='Where it takes place. Start and end are meant in this zone.', max_length=50, validators=[content.zones.validate_zone])),
                ('place', models.CharField(blank=True, help_text='Room, building, street, city.', max_length=200)),
                ('online_url', content.links.LinkField(blank=True, help_text='Where to join or to register.', max_length=500, verbose_name='address online')),
                ('audience', models.CharField(blank=True, help_text='For whom, such as: alumni, faculty and students.', max_length=200)),
                ('link_label', models.CharField(blank=True, max_length=100)),
                ('link_url', content.links.LinkField(blank=True, help_text='A place of this site, such as /news/, or an address elsewhere with https://.', max_length=500, verbose_name='link')),
                ('is_featured', models.BooleanField(default=False, help_text='Set off on the home page until it is over.', verbose_name='featured')),
                ('is_cancelled', models.BooleanField(default=False, help_text='It stays in lists and calendars, marked as cancelled.', verbose_name='cancelled')),
                ('sequence', models.PositiveIntegerField(default=0, editable=False, help_text='Grows with every change that calendars must learn of.')),
                ('updated_at', models.DateTimeField(blank=True, editable=False, verbose_name='last change')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('series', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='events.series')),
            ],
            options={
                'verbose_name': 'historical event',
                'verbose_name_plural': 'historical events',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalEvent_programs',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
                ('event', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='events.event')),
                ('history', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='events.historicalevent')),
                ('program', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programs.program')),
            ],
            options={
                'verbose_name': 'HistoricalEvent_programs',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalSeries',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(db_index=True, max_length=100)),
                ('slug', models.SlugField(help_text='The part after ?series= in addresses.')),
                ('summary', models.CharField(blank=True, max_length=300)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical series',
                'verbose_name_plural': 'historical series',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['ends_at', 'starts_at'], name='events_by_end'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('unpublish_at', None), ('unpublish_at__gt', models.F('publish_at')), _connector='OR'), name='events_event_leaves_after_it_appears', violation_error_message='It would disappear before it appears. Choose a later end.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('image', ''), models.Q(('image_alt', ''), _negated=True), _connector='OR'), name='events_event_picture_has_a_text', violation_error_message='Say what the picture shows, for who cannot see it.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('link_label', ''), ('link_url', '')), models.Q(models.Q(('link_url', ''), _negated=True), models.Q(('link_label', ''), _negated=True)), _connector='OR'), name='events_event_link_and_label', violation_error_message='Write where the link leads, or take its label away. Say what the link leads to.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='event_ends_after_it_starts', violation_error_message='It would end before it starts. Choose a later end.'),
        ),
    ]
