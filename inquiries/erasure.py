"""Erasing: everything of the person goes, and a nameless inquiry stays to be counted.

What stays: the reference, country, programs, interests, state, by which site or link they came when
ten others came by it, too (`campaign_words`), and when things happened. So every report says the
same before and after, but for rare links. What goes: every word and
address of the person, wherever a table, a session, the admin's log or the mail folder holds it; and
the plan of study they asked about, which names nobody, but which no report counts either.
Mails that have left cannot be called back, and backups keep what they hold until they are replaced;
docs/runbook.md says so. `erased_list` keeps the reference, so that a restored one forgets again.
"""

import logging
import secrets
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from . import erased_list, together
from .addresses import holds
from .campaign_words import rare_words
from .erased_list import Erased
from .importing.forgetting import forget_person
from .models import Change, Delivery, Inquiry, Move, Note, Prospect, RateBucket
from .worklist.forgetting import forget_in_work_list

logger = logging.getLogger(__name__)

FILE_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
END_OF_MAIL = b"-" * 79 + b"\n"  # Django's file backend writes it after each mail
# what allauth and Django keep of an account that signed in, by its own address
OF_ACCOUNTS = {"account_authentication_methods", "_auth_user_id", "_auth_user_hash"}
EMPTIED = (
    "salutation", "first_name", "last_name", "email", "employer", "plan", "hold_reason",
)  # fmt: skip
MOST_WAIT = 2000  # milliseconds for other readers of the database file


class Held(Exception):
    """A legal hold keeps the inquiry, whoever asks."""


def erase(inquiry: Inquiry, *, by: User | None = None) -> None:
    """Takes the person out of `inquiry`, for good. `by` nobody: the person, or its time has come.

    Doing it again does nothing. Raises Held.
    """
    if _erase(inquiry.pk, by, is_theirs=True):
        transaction.on_commit(forget_on_disk)


def erase_all(
    inquiries: Iterable[Inquiry], *, by: User | None = None, is_theirs: bool = True
) -> int:
    """Erases those that are not held, each in a transaction of its own; how many.

    `is_theirs`: whoever asks has shown that they read the mailbox, or is the school. Anybody can
    type somebody else's address, and erase what they sent: that must touch nothing else.
    """
    erased = 0
    for inquiry in inquiries:
        with suppress(Held):
            erased += _erase(inquiry.pk, by, is_theirs)
    if erased:
        transaction.on_commit(forget_on_disk)
    return erased


@transaction.atomic
def _erase(number: int, by: User | None, is_theirs: bool) -> bool:
    inquiry = Inquiry.objects.kept().select_for_update().filter(pk=number).first()
    if inquiry is None:
        return False
    if inquiry.is_held:
        raise Held
    email, prospect_id = inquiry.email, inquiry.prospect_id
    addresses = {email, *inquiry.deliveries.exclude(address="").values_list("address", flat=True)}
    forget_in_admin(inquiry, addresses)
    if is_theirs:
        forget_in_work_list(inquiry, addresses)
        forget_in_sessions(addresses)
        forget_person(addresses)
    forget_deliveries(inquiry)
    Note.objects.filter(inquiry=inquiry).delete()
    Move.objects.filter(inquiry=inquiry).update(reason="")
    Change.objects.filter(inquiry=inquiry).update(reason="")
    # so that the same answers, sent again, are an inquiry of their own
    inquiry.submission_key = secrets.token_hex(32)
    inquiry.prospect = inquiry.form_opened_at = inquiry.due_at = None
    for name in (*EMPTIED, *rare_words(inquiry)):
        setattr(inquiry, name, "")
    inquiry.erased_at = timezone.now()
    inquiry.version += 1  # under the lock: whoever has its page open is told
    inquiry.save()
    Change.objects.create(inquiry=inquiry, by=by, what="Erased.")
    if prospect_id:
        forget_prospect(prospect_id)
    transaction.on_commit(partial(erased_list.note, Erased(inquiry.reference, is_theirs)))
    return True


