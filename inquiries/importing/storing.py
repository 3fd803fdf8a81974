"""From the rows that were shown to inquiries: all of them in one transaction, or none.

On SQLite a transaction that writes keeps everybody else's form waiting, and Django takes some ten
seconds for the rows of 50,000 inquiries. So all thinking is done before, by reading.py, and the
database copies the rows itself, by one statement for each table.
"""

from typing import Any

from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone

from programs.models import Program

from .. import audit, clock, ownership
from ..models import (
    Access,
    Change,
    FormOption,
    ImportRow,
    ImportRun,
    Inquiry,
    InquiryInterest,
    InquiryProgram,
    Prospect,
)

SOURCE = "import"
BROUGHT_IN = "Brought in from the old form’s export. What was agreed to there is not on file. "
quote = connection.ops.quote_name


@transaction.atomic
def store(run: ImportRun) -> bool:
    """Once, however many workers try; False for those that find it done or dropped."""
    ours = Q(pk=run.pk, turn=run.turn, state=ImportRun.State.CONFIRMED)
    locked = ImportRun.objects.select_for_update().filter(ours).first()
    if locked is None:
        return False
    new_people = copy_people(locked)
    imported = copy_inquiries(locked)
    copy_what_they_asked(locked)
    if run.opened_as == Inquiry.State.NEW:
        let_them_wait(locked)
    bad = locked.lines.filter(fate=ImportRow.Fate.BAD).count()
    locked.imported, locked.bad, locked.new_people = imported, bad, new_people
    locked.there = locked.lines.count() - bad - imported
    locked.state, locked.finished_at = ImportRun.State.DONE, timezone.now()
    locked.lease_until = None
    locked.save()
    detail = f"import {locked.pk}, {locked.read_as.get('kind', '')}"
    audit.record(locked.confirmed_by, Access.What.IMPORT, detail=detail, number=imported)
    return True


def copy_people(run: ImportRun) -> int:
    """How many of them we did not know."""
    return copy(
        Prospect,
        {"email": "LOWER(r.email)", "mailbox_key": "MIN(r.mailbox_key)", "created_at": "%s"},
        f"{table(ImportRow)} r WHERE {comes_in('r')} GROUP BY LOWER(r.email)",
        [timezone.now(), *chosen(run)],
        unless_there=True,
    )


def copy_inquiries(run: ImportRun) -> int:
    """How many. What somebody else has brought in since the dry run is passed over."""
    same = "submission_key reference salutation first_name last_name email country employer"
    values = {name: f"r.{name}" for name in f"{same} search_text person_key".split()}
    return copy(
        Inquiry,
        {
            **values,
            "created_at": "r.received",
            "prospect": "p.id",
            "captcha": "%s",
            "state": "%s",
            "source": "%s",
        },
        f"{table(ImportRow)} r JOIN {table(Prospect)} p ON p.email = LOWER(r.email) "  # noqa: S608 - our own names  # nosec B608
        f"WHERE {comes_in('r')} AND NOT EXISTS "
        f"(SELECT 1 FROM {table(Inquiry)} i WHERE i.submission_key = r.submission_key) "
        "ORDER BY r.received, r.number",
        [Inquiry.Captcha.OFF.value, run.opened_as, SOURCE, *chosen(run)],
    )


def copy_what_they_asked(run: ImportRun) -> None:
    """By reference, which no other inquiry has: the rows that have just become inquiries."""
    joined = (
        f"{table(ImportRow)} r JOIN {table(Inquiry)} i ON i.reference = r.reference "
        f"WHERE {comes_in('r')}"
    )
    for program in Program.objects.order_by("form_position", "pk"):
        copy(
            InquiryProgram,
            {"inquiry": "i.id", "program": "%s", "name": "%s"},
            f"{joined} AND r.programs LIKE %s",
            [program.pk, program.official_name, *chosen(run), f"% {program.pk} %"],
        )
    for option in FormOption.objects.filter(kind=FormOption.Kind.INTEREST):
        copy(
            InquiryInterest,
            {"inquiry": "i.id", "option": "%s", "label": "%s"},
            f"{joined} AND r.interests LIKE %s",
            [option.pk, option.label, *chosen(run), f"% {option.pk} %"],
        )
    copy(
        Change,
        {"inquiry": "i.id", "at": "%s", "by": "%s", "what": "SUBSTR(%s || r.remark, 1, 200)"},
        joined,
        [timezone.now(), run.confirmed_by_id, BROUGHT_IN, *chosen(run)],
    )


def let_them_wait(run: ImportRun) -> None:
    """Open ones wait from now on, and have an owner each."""
    references = run.lines.filter(fate__in=ImportRow.COMES_IN).values("reference")
    brought = Inquiry.objects.filter(reference__in=references)
    now = timezone.now()
    brought.update(waiting_since=now, due_at=clock.clock().due(now))
    ownership.assign_all(brought.prefetch_related("programs", "interests"))


def table(model: type[models.Model]) -> str:
    return quote(model._meta.db_table)


def comes_in(row: str) -> str:
    return f"{row}.run_id = %s AND {row}.fate IN (%s, %s)"


def chosen(run: ImportRun) -> list[Any]:
    return [run.pk, *(fate.value for fate in ImportRow.COMES_IN)]


def copy(
    model: type[models.Model],
    values: dict[str, str],
    source: str,
    params: list[Any],
    *,
    unless_there: bool = False,
) -> int:
    """INSERT ... SELECT. `values`: what each field gets, in SQL; the others get their default."""
    by_name = {field.name: field for field in model._meta.concrete_fields}
    fields = [by_name[name] for name in values]
    expressions = list(values.values())
    defaults = []
    for name, field in by_name.items():
        if name in values or field.primary_key or (field.null and not field.has_default()):
            continue
        fields.append(field)
        expressions.append("%s")
        defaults.append(field.get_db_prep_save(field.get_default(), connection))
    # the parameters of `values` come first in the statement, then the defaults, then the source's
    given = sum(expression.count("%s") for expression in values.values())
    columns = ", ".join(quote(str(field.column)) for field in fields)
    ending = " ON CONFLICT DO NOTHING" if unless_there else ""
    statement = (
        f"INSERT INTO {table(model)} ({columns}) SELECT {', '.join(expressions)} "  # noqa: S608 - our own names  # nosec B608
        f"FROM {source}{ending}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*params[:given], *defaults, *params[given:]])
        return int(cursor.rowcount)
