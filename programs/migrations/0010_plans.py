import django.core.validators
import django.db.models.deletion
import programs.models.plan
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0009_groups_may_edit_costs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Course",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="Short and unique, such as BIO 701; in no address.",
                        max_length=20,
                        unique=True,
                    ),
                ),
                ("title", models.CharField(max_length=150)),
                (
                    "least_credits",
                    programs.models.plan.CreditField(
                        decimal_places=1,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(
                                0.5, "A course has at least half a credit."
                            )
                        ],
                        verbose_name="credits",
                    ),
                ),
                (
                    "most_credits",
                    programs.models.plan.CreditField(
                        blank=True,
                        decimal_places=1,
                        help_text="For a course whose credits the student chooses. Left empty: no choice.",
                        max_digits=4,
                        null=True,
                        verbose_name="up to",
                    ),
                ),
                (
                    "offered",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "In every term"),
                            ("fall", "In fall"),
                            ("spring", "In spring"),
                            ("summer", "In summer"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                ("is_thesis", models.BooleanField(default=False, verbose_name="ends in a thesis")),
                (
                    "is_retired",
                    models.BooleanField(
                        default=False,
                        help_text="No longer offered: it leaves the planner, and links that hold it.",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCourse",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        db_index=True,
                        help_text="Short and unique, such as BIO 701; in no address.",
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=150)),
                (
                    "least_credits",
                    programs.models.plan.CreditField(
                        decimal_places=1,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(
                                0.5, "A course has at least half a credit."
                            )
                        ],
                        verbose_name="credits",
                    ),
                ),
                (
                    "most_credits",
                    programs.models.plan.CreditField(
                        blank=True,
                        decimal_places=1,
                        help_text="For a course whose credits the student chooses. Left empty: no choice.",
                        max_digits=4,
                        null=True,
                        verbose_name="up to",
                    ),
                ),
                (
                    "offered",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "In every term"),
                            ("fall", "In fall"),
                            ("spring", "In spring"),
                            ("summer", "In summer"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                ("is_thesis", models.BooleanField(default=False, verbose_name="ends in a thesis")),
                (
                    "is_retired",
                    models.BooleanField(
                        default=False,
                        help_text="No longer offered: it leaves the planner, and links that hold it.",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
            ],
            options={
                "verbose_name": "historical course",
                "verbose_name_plural": "historical courses",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCourse_excludes",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "HistoricalCourse_excludes",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCourse_needs",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "HistoricalCourse_needs",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPlan",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "pathway",
                    models.CharField(
                        choices=[
                            ("full-time", "full-time"),
                            ("part-time", "part-time"),
                            ("combined", "combined with the MD"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "academic_year",
                    models.PositiveSmallIntegerField(
                        help_text="The year in which its students begin: 2026 for 2026–2027.",
                        validators=[
                            django.core.validators.MinValueValidator(
                                1900, "Write the year with four digits, such as 2026."
                            ),
                            django.core.validators.MaxValueValidator(
                                2200, "Write the year with four digits, such as 2026."
                            ),
                        ],
                    ),
                ),
                (
                    "terms",
                    models.PositiveSmallIntegerField(
                        help_text="From start to degree.",
                        validators=[
                            django.core.validators.MinValueValidator(
                                1, "A plan takes at least one term."
                            ),
                            django.core.validators.MaxValueValidator(
                                20, "A plan takes 20 terms at most."
                            ),
                        ],
                    ),
                ),
                (
                    "begins_in",
                    models.CharField(
                        choices=[("fall", "Fall"), ("spring", "Spring"), ("summer", "Summer")],
                        default="fall",
                        max_length=10,
                    ),
                ),
                (
                    "has_summer_terms",
                    models.BooleanField(
                        default=False, help_text="Whether summers count as terms of the plan."
                    ),
                ),
                (
                    "is_example",
                    models.BooleanField(
                        default=True,
                        help_text="Says on every page that this is an example, not the school’s own plan. Untick it once the plan is the real one.",
                        verbose_name="example",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published")],
                        default="draft",
                        help_text="A draft is seen by nobody. Only a plan that can reach its rule is published.",
                        max_length=10,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
            ],
            options={
                "verbose_name": "historical plan",
                "verbose_name_plural": "historical plans",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRequirementGroup",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="As visitors read it, such as: Methods.", max_length=100
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("capstone", "Capstone project"),
                            ("research", "Mentored research"),
                            ("other", "Other didactic and scholarly work"),
                        ],
                        max_length=10,
                        verbose_name="counts towards",
                    ),
                ),
                (
                    "takes",
                    models.CharField(
                        choices=[("all", "All of these courses"), ("some", "Courses from these")],
                        default="all",
                        max_length=4,
                        verbose_name="students take",
                    ),
                ),
                (
                    "minimum_credits",
                    programs.models.plan.CreditField(
                        blank=True,
                        decimal_places=1,
                        max_digits=4,
                        null=True,
                        verbose_name="at least",
                    ),
                ),
                (
                    "maximum_credits",
                    programs.models.plan.CreditField(
                        blank=True,
                        decimal_places=1,
                        max_digits=4,
                        null=True,
                        verbose_name="at most",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
            ],
            options={
                "verbose_name": "historical requirement group",
                "verbose_name_plural": "historical requirement groups",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRequirementGroup_courses",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "HistoricalRequirementGroup_courses",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "pathway",
                    models.CharField(
                        choices=[
                            ("full-time", "full-time"),
                            ("part-time", "part-time"),
                            ("combined", "combined with the MD"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "academic_year",
                    models.PositiveSmallIntegerField(
                        help_text="The year in which its students begin: 2026 for 2026–2027.",
                        validators=[
                            django.core.validators.MinValueValidator(
                                1900, "Write the year with four digits, such as 2026."
                            ),
                            django.core.validators.MaxValueValidator(
                                2200, "Write the year with four digits, such as 2026."
                            ),
                        ],
                    ),
                ),
                (
                    "terms",
                    models.PositiveSmallIntegerField(
                        help_text="From start to degree.",
                        validators=[
                            django.core.validators.MinValueValidator(
                                1, "A plan takes at least one term."
                            ),
                            django.core.validators.MaxValueValidator(
                                20, "A plan takes 20 terms at most."
                            ),
                        ],
                    ),
                ),
                (
                    "begins_in",
                    models.CharField(
                        choices=[("fall", "Fall"), ("spring", "Spring"), ("summer", "Summer")],
                        default="fall",
                        max_length=10,
                    ),
                ),
                (
                    "has_summer_terms",
                    models.BooleanField(
                        default=False, help_text="Whether summers count as terms of the plan."
                    ),
                ),
                (
                    "is_example",
                    models.BooleanField(
                        default=True,
                        help_text="Says on every page that this is an example, not the school’s own plan. Untick it once the plan is the real one.",
                        verbose_name="example",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published")],
                        default="draft",
                        help_text="A draft is seen by nobody. Only a plan that can reach its rule is published.",
                        max_length=10,
                    ),
                ),
            ],
            options={
                "ordering": ["program", "-academic_year", "pathway"],
            },
        ),
        migrations.CreateModel(
            name="RequirementGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="As visitors read it, such as: Methods.", max_length=100
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("capstone", "Capstone project"),
                            ("research", "Mentored research"),
                            ("other", "Other didactic and scholarly work"),
                        ],
                        max_length=10,
                        verbose_name="counts towards",
                    ),
                ),
                (
                    "takes",
                    models.CharField(
                        choices=[("all", "All of these courses"), ("some", "Courses from these")],
                        default="all",
                        max_length=4,
                        verbose_name="students take",
                    ),
                ),
                (
                    "minimum_credits",
                    programs.models.plan.CreditField(
                        blank=True,
                        decimal_places=1,
                        max_digits=4,
                        null=True,
                        verbose_name="at least",
                    ),
                ),
                (
                    "maximum_credits",
                    programs.models.plan.CreditField(
                        blank=True,
                        decimal_places=1,
                        max_digits=4,
                        null=True,
                        verbose_name="at most",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="creditrule",
            name="one_rule_per_degree_type_and_year",
        ),
        migrations.AddField(
            model_name="creditrule",
            name="asks_for_thesis",
            field=models.BooleanField(
                default=False, help_text="Whether a course that ends in a thesis must be taken."
            ),
        ),
        migrations.AddField(
            model_name="creditrule",
            name="variant",
            field=models.CharField(
                blank=True,
                choices=[("", "the degree by itself"), ("md", "together with the MD")],
                default="",
                help_text="Public pages show the degree by itself; plans name the rule that they follow.",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="historicalcreditrule",
            name="asks_for_thesis",
            field=models.BooleanField(
                default=False, help_text="Whether a course that ends in a thesis must be taken."
            ),
        ),
        migrations.AddField(
            model_name="historicalcreditrule",
            name="variant",
            field=models.CharField(
                blank=True,
                choices=[("", "the degree by itself"), ("md", "together with the MD")],
                default="",
                help_text="Public pages show the degree by itself; plans name the rule that they follow.",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="creditrule",
            constraint=models.UniqueConstraint(
                fields=("degree_type", "variant", "valid_from_year"),
                name="one_rule_per_degree_type_variant_and_year",
                violation_error_message="This degree type has such a rule from that year on.",
            ),
        ),
        migrations.AddField(
            model_name="course",
            name="excludes",
            field=models.ManyToManyField(
                blank=True,
                help_text="Whoever takes one of these cannot take this one.",
                to="programs.course",
            ),
        ),
        migrations.AddField(
            model_name="course",
            name="needs",
            field=models.ManyToManyField(
                blank=True,
                help_text="All of these must be taken in an earlier term.",
                related_name="needed_by",
                to="programs.course",
            ),
        ),
        migrations.AddField(
            model_name="historicalcourse",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalcourse_excludes",
            name="from_course",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_tablespace="",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="programs.course",
            ),
        ),
        migrations.AddField(
            model_name="historicalcourse_excludes",
            name="history",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                to="programs.historicalcourse",
            ),
        ),
        migrations.AddField(
            model_name="historicalcourse_excludes",
            name="to_course",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_tablespace="",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="programs.course",
            ),
        ),
        migrations.AddField(
            model_name="historicalcourse_needs",
            name="from_course",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_tablespace="",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="programs.course",
            ),
        ),
        migrations.AddField(
            model_name="historicalcourse_needs",
            name="history",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                to="programs.historicalcourse",
            ),
        ),
        migrations.AddField(
            model_name="historicalcourse_needs",
            name="to_course",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_tablespace="",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="programs.course",
            ),
        ),
        migrations.AddField(
            model_name="historicalplan",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalplan",
            name="program",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="programs.program",
            ),
        ),
        migrations.AddField(
            model_name="historicalplan",
            name="rule",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="What the degree asks for. The plan must be able to reach exactly that.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="programs.creditrule",
            ),
        ),
        migrations.AddField(
            model_name="historicalrequirementgroup",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalrequirementgroup_courses",
            name="course",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_tablespace="",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="programs.course",
            ),
        ),
        migrations.AddField(
            model_name="historicalrequirementgroup_courses",
            name="history",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                to="programs.historicalrequirementgroup",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="program",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="plans",
                to="programs.program",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="rule",
            field=models.ForeignKey(
                help_text="What the degree asks for. The plan must be able to reach exactly that.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="plans",
                to="programs.creditrule",
            ),
        ),
        migrations.AddField(
            model_name="historicalrequirementgroup",
            name="plan",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="programs.plan",
            ),
        ),
        migrations.AddField(
            model_name="requirementgroup",
            name="courses",
            field=models.ManyToManyField(related_name="groups", to="programs.course"),
        ),
        migrations.AddField(
            model_name="requirementgroup",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="groups",
                to="programs.plan",
            ),
        ),
        migrations.AddField(
            model_name="historicalrequirementgroup_courses",
            name="requirementgroup",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_tablespace="",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="programs.requirementgroup",
            ),
        ),
        migrations.AddConstraint(
            model_name="course",
            constraint=models.CheckConstraint(
                condition=models.Q(("least_credits__gt", 0)),
                name="course_has_credits",
                violation_error_message="A course has at least half a credit.",
            ),
        ),
        migrations.AddConstraint(
            model_name="course",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("most_credits", None),
                    ("most_credits__gte", models.F("least_credits")),
                    _connector="OR",
                ),
                name="course_range_is_ascending",
                violation_error_message="The most credits are less than the least.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                fields=("program", "pathway", "academic_year"),
                name="one_plan_per_program_pathway_and_year",
                violation_error_message="This program has a plan for that pathway and year.",
            ),
        ),
        migrations.AddConstraint(
            model_name="requirementgroup",
            constraint=models.UniqueConstraint(
                fields=("plan", "name"),
                name="one_group_of_a_name_per_plan",
                violation_error_message="This plan has a group of that name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="requirementgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("minimum_credits", None), ("minimum_credits__gt", 0), _connector="OR"
                    ),
                    models.Q(
                        ("maximum_credits", None), ("maximum_credits__gt", 0), _connector="OR"
                    ),
                ),
                name="group_bounds_are_positive",
                violation_error_message="At least and at most are more than nothing, or empty.",
            ),
        ),
    ]