def forget_prospect(number: int) -> None:
    """The person goes with their last inquiry.

    Locked first: a form that is sent at this moment with the same address either comes before, and
    its inquiry is seen here, or waits and makes the person anew.
    """
    prospect = together.locked(number)
    if prospect and not prospect.inquiries.exists():
        LogEntry.objects.filter(of(Prospect, number)).update(
            object_repr="An erased person", change_message=""
        )
        together.leave(prospect)
        prospect.delete()


def forget_deliveries(inquiry: Inquiry) -> None:
    """What was sent stays as a number; what was not will not be."""
    transaction.on_commit(
        partial(remove_mails, set(inquiry.deliveries.values_list("key", flat=True)))
    )
    inquiry.deliveries.exclude(state=Delivery.State.SENT).delete()
    inquiry.deliveries.update(address="", error="", returned="", subject="")
    inquiry.replies.update(subject="", body="")


def forget_in_admin(inquiry: Inquiry, addresses: set[str]) -> None:
    """What the admin wrote down of them: who did what and when stays, in no words."""
    entries = LogEntry.objects.filter(content_type__in=content_types_of_ours())
    of_inquiry = of(Inquiry, inquiry.pk)
    entries.filter(of_inquiry).update(object_repr=inquiry.reference, change_message="")
    others = entries.exclude(of_inquiry)
    named = [entry.pk for entry in others.filter(mentions(addresses)) if names(addresses, entry)]
    others.filter(pk__in=named).update(change_message="")
    # an entry about another inquiry says which one by its own reference
    other_inquiries = Q(content_type=ContentType.objects.get_for_model(Inquiry))
    others.filter(pk__in=named).exclude(other_inquiries).update(object_repr=inquiry.reference)
    # keyed hashes of addresses; those of this hour still count, and go with the next
    RateBucket.objects.filter(hour__lte=timezone.now() - timedelta(hours=1)).delete()


def forget_in_sessions(addresses: set[str]) -> None:
    """Messages to staff that name them; how an account signed in is its own business."""
    for session in Session.objects.iterator():
        said = session.get_decoded()
        kept = str({name: said[name] for name in said if name not in OF_ACCOUNTS})
        if holds(addresses, kept):
            session.delete()  # signs a member of staff out, once


def of(model: type[Model], number: int) -> Q:
    """The admin's log entries about one row."""
    return Q(content_type=ContentType.objects.get_for_model(model), object_id=str(number))


def content_types_of_ours() -> QuerySet[ContentType]:
    """Where the admin may have written of an inquirer; a person's own go with the person."""
    ours = ContentType.objects.filter(app_label=Inquiry._meta.app_label)
    return ours.exclude(model=Prospect._meta.model_name)


def mentions(addresses: set[str]) -> Q:
    """Entries that hold one of `addresses`, or a longer one that ends or begins with it."""
    found = Q()
    for address in addresses:
        found |= Q(object_repr__icontains=address) | Q(change_message__icontains=address)
    return found


def names(addresses: set[str], entry: LogEntry) -> bool:
    """Whether the entry holds one of `addresses` as a whole: ada@ is not in nada@."""
    # the message may be JSON, where a line ends in two letters
    return holds(addresses, f"{entry.object_repr} {entry.change_message}".replace("\\n", " "))


def remove_mails(keys: set[str]) -> None:
    """In development mails are files: those that carry one of `keys` as their Message-ID."""
    if settings.EMAIL_BACKEND != FILE_BACKEND:
        return
    for file in Path(settings.EMAIL_FILE_PATH).glob("*.log"):
        mails = file.read_bytes().split(END_OF_MAIL)
        kept = [mail for mail in mails if not any(key.encode() in mail for key in keys)]
        if not any(kept):
            file.unlink()
        elif len(kept) < len(mails):
            file.write_bytes(END_OF_MAIL.join(kept))


def forget_on_disk() -> None:
    """Empties SQLite's log of past pages; `secure_delete` has wiped the file's own.

    PostgreSQL writes over dead rows after autovacuum has come past; there is nothing to do here.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {MOST_WAIT}")
        busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {patience}")
    if busy:
        logger.warning("The database's log could not be emptied: purge_inquiries will try again.")
