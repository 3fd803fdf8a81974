import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import django_countries.fields
import inquiries.models.reply
import inquiries.models.work
import inquiries.references
import inquiries.reply_text
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
            name='ChangedDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.CharField(help_text='Follows from the facts: equal facts, equal version.', max_length=12, unique=True)),
                ('facts', models.JSONField(help_text='Of the school and its programs, as inquiries/brochure/facts.py says.')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'edition of the brochure',
                'verbose_name_plural': 'editions of the brochure',
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True)),
                ('name', models.CharField(help_text='The office is closed all day, and the answer clock stands still. The federal holidays came with the site: check each year which of them the school keeps.', max_length=100)),
            ],
            options={
                'ordering': ['day'],
            },
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Access',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('what', models.CharField(choices=[('list', 'Looked at a list'), ('view', 'Opened one'), ('export', 'Exported'), ('import', 'Imported'), ('refused', 'Was refused')], max_length=10)),
                ('reference', models.CharField(blank=True, help_text='Of the one that was opened, without a name.', max_length=40)),
                ('detail', models.CharField(blank=True, help_text='Which filters or columns; never what was searched.', max_length=200)),
                ('number', models.PositiveIntegerField(default=1, help_text="How many people's data it was.")),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'accesses to personal data',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='DayFigures',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(db_index=True)),
                ('of', models.CharField(help_text='As inquiries/reports/counting.py names it.', max_length=40)),
                ('figures', models.JSONField()),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('of', 'day'), name='day_figures_once')],
            },
        ),
        migrations.CreateModel(
            name='Reports',
            fields=[
            ],
            options={
                'verbose_name': 'report',
                'verbose_name_plural': 'reports',
                'proxy': True,
                'default_permissions': ('view',),
                'indexes': [],
                'constraints': [],
            },
            bases=('inquiries.dayfigures',),
        ),
        migrations.CreateModel(
            name='ExportChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('columns', models.JSONField(default=list)),
                ('kind', models.CharField(default='csv', max_length=4)),
                ('by', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='export_choice', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='FormOption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('salutation', 'Salutation'), ('interest', 'Work or interest')], max_length=10)),
                ('label', models.CharField(help_text='As the form shows it. Inquiries keep the label they chose.', max_length=100)),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Lowest first.')),
                ('is_active', models.BooleanField(default=True, help_text='Untick to take it out of the form.', verbose_name='offered')),
            ],
            options={
                'ordering': ['kind', 'position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'label'), name='one_option_per_kind_and_label', violation_error_message='The form already has this option.')],
            },
        ),
        migrations.CreateModel(
            name='AssignmentRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Lowest first. The first rule that fits decides.')),
                ('countries', django_countries.fields.CountryField(blank=True, help_text='Fits when the inquiry comes from one of these.', max_length=749, multiple=True)),
                ('region', models.CharField(blank=True, choices=[('africa', 'Africa'), ('asia', 'Asia'), ('europe', 'Europe'), ('latin', 'Latin America and the Caribbean'), ('north', 'Northern America'), ('oceania', 'Oceania')], help_text='Fits when the inquiry comes from a country of this region. With countries chosen as well: from one of them, or from the region.', max_length=10)),
                ('person', models.ForeignKey(blank=True, help_text='While this person is away, the next rule that fits is tried.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programs', models.ManyToManyField(blank=True, help_text='Fits when one of these was asked for. None chosen: any program.', related_name='+', to='programs.program')),
                ('interests', models.ManyToManyField(blank=True, help_text='Fits when one of these was ticked.', limit_choices_to={'kind': 'interest'}, related_name='+', to='inquiries.formoption', verbose_name='work or interest')),
                ('team', models.ForeignKey(blank=True, help_text='Its members take turns; who is away is passed over.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rules', to='inquiries.team')),
            ],
            options={
                'verbose_name': 'rule of ownership',
                'verbose_name_plural': 'rules of ownership',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalAbsence',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('first_day', models.DateField()),
                ('last_day', models.DateField(help_text='Still away on this day. New inquiries pass them over until it is over; those they own stay theirs until somebody hands them on.')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical absence',
                'verbose_name_plural': 'historical absences',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalAssignmentRule',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Lowest first. The first rule that fits decides.')),
                ('countries', django_countries.fields.CountryField(blank=True, help_text='Fits when the inquiry comes from one of these.', max_length=749, multiple=True)),
                ('region', models.CharField(blank=True, choices=[('africa', 'Africa'), ('asia', 'Asia'), ('europe', 'Europe'), ('latin', 'Latin America and the Caribbean'), ('north', 'Northern America'), ('oceania', 'Oceania')], help_text='Fits when the inquiry comes from a country of this region. With countries chosen as well: from one of them, or from the region.', max_length=10)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, db_constraint=False, help_text='While this person is away, the next rule that fits is tried.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(blank=True, db_constraint=False, help_text='Its members take turns; who is away is passed over.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='inquiries.team')),
            ],
            options={
                'verbose_name': 'historical rule of ownership',
                'verbose_name_plural': 'historical rules of ownership',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalAssignmentRule_interests',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
                ('assignmentrule', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='inquiries.assignmentrule')),
                ('formoption', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='inquiries.formoption')),
                ('history', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='inquiries.historicalassignmentrule')),
            ],
            options={
                'verbose_name': 'HistoricalAssignmentRule_interests',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalAssignmentRule_programs',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
                ('assignmentrule', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='inquiries.assignmentrule')),
                ('history', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='inquiries.historicalassignmentrule')),
                ('program', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programs.program')),
            ],
            options={
                'verbose_name': 'HistoricalAssignmentRule_programs',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalFormOption',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('kind', models.CharField(choices=[('salutation', 'Salutation'), ('interest', 'Work or interest')], max_length=10)),
                ('label', models.CharField(help_text='As the form shows it. Inquiries keep the label they chose.', max_length=100)),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Lowest first.')),
                ('is_active', models.BooleanField(default=True, help_text='Untick to take it out of the form.', verbose_name='offered')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical form option',
                'verbose_name_plural': 'historical form options',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalHoliday',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('day', models.DateField(db_index=True)),
                ('name', models.CharField(help_text='The office is closed all day, and the answer clock stands still. The federal holidays came with the site: check each year which of them the school keeps.', max_length=100)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical holiday',
                'verbose_name_plural': 'historical holidays',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalOfficeHours',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')])),
                ('opens', models.TimeField(help_text='Boston time.')),
                ('closes', models.TimeField(help_text='Boston time. A day with a break has two rows, before it and after it.')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical office hours',
                'verbose_name_plural': 'historical office hours',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalProgramRouting',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('recipients', models.TextField(blank=True, help_text='Who is told of each inquiry: e-mail addresses, one a line. Left empty: the address for inquiries of the whole site.')),
                ('crm_code', models.CharField(blank=True, help_text='What the CRM calls the program. Without it inquiries wait on the desk instead of being passed on.', max_length=100, verbose_name='CRM code')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('program', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programs.program')),
            ],
            options={
                'verbose_name': 'historical routing of a program',
                'verbose_name_plural': 'historical routing of programs',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalReplyTemplate',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(db_index=True, help_text='For staff alone: what it is used for.', max_length=100)),
                ('subject', models.CharField(help_text='The reference is added at its end by itself.', max_length=150, validators=[inquiries.models.reply.is_one_line, inquiries.reply_text.check_subject])),
                ('body', models.TextField(help_text='Plain text. An empty line begins a paragraph, a line that begins with - is an item of a list, and web addresses become links.', max_length=20000, validators=[inquiries.reply_text.check, django.core.validators.MaxLengthValidator(20000)], verbose_name='text')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Order of choosing, lowest first. The first one is proposed.')),
                ('is_active', models.BooleanField(default=True, help_text='Untick to offer it no longer; what was sent stays.', verbose_name='offered')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('program', models.ForeignKey(blank=True, db_constraint=False, help_text='Offered for inquiries about this program alone. Left empty: for all.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programs.program')),
            ],
            options={
                'verbose_name': 'historical template of a reply',
                'verbose_name_plural': 'historical templates of replies',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalTeam',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(db_index=True, max_length=100)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical team',
                'verbose_name_plural': 'historical teams',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='uploaded')),
                ('state', models.CharField(choices=[('uploaded', 'Waits to be read'), ('asks', 'Needs an answer of yours'), ('refused', 'Could not be read'), ('ready', 'Read, waits for your decision'), ('confirmed', 'Is being imported'), ('done', 'Imported'), ('dropped', 'Not imported')], default='uploaded', max_length=10)),
                ('problem', models.TextField(blank=True, help_text='In words, without a value of the file.')),
                ('read_as', models.JSONField(default=dict, help_text='Kind of file, encoding, separator, order of dates, columns.')),
                ('done', models.PositiveIntegerField(default=0, help_text='Rows that have been read.')),
                ('rows', models.PositiveIntegerField(default=0)),
                ('imported', models.PositiveIntegerField(default=0)),
                ('new_people', models.PositiveIntegerField(default=0)),
                ('there', models.PositiveIntegerField(default=0, verbose_name='already there')),
                ('bad', models.PositiveIntegerField(default=0, verbose_name='refused rows')),
                ('opened_as', models.CharField(choices=[('closed', 'Closed: they were dealt with before'), ('new', 'New: they wait for an answer of ours')], default='closed', max_length=10, verbose_name='imported as')),
                ('finished_at', models.DateTimeField(null=True)),
                ('forgotten_at', models.DateTimeField(help_text='When file and rows were deleted.', null=True)),
                ('lease_until', models.DateTimeField(null=True)),
                ('turn', models.PositiveIntegerField(default=0, help_text='Whose lease it is: each has its own.')),
                ('tries', models.PositiveSmallIntegerField(default=0, help_text='Of the step that is due.')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'import',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ImportUpload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100)),
                ('content', models.BinaryField()),
                ('headings', models.JSONField(default=list)),
                ('run', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='upload', to='inquiries.importrun')),
            ],
        ),
        migrations.CreateModel(
            name='Inquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(default=inquiries.references.new_reference, max_length=8, unique=True)),
                ('submission_key', models.CharField(editable=False, max_length=64, unique=True)),
                ('form_opened_at', models.DateTimeField(editable=False, help_text='When its browser was given the form: no other sees its thanks page again.', null=True)),
                ('created_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='received')),
                ('salutation', models.CharField(blank=True, max_length=100)),
                ('first_name', models.CharField(max_length=200)),
                ('last_name', models.CharField(blank=True, max_length=200)),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('country', django_countries.fields.CountryField(blank=True, max_length=2)),
                ('employer', models.CharField(blank=True, max_length=200, verbose_name='current employer')),
                ('entry_year', models.PositiveSmallIntegerField(blank=True, help_text='The calendar year in which that academic year begins.', null=True, verbose_name='would like to begin')),
                ('plan', models.CharField(blank=True, editable=False, help_text='The address of what they chose on the planner, when they asked about that.', max_length=500, verbose_name='plan of study')),
                ('captcha', models.CharField(choices=[('passed', 'Passed'), ('unverified', 'Unverified'), ('off', 'Switched off')], help_text='Unverified: the check could not be done, because its script was blocked, JavaScript was off or the provider did not answer. Most are real people: their brochure goes out once they confirm the address, or once you release it.', max_length=10, verbose_name='check for robots')),
                ('doubt', models.CharField(blank=True, help_text='What else speaks against a person, in words.', max_length=100)),
                ('confirmed_at', models.DateTimeField(blank=True, help_text='By the link in a mail, or by a member of staff who released the inquiry.', null=True, verbose_name='address confirmed')),
                ('state', models.CharField(choices=[('new', 'New'), ('in_progress', 'In progress'), ('answered', 'Answered'), ('closed', 'Closed'), ('spam', 'Spam')], default='new', max_length=12)),
                ('assigned_because', models.CharField(blank=True, editable=False, max_length=200, verbose_name='why it is theirs')),
                ('waiting_since', models.DateTimeField(editable=False, help_text='Since when the answer clock runs, or ran: it was received, its address was confirmed, or it was opened again.', null=True)),
                ('due_at', models.DateTimeField(blank=True, editable=False, help_text='By our office hours; empty while nobody waits for an answer.', null=True, verbose_name='answer due')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('source', models.CharField(blank=True, editable=False, help_text='Where they came from: utm_source of the link, else the host that led here.', max_length=100)),
                ('medium', models.CharField(blank=True, editable=False, max_length=100)),
                ('campaign', models.CharField(blank=True, editable=False, max_length=100)),
                ('brochure_opened_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('search_text', models.TextField(blank=True, editable=False, help_text='What the desk searches: SEARCHED, folded.')),
                ('person_key', models.CharField(blank=True, editable=False, help_text='Equal where names are worth comparing: of COMPARED, by alike.py.', max_length=200)),
                ('is_held', models.BooleanField(default=False, help_text='Kept past its time, whoever asks for it to be erased, until this is unticked.', verbose_name='legal hold')),
                ('hold_reason', models.CharField(blank=True, help_text='The case or request that it is needed for. Erased with the inquiry.', max_length=200, verbose_name='why it is held')),
                ('erased_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answered_inquiries', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(blank=True, help_text='The facts that its brochure was made of.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='inquiries.edition')),
                ('owner', models.ForeignKey(blank=True, db_index=False, limit_choices_to={'is_staff': True}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='owned_inquiries', to=settings.AUTH_USER_MODEL)),
                ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='released_inquiries', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'inquiries',
                'ordering': ['-created_at', '-pk'],
                'permissions': [('erase_inquiry', 'Can erase inquiries'), ('export_inquiry', 'Can export inquiries')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('brochure', 'Brochure, to the person'), ('confirm', 'Question whether the address is theirs'), ('new_link', 'New link to their inquiry'), ('new_address', 'Question whether the new address is theirs'), ('reply', 'Reply by staff, to the person'), ('notice', 'Notice to the desk'), ('webhook', 'Entry in the CRM'), ('warning', 'Warning to the desk')], max_length=20)),
                ('key', models.CharField(help_text="Becomes the mail's Message-ID, so a copy is known.", max_length=64, unique=True)),
                ('address', models.EmailField(blank=True, help_text="Where it goes, when that is not the inquiry's own address.", max_length=254)),
                ('state', models.CharField(choices=[('pending', 'Waiting'), ('leased', 'Being sent'), ('sent', 'Sent'), ('dead', 'Failed for good')], default='pending', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('waiting_since', models.DateTimeField(default=django.utils.timezone.now)),
                ('next_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='next try')),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('subject', models.CharField(blank=True, editable=False, help_text='Of the mail, as it was sent.', max_length=250)),
                ('error', models.TextField(blank=True)),
                ('returned_at', models.DateTimeField(blank=True, null=True)),
                ('returned', models.CharField(blank=True, help_text='What the mail provider told us after it was sent.', max_length=200)),
                ('inquiry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='inquiries.inquiry')),
            ],
            options={
                'verbose_name_plural': 'deliveries',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('answering', 'Answering the inquiry'), ('mail', 'Further mail')], max_length=10)),
                ('version', models.CharField(help_text='Which wording they saw.', max_length=20)),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('inquiry', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='inquiries.inquiry')),
            ],
            options={
                'ordering': ['purpose', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('what', models.CharField(max_length=200)),
                ('reason', models.CharField(blank=True, help_text='Erased with the inquiry.', max_length=200)),
                ('for_staff', models.BooleanField(default=False, help_text='Such as who owns it: the person does not read it.')),
                ('by', models.ForeignKey(blank=True, help_text='Empty: the person, or the site by itself.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='inquiries.inquiry')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='InquiryInterest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=100)),
                ('inquiry', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='interests', to='inquiries.inquiry')),
                ('option', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='inquiries.formoption', verbose_name='work or interest')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='InquiryProgram',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150)),
                ('inquiry', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='programs', to='inquiries.inquiry')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='programs.program')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='KeptSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=inquiries.models.work.new_key, max_length=20, unique=True)),
                ('words', models.CharField(max_length=200)),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'kept searches',
            },
        ),
        migrations.CreateModel(
            name='Move',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.CharField(choices=[('new', 'New'), ('in_progress', 'In progress'), ('answered', 'Answered'), ('closed', 'Closed'), ('spam', 'Spam')], max_length=12)),
                ('after', models.CharField(choices=[('new', 'New'), ('in_progress', 'In progress'), ('answered', 'Answered'), ('closed', 'Closed'), ('spam', 'Spam')], max_length=12)),
                ('reason', models.CharField(blank=True, help_text='Erased with the inquiry.', max_length=200)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='inquiries.inquiry')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inquiry_notes', to=settings.AUTH_USER_MODEL)),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='inquiries.inquiry')),
            ],
            options={
                'ordering': ['created_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='OfficeHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')])),
                ('opens', models.TimeField(help_text='Boston time.')),
                ('closes', models.TimeField(help_text='Boston time. A day with a break has two rows, before it and after it.')),
            ],
            options={
                'verbose_name': 'office hours',
                'verbose_name_plural': 'office hours',
                'ordering': ['weekday', 'opens'],
                'constraints': [models.CheckConstraint(condition=models.Q(('closes__gt', models.F('opens'))), name='office_closes_after_it_opens', violation_error_message='The office closes before it opens.'), models.CheckConstraint(condition=models.Q(('weekday__lte', 6)), name='office_opens_on_a_weekday', violation_error_message='Choose a day from Monday to Sunday.'), models.UniqueConstraint(fields=('weekday', 'opens'), name='office_opens_once_at_a_time', violation_error_message='The office opens at this time of that day already.')],
            },
        ),
        migrations.CreateModel(
            name='ProgramRouting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recipients', models.TextField(blank=True, help_text='Who is told of each inquiry: e-mail addresses, one a line. Left empty: the address for inquiries of the whole site.')),
                ('crm_code', models.CharField(blank=True, help_text='What the CRM calls the program. Without it inquiries wait on the desk instead of being passed on.', max_length=100, verbose_name='CRM code')),
                ('program', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='routing', to='programs.program')),
            ],
            options={
                'verbose_name': 'routing of a program',
                'verbose_name_plural': 'routing of programs',
                'ordering': ['program__listing_position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Prospect',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(help_text='Normalized, in lower case.', max_length=254, unique=True)),
                ('verified_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('mailbox_key', models.CharField(blank=True, editable=False, help_text='Equal for addresses that are likely one mailbox.', max_length=254)),
                ('same_as', models.ForeignKey(blank=True, editable=False, help_text='The address that stands for the person; empty on that one itself.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='further', to='inquiries.prospect')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'permissions': [('merge_prospect', 'Can say that two prospects are one person, or not')],
            },
        ),
        migrations.CreateModel(
            name='NotTheSame',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='inquiries.prospect')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='inquiries.prospect')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('brought', models.JSONField(default=list, help_text='Numbers of the further addresses that the joined one had.')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('joined', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='inquiries.prospect')),
                ('kept', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='inquiries.prospect')),
            ],
            options={
                'ordering': ['-pk'],
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='inquiry',
            name='prospect',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='inquiries.prospect'),
        ),
        migrations.CreateModel(
            name='RateBucket',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('block', models.CharField(max_length=64)),
                ('hour', models.DateTimeField()),
                ('posts', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('block', 'hour'), name='one_bucket_per_block_and_hour')],
            },
        ),
        migrations.CreateModel(
            name='ReplyTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='For staff alone: what it is used for.', max_length=100, unique=True)),
                ('subject', models.CharField(help_text='The reference is added at its end by itself.', max_length=150, validators=[inquiries.models.reply.is_one_line, inquiries.reply_text.check_subject])),
                ('body', models.TextField(help_text='Plain text. An empty line begins a paragraph, a line that begins with - is an item of a list, and web addresses become links.', max_length=20000, validators=[inquiries.reply_text.check, django.core.validators.MaxLengthValidator(20000)], verbose_name='text')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Order of choosing, lowest first. The first one is proposed.')),
                ('is_active', models.BooleanField(default=True, help_text='Untick to offer it no longer; what was sent stays.', verbose_name='offered')),
                ('program', models.ForeignKey(blank=True, help_text='Offered for inquiries about this program alone. Left empty: for all.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reply_templates', to='programs.program')),
            ],
            options={
                'verbose_name': 'template of a reply',
                'verbose_name_plural': 'templates of replies',
                'ordering': ['position', 'name'],
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(blank=True, max_length=200)),
                ('body', models.TextField(blank=True, verbose_name='text')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to=settings.AUTH_USER_MODEL)),
                ('delivery', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reply', to='inquiries.delivery')),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='inquiries.inquiry')),
                ('template', models.ForeignKey(blank=True, help_text='What it was begun with.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replies', to='inquiries.replytemplate')),
            ],
            options={
                'verbose_name_plural': 'replies',
                'ordering': ['created_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='What you call these filters. Please name no person in it.', max_length=60)),
                ('is_shared', models.BooleanField(default=False, help_text='Everybody at the desk sees it in their list. You and administrators can change it.', verbose_name='shared with the desk')),
                ('query', models.CharField(blank=True, max_length=2000, verbose_name='filters')),
                ('maker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('team', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='turn', serialize=False, to='inquiries.team')),
                ('taken', models.PositiveBigIntegerField(default=0)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='HistoricalTeamMember',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Lowest first.')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='inquiries.team')),
            ],
            options={
                'verbose_name': 'historical member',
                'verbose_name_plural': 'historical members',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalDeskSettings',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('answer_within', models.PositiveSmallIntegerField(default=2, help_text='How long an answer may take. Nights, closed days and holidays do not count.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(200)])),
                ('unit', models.CharField(choices=[('days', 'working days'), ('hours', 'working hours')], default='days', max_length=5, verbose_name='counted in')),
                ('shows_promise', models.BooleanField(default=True, help_text='“We usually answer within … working days”, on the form and after it. The number is what we did in the last 90 days, never what is written above.', verbose_name='show the promise')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('default_team', models.ForeignKey(blank=True, db_constraint=False, help_text='Gets what no rule of ownership gives to somebody who is there.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='inquiries.team')),
            ],
            options={
                'verbose_name': 'historical settings of the desk',
                'verbose_name_plural': 'historical settings of the desk',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='DeskSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer_within', models.PositiveSmallIntegerField(default=2, help_text='How long an answer may take. Nights, closed days and holidays do not count.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(200)])),
                ('unit', models.CharField(choices=[('days', 'working days'), ('hours', 'working hours')], default='days', max_length=5, verbose_name='counted in')),
                ('shows_promise', models.BooleanField(default=True, help_text='“We usually answer within … working days”, on the form and after it. The number is what we did in the last 90 days, never what is written above.', verbose_name='show the promise')),
                ('default_team', models.ForeignKey(blank=True, help_text='Gets what no rule of ownership gives to somebody who is there.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.team')),
            ],
            options={
                'verbose_name': 'settings of the desk',
                'verbose_name_plural': 'settings of the desk',
            },
        ),
        migrations.CreateModel(
            name='TeamMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Lowest first.')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='desk_memberships', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='inquiries.team')),
            ],
            options={
                'verbose_name': 'member',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='team',
            name='members',
            field=models.ManyToManyField(related_name='desk_teams', through='inquiries.TeamMember', to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seen_at', models.DateTimeField()),
                ('before_at', models.DateTimeField(help_text='The end of the visit before this one.', null=True)),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField()),
                ('last_day', models.DateField(help_text='Still away on this day. New inquiries pass them over until it is over; those they own stay theirs until somebody hands them on.')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='desk_absences', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-first_day', 'person__username', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='absence_ends_after_it_begins', violation_error_message='The last day is before the first one.')],
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='As a spreadsheet counts: the headings are 1.')),
                ('fate', models.CharField(choices=[('new', 'New people'), ('known', 'People we know, with a new inquiry'), ('there', 'Already there'), ('bad', 'Refused')], max_length=5)),
                ('why', models.TextField(blank=True)),
                ('is_plain', models.BooleanField(default=True, help_text='Holds no letter beyond ASCII.')),
                ('cells', models.JSONField(default=list, help_text='As they stood in the file.')),
                ('submission_key', models.CharField(blank=True, max_length=64)),
                ('reference', models.CharField(blank=True, max_length=8)),
                ('received', models.DateTimeField(null=True)),
                ('salutation', models.CharField(blank=True, max_length=100)),
                ('first_name', models.CharField(blank=True, max_length=200)),
                ('last_name', models.CharField(blank=True, max_length=200)),
                ('email', models.CharField(blank=True, max_length=254)),
                ('country', models.CharField(blank=True, max_length=2)),
                ('employer', models.CharField(blank=True, max_length=200)),
                ('programs', models.TextField(blank=True, help_text='Numbers of the rows, each between blanks.')),
                ('interests', models.TextField(blank=True, help_text='As programs.')),
                ('search_text', models.TextField(blank=True)),
                ('person_key', models.CharField(blank=True, max_length=254)),
                ('mailbox_key', models.CharField(blank=True, max_length=254)),
                ('remark', models.CharField(blank=True, help_text='What stays with the inquiry about how it came in.', max_length=200)),
                ('run', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='inquiries.importrun')),
            ],
            options={
                'ordering': ['number'],
                'indexes': [models.Index(fields=['run', 'fate', 'number'], name='import_rows_by_fate')],
                'constraints': [models.UniqueConstraint(fields=('run', 'number'), name='one_import_row_per_number')],
            },
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['state', 'next_at'], name='delivery_due'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(models.Q(('state', 'sent'), _negated=True), ('returned_at__isnull', False), _connector='OR'), fields=['inquiry', 'state'], name='delivery_notable'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('returned_at__isnull', False)), fields=['returned_at', 'inquiry'], name='delivery_returned'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('sent_at__isnull', False)), fields=['sent_at'], name='delivery_sent'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.UniqueConstraint(fields=('inquiry', 'purpose'), name='one_consent_per_inquiry_and_purpose'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at', None), ('withdrawn_at__gte', models.F('given_at')), _connector='OR'), name='consent_given_before_withdrawn', violation_error_message='It can be withdrawn only after it was given.'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(fields=['at'], name='change_at'),
        ),
        migrations.AddConstraint(
            model_name='inquiryinterest',
            constraint=models.UniqueConstraint(fields=('inquiry', 'option'), name='interest_once_per_inquiry'),
        ),
        migrations.AddConstraint(
            model_name='inquiryprogram',
            constraint=models.UniqueConstraint(fields=('inquiry', 'program'), name='program_once_per_inquiry'),
        ),
        migrations.AddIndex(
            model_name='move',
            index=models.Index(fields=['at'], name='move_at'),
        ),
        migrations.AddConstraint(
            model_name='move',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('after', 'in_progress'), ('before', 'new')), models.Q(('after', 'answered'), ('before', 'new')), models.Q(('after', 'closed'), ('before', 'new')), models.Q(('after', 'spam'), ('before', 'new')), models.Q(('after', 'answered'), ('before', 'in_progress')), models.Q(('after', 'closed'), ('before', 'in_progress')), models.Q(('after', 'new'), ('before', 'in_progress')), models.Q(('after', 'spam'), ('before', 'in_progress')), models.Q(('after', 'closed'), ('before', 'answered')), models.Q(('after', 'in_progress'), ('before', 'answered')), models.Q(('after', 'spam'), ('before', 'answered')), models.Q(('after', 'in_progress'), ('before', 'closed')), models.Q(('after', 'answered'), ('before', 'closed')), models.Q(('after', 'spam'), ('before', 'closed')), models.Q(('after', 'new'), ('before', 'spam')), _connector='OR'), name='move_is_a_named_one', violation_error_message='There is no such move.'),
        ),
        migrations.AddIndex(
            model_name='prospect',
            index=models.Index(fields=['mailbox_key'], name='prospect_mailbox'),
        ),
        migrations.AddConstraint(
            model_name='prospect',
            constraint=models.CheckConstraint(condition=models.Q(('same_as', models.F('pk')), _negated=True), name='prospect_is_same_as_another', violation_error_message='Nobody is joined with themselves.'),
        ),
        migrations.AddConstraint(
            model_name='notthesame',
            constraint=models.UniqueConstraint(fields=('one', 'other'), name='pair_is_kept_once'),
        ),
        migrations.AddConstraint(
            model_name='notthesame',
            constraint=models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='pair_is_kept_one_way'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(('kept', models.F('joined')), _negated=True), name='merge_is_of_two'),
        ),
        migrations.AddIndex(
            model_name='inquiry',
            index=models.Index(condition=models.Q(models.Q(models.Q(('doubt', ''), _negated=True), ('captcha', 'unverified'), _connector='OR'), models.Q(('state', 'spam'), _negated=True), ('confirmed_at', None), ('erased_at', None)), fields=['created_at'], name='inquiry_unconfirmed'),
        ),
        migrations.AddIndex(
            model_name='inquiry',
            index=models.Index(condition=models.Q(('person_key', ''), _negated=True), fields=['person_key'], name='inquiry_may_be_the_same'),
        ),
        migrations.AddIndex(
            model_name='inquiry',
            index=models.Index(condition=models.Q(('erased_at', None), ('state__in', ['new', 'in_progress'])), fields=['owner', 'due_at'], name='inquiry_open'),
        ),
        migrations.AddIndex(
            model_name='inquiry',
            index=models.Index(condition=models.Q(('is_held', True)), fields=['created_at'], name='inquiry_held'),
        ),
        migrations.AddIndex(
            model_name='inquiry',
            index=models.Index(condition=models.Q(('erased_at__isnull', False)), fields=['created_at'], name='inquiry_erased'),
        ),
        migrations.AddIndex(
            model_name='inquiry',
            index=models.Index(condition=models.Q(('answered_at__isnull', False)), fields=['answered_at'], name='inquiry_answered'),
        ),
        migrations.AddIndex(
            model_name='inquiry',
            index=models.Index(fields=['due_at', '-created_at', '-id'], name='inquiry_due_first'),
        ),
        migrations.AddIndex(
            model_name='inquiry',
            index=models.Index(fields=['state', 'due_at', '-created_at', '-id'], name='inquiry_of_state'),
        ),
        migrations.AddIndex(
            model_name='inquiry',
            index=models.Index(fields=['owner', 'due_at', '-created_at', '-id'], name='inquiry_of_owner'),
        ),
        migrations.AddIndex(
            model_name='inquiry',
            index=models.Index(fields=['country', 'due_at', '-created_at', '-id'], name='inquiry_from_country'),
        ),
        migrations.AddIndex(
            model_name='inquiry',
            index=models.Index(fields=['source', 'due_at', '-created_at', '-id'], name='inquiry_from_source'),
        ),
        migrations.AddIndex(
            model_name='inquiry',
            index=models.Index(condition=models.Q(('erased_at', None)), fields=['last_name'], name='inquiry_by_name'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_by', None)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='answered_at_and_by_together', violation_error_message='Say both when it was answered and by whom.'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(('erased_at', None), models.Q(('email', ''), ('employer', ''), ('first_name', ''), ('last_name', ''), ('prospect', None), ('salutation', ''), ('search_text', '')), _connector='OR'), name='erased_inquiry_is_nameless', violation_error_message='An erased inquiry keeps nothing of the person.'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(('erased_at', None), ('person_key', ''), _connector='OR'), name='erased_inquiry_is_like_nobody', violation_error_message='An erased inquiry keeps nothing of the person.'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(('is_held', False), models.Q(('hold_reason', ''), _negated=True), _connector='OR'), name='held_with_a_reason', violation_error_message='Say why the inquiry must be kept past its time.'),
        ),
        migrations.AddConstraint(
            model_name='savedview',
            constraint=models.UniqueConstraint(fields=('maker', 'name'), name='one_view_of_each_name', violation_error_message='You have a view of this name already: choose another.'),
        ),
        migrations.AddConstraint(
            model_name='desksettings',
            constraint=models.CheckConstraint(condition=models.Q(('pk', 1)), name='desk_settings_are_one_row', violation_error_message='The desk has one row of settings: change that one.'),
        ),
        migrations.AddConstraint(
            model_name='desksettings',
            constraint=models.CheckConstraint(condition=models.Q(('answer_within__gte', 1), ('answer_within__lte', 200)), name='answer_within_a_time', violation_error_message='Say a number from 1 to 200.'),
        ),
        migrations.AddConstraint(
            model_name='assignmentrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('person', None), ('team__isnull', False)), models.Q(('person__isnull', False), ('team', None)), _connector='OR'), name='rule_gives_to_one', violation_error_message='Choose either a person or a team, and not both.'),
        ),
        migrations.AddConstraint(
            model_name='teammember',
            constraint=models.UniqueConstraint(fields=('team', 'person'), name='person_once_per_team', violation_error_message='This person is in the team already.'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(('before_at', None), ('before_at__lte', models.F('seen_at')), _connector='OR'), name='visit_after_the_one_before', violation_error_message='A visit comes after the one before it.'),
        ),
    ]
