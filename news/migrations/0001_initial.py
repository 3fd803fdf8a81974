import content.images
import content.links
import django.db.models.deletion
import django.utils.timezone
import news.models
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
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True)),
                ('slug', models.SlugField(help_text='The part after ?topic= in addresses.', unique=True)),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Order, lowest first.')),
            ],
            options={
                'ordering': ['position', 'name'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalNewsItem',
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
                ('kind', models.CharField(choices=[('article', 'Article'), ('film', 'Film'), ('interview', 'Interview')], default='article', max_length=10)),
                ('title', models.CharField(max_length=200)),
                ('slug', models.SlugField(help_text='The last part of its address, after /news/. After a change the old address leads to the new one.', max_length=100, validators=[news.models.leaves_the_feed_alone])),
                ('summary', models.CharField(help_text='One or two sentences for lists and search engines.', max_length=300)),
                ('body', models.TextField()),
                ('authors', models.CharField(blank=True, help_text='As they are to be read: Ada Example and Bo Example.', max_length=200)),
                ('link_label', models.CharField(blank=True, help_text='For what is elsewhere, such as: Watch the film.', max_length=100)),
                ('link_url', content.links.LinkField(blank=True, help_text='A place of this site, such as /news/, or an address elsewhere with https://.', max_length=500, verbose_name='link')),
                ('is_pinned', models.BooleanField(default=False, help_text='Stands first on the home page and in the list.', verbose_name='pinned')),
                ('is_dated', models.BooleanField(default=True, help_text='Untick it when the day is not known: the moment above then only decides its place in lists, and no page names a day.', verbose_name='show its date')),
                ('revised_at', models.DateTimeField(editable=False, null=True, verbose_name='texts last changed')),
                ('updated_at', models.DateTimeField(blank=True, editable=False, verbose_name='last change')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical news item',
                'verbose_name_plural': 'historical news items',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalTopic',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(db_index=True, max_length=60)),
                ('slug', models.SlugField(help_text='The part after ?topic= in addresses.')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Order, lowest first.')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical topic',
                'verbose_name_plural': 'historical topics',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='NewsItem',
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
                ('kind', models.CharField(choices=[('article', 'Article'), ('film', 'Film'), ('interview', 'Interview')], default='article', max_length=10)),
                ('title', models.CharField(max_length=200)),
                ('slug', models.SlugField(help_text='The last part of its address, after /news/. After a change the old address leads to the new one.', max_length=100, unique=True, validators=[news.models.leaves_the_feed_alone])),
                ('summary', models.CharField(help_text='One or two sentences for lists and search engines.', max_length=300)),
                ('body', models.TextField()),
                ('authors', models.CharField(blank=True, help_text='As they are to be read: Ada Example and Bo Example.', max_length=200)),
                ('link_label', models.CharField(blank=True, help_text='For what is elsewhere, such as: Watch the film.', max_length=100)),
                ('link_url', content.links.LinkField(blank=True, help_text='A place of this site, such as /news/, or an address elsewhere with https://.', max_length=500, verbose_name='link')),
                ('is_pinned', models.BooleanField(default=False, help_text='Stands first on the home page and in the list.', verbose_name='pinned')),
                ('is_dated', models.BooleanField(default=True, help_text='Untick it when the day is not known: the moment above then only decides its place in lists, and no page names a day.', verbose_name='show its date')),
                ('revised_at', models.DateTimeField(editable=False, null=True, verbose_name='texts last changed')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last change')),
                ('programs', models.ManyToManyField(blank=True, help_text='The programs on whose pages it is listed.', related_name='news', to='programs.program')),
                ('topics', models.ManyToManyField(blank=True, related_name='items', to='news.topic')),
            ],
            options={
                'ordering': ['-publish_at', '-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HistoricalNewsItem_programs',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='news.historicalnewsitem')),
                ('program', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programs.program')),
                ('newsitem', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='news.newsitem')),
            ],
            options={
                'verbose_name': 'HistoricalNewsItem_programs',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalNewsItem_topics',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='news.historicalnewsitem')),
                ('newsitem', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='news.newsitem')),
                ('topic', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='news.topic')),
            ],
            options={
                'verbose_name': 'HistoricalNewsItem_topics',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddIndex(
            model_name='newsitem',
            index=models.Index(fields=['-publish_at', '-id'], name='news_newest_first'),
        ),
        migrations.AddIndex(
            model_name='newsitem',
            index=models.Index(fields=['-is_pinned', '-publish_at', '-id'], name='news_pinned_first'),
        ),
        migrations.AddConstraint(
            model_name='newsitem',
            constraint=models.CheckConstraint(condition=models.Q(('unpublish_at', None), ('unpublish_at__gt', models.F('publish_at')), _connector='OR'), name='news_newsitem_leaves_after_it_appears', violation_error_message='It would disappear before it appears. Choose a later end.'),
        ),
        migrations.AddConstraint(
            model_name='newsitem',
            constraint=models.CheckConstraint(condition=models.Q(('image', ''), models.Q(('image_alt', ''), _negated=True), _connector='OR'), name='news_newsitem_picture_has_a_text', violation_error_message='Say what the picture shows, for who cannot see it.'),
        ),
        migrations.AddConstraint(
            model_name='newsitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('link_label', ''), ('link_url', '')), models.Q(models.Q(('link_url', ''), _negated=True), models.Q(('link_label', ''), _negated=True)), _connector='OR'), name='news_newsitem_link_and_label', violation_error_message='Write where the link leads, or take its label away. Say what the link leads to.'),
        ),
    ]
