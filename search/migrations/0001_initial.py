import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published')], default='draft', help_text='Only published entries can be public; a draft is seen by staff alone.', max_length=10)),
                ('publish_at', models.DateTimeField(default=django.utils.timezone.now, help_text='Public from this moment on, Boston time. In the future: it appears by itself.')),
                ('unpublish_at', models.DateTimeField(blank=True, help_text='Disappears at this moment, Boston time. Empty: it stays.', null=True)),
                ('kind', models.CharField(choices=[('entrance', 'Page'), ('program', 'Program'), ('page', 'Page'), ('event', 'Event'), ('news', 'News')], max_length=20)),
                ('object_id', models.PositiveBigIntegerField()),
                ('url', models.CharField(max_length=1000)),
                ('trail', models.CharField(blank=True, help_text='The titles above it.', max_length=1000)),
                ('title', models.CharField(max_length=300)),
                ('folded_title', models.CharField(max_length=300)),
                ('folded_text', models.TextField(help_text='Of title and text.')),
                ('dated', models.DateField(blank=True, help_text='The day of the news, or of the event where it happens.', null=True)),
                ('note', models.CharField(blank=True, help_text='To be known at once, such as: cancelled.', max_length=40)),
                ('text', models.TextField(help_text='Its parts, one a line.')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['state', 'publish_at', 'unpublish_at'], name='documents_by_moment')],
                'constraints': [models.CheckConstraint(condition=models.Q(('unpublish_at', None), ('unpublish_at__gt', models.F('publish_at')), _connector='OR'), name='search_document_leaves_after_it_appears', violation_error_message='It would disappear before it appears. Choose a later end.'), models.UniqueConstraint(fields=('kind', 'object_id'), name='one_document_per_row')],
            },
        ),
        migrations.CreateModel(
            name='Query',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('words', models.CharField(max_length=80)),
                ('times', models.PositiveIntegerField(default=0)),
                ('found', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'search',
                'verbose_name_plural': 'searches',
                'ordering': ['-day', '-times'],
                'constraints': [models.UniqueConstraint(fields=('day', 'words'), name='one_query_per_day_and_words')],
            },
        ),
    ]
