"""The worker: sends what the outbox holds, until it is told to stop."""

import logging
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections

from inquiries.models import Delivery
from inquiries.outbox import deliver_due

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 2


class Command(BaseCommand):
    help = "Sends due deliveries. Without --once it runs until SIGTERM and finishes its item first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="work off what is due, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            while deliver_due():
                pass
            self.stdout.write(summary())
            return
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        while not stop.is_set():
            if not self.look(stop):
                stop.wait(SECONDS_BETWEEN_LOOKS)

    def look(self, stop: threading.Event) -> int:
        """One round. The database may be restarting: then we wait and look again."""
        close_old_connections()
        try:
            return deliver_due(stop=stop)
        except (OperationalError, InterfaceError) as error:
            logger.warning("The database is away: %s", type(error).__name__)
            return 0


def summary() -> str:
    states = {
        label: Delivery.objects.filter(state=state).count()
        for state, label in Delivery.State.choices
    }
    return ", ".join(f"{label.lower()}: {number}" for label, number in states.items())
