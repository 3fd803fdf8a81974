"""What the worker does about files: the next step of the one that has waited longest."""

import logging

from django.db import Error, IntegrityError, transaction

from ..erasure import forget_on_disk
from ..models import ImportRun
from .forgetting import forget_imported, forget_old
from .reading import TakenAway, read
from .storing import store

logger = logging.getLogger(__name__)
MOST_TRIES = 5  # of a file that ends every worker that takes it
NOT_FINISHED = (
    "This file could not be worked off, and nothing of it was imported. Tell those who run the "
    "site: the log says more."
)
CHANGED = (
    "Something that the rows name has changed since they were read, and nothing was imported. "
    "Read the file again."
)


def work_next() -> bool:
    """Whether there was anything to do. Raises when the database is away; the lease then ends."""
    if forget_old():
        transaction.on_commit(forget_on_disk)
    run = ImportRun.objects.take()
    if run is None:
        return False
    try:
        work_on(run)
    except IntegrityError:
        give_back(run, ImportRun.State.ASKS, CHANGED)
    except Error:
        raise
    except TakenAway:
        pass
    except Exception as error:
        # its text may hold a row: the kind alone goes into the log
        logger.warning("Import %s failed: %s", run.pk, type(error).__name__)
        give_back(run, ImportRun.State.REFUSED, NOT_FINISHED)
    return True


def work_on(run: ImportRun) -> None:
    if run.tries > MOST_TRIES:
        give_back(run, ImportRun.State.REFUSED, NOT_FINISHED)
    elif run.state == ImportRun.State.UPLOADED:
        read(run)
    elif store(run):
        forget_imported(run)
        transaction.on_commit(forget_on_disk)


def give_back(run: ImportRun, state: ImportRun.State, problem: str) -> None:
    ours = ImportRun.objects.filter(pk=run.pk, turn=run.turn, state__in=ImportRun.WORK)
    ours.update(state=state, problem=problem, lease_until=None)
